import { and, asc, count, eq, inArray, sql, type Column, type SQL } from 'drizzle-orm';
import type { bands, cuts, flagClasses, levels, windows } from '../../schemas/vocabulary.ts';
import type { RunSummary } from '../../schemas/runs.ts';
import { chunks, run, type Database } from '../database.ts';
import { alertStep, type AlertRows } from './alerts.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { evaluationStep, type EvaluationRows } from './evaluations.ts';
import type { Telling } from './notifications.ts';
import { isWithheld, withheldCase, type Disclosed } from './disclosure.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface GapFilter {
  readonly runId: string;
  readonly span: 'year' | 'total';
  readonly chainKey: string;
  readonly window?: (typeof windows)[number];
  readonly majorCode?: string;
  readonly level?: (typeof levels)[number];
  readonly band?: (typeof bands)[number];
  readonly year?: number;
  readonly regionCode?: string;
  readonly classCode?: string;
  readonly categoryCode?: string;
}
export const gapSorts = ['gap', 'demand', 'supply', 'probability', 'year', 'majorCode'] as const;
export interface GapSort {
  readonly by: (typeof gapSorts)[number];
  readonly descending: boolean;
  /** Withheld rows stand last, in the order of their keys: a place in the order would tell the figure. */
  readonly withheldLast: boolean;
}
export interface TotalFilter {
  readonly runId: string;
  readonly cut: (typeof cuts)[number];
  readonly span: 'year' | 'total';
  readonly window?: (typeof windows)[number];
  readonly year?: number;
  readonly level?: (typeof levels)[number];
  readonly code?: string;
}
export const totalSorts = ['key', 'gap', 'demand', 'supply', 'probability', 'year'] as const;
export interface TotalSort {
  readonly by: (typeof totalSorts)[number];
  readonly descending: boolean;
  readonly withheldLast: boolean;
}
export interface FlagFilter {
  readonly runId: string;
  readonly class?: (typeof flagClasses)[number];
  /** Any of these. */
  readonly classes?: readonly (typeof flagClasses)[number][];
  readonly level?: (typeof levels)[number];
  readonly majorCode?: string;
  readonly chain?: string;
}
export const flagSorts = ['urgency', 'gap', 'probability', 'majorCode'] as const;
export interface FlagSort {
  readonly by: (typeof flagSorts)[number];
  readonly descending: boolean;
  readonly withheldLast: boolean;
}

/** Sorts by what is never withheld. */
export const openSorts: ReadonlySet<string> = new Set(['supply', 'year', 'majorCode', 'key']);

/** What runs produce: series with their forecasts, gaps and flags. Written once, in one transaction with the state change they belong to. */
export function createResultRepository(db: Database) {
  const { runs, runTasks, runSeries, runForecasts, gaps, gapTotals, flags, runSurvival, ruleFindings, majors, chains, chainMajors, regions } = db.schema;
  type SeriesRow = typeof runSeries.$inferInsert;
  type ForecastRow = typeof runForecasts.$inferInsert;
  type GapRow = typeof gaps.$inferInsert;
  type FlagRow = typeof flags.$inferInsert;

  /** Marks the task done if this attempt still owns it; false when it was taken over or its run is no longer wanted. */
  function* ownTask(tx: Parameters<Parameters<Database['transaction']>[0]>[0], taskId: string, attempt: number) {
    const done = yield* run(
      tx
        .update(runTasks)
        .set({ status: 'succeeded', leaseUntil: null, error: null })
        .where(
          and(
            eq(runTasks.id, taskId),
            eq(runTasks.attempts, attempt),
            eq(runTasks.status, 'running'),
            inArray(runTasks.runId, tx.select({ id: runs.id }).from(runs).where(eq(runs.status, 'running'))),
          ),
        )
        .returning(),
    );
    return done.length > 0;
  }
  const codesWhere = (condition: SQL) => db.query.select({ code: majors.code }).from(majors).where(condition);
  const gapWhere = (f: GapFilter) =>
    and(
      eq(gaps.runId, f.runId),
      eq(gaps.span, f.span),
      eq(gaps.chainKey, f.chainKey),
      f.window === undefined ? undefined : eq(gaps.window, f.window),
      f.majorCode === undefined ? undefined : eq(gaps.majorCode, f.majorCode),
      f.level === undefined ? undefined : eq(gaps.level, f.level),
      f.band === undefined ? undefined : eq(gaps.band, f.band),
      f.year === undefined ? undefined : eq(gaps.year, f.year),
      f.regionCode === undefined ? undefined : eq(gaps.regionCode, f.regionCode),
      f.classCode === undefined ? undefined : inArray(gaps.majorCode, codesWhere(eq(majors.classCode, f.classCode))),
      f.categoryCode === undefined ? undefined : inArray(gaps.majorCode, codesWhere(eq(majors.categoryCode, f.categoryCode))),
    );
  const totalWhere = (f: TotalFilter) =>
    and(
      eq(gapTotals.runId, f.runId),
      eq(gapTotals.cut, f.cut),
      eq(gapTotals.span, f.span),
      f.window === undefined ? undefined : eq(gapTotals.window, f.window),
      f.year === undefined ? undefined : eq(gapTotals.year, f.year),
      f.level === undefined ? undefined : eq(gapTotals.level, f.level),
      f.code === undefined ? undefined : eq(gapTotals.code, f.code),
    );
  const flagWhere = (f: FlagFilter) =>
    and(
      eq(flags.runId, f.runId),
      f.class === undefined ? undefined : eq(flags.class, f.class),
      f.classes === undefined ? undefined : inArray(flags.class, [...f.classes]),
      f.level === undefined ? undefined : eq(flags.level, f.level),
      f.majorCode === undefined ? undefined : eq(flags.majorCode, f.majorCode),
      f.chain === undefined
        ? undefined
        : inArray(flags.majorCode, db.query.select({ code: chainMajors.majorCode }).from(chainMajors).where(eq(chainMajors.chainId, f.chain))),
    );

  /** The order of a list, with what its cursor holds of a row. Only figures are withheld: supply, years and codes sort as they are. */
  function sortOf<T extends typeof gaps | typeof flags | typeof gapTotals>(
    table: T,
    { by, descending, withheldLast }: { readonly by: keyof T & string; readonly descending: boolean; readonly withheldLast: boolean },
  ) {
    const column = table[by] as Column;
    const key = { column: table.key, descending: false };
    const plain = !withheldLast || openSorts.has(by);
    const hidden = withheldCase(table);
    return {
      sort: plain
        ? [{ column, descending }, key]
        : [{ column: hidden, descending: false }, { column: sql`case when ${hidden} = 1 then 0 else ${column} end`, descending }, key], // prettier-ignore
      valuesOf: (row: Disclosed & { readonly key: string }, value: string | number) =>
        plain ? [value, row.key] : isWithheld(row) ? [1, 0, row.key] : [0, value, row.key],
    };
  }

  return {
    /** Series and forecasts of one fit task, counted into the run's progress; undefined when they are no longer wanted. */
    saveFits(input: {
      readonly taskId: string;
      readonly attempt: number;
      readonly runId: string;
      readonly series: SeriesRow[];
      readonly forecasts: ForecastRow[];
    }) {
      return db.transaction(function* (tx) {
        if (!(yield* ownTask(tx, input.taskId, input.attempt))) return undefined;
        // holds the run's row, so that a cancellation finds these series or keeps them out
        const [owner] = yield* run(
          tx
            .update(runs)
            .set({ done: sql`${runs.done} + 1` })
            .where(and(eq(runs.id, input.runId), eq(runs.status, 'running')))
            .returning(),
        );
        if (!owner) return undefined;
        for (const rows of chunks(runSeries, input.series)) yield* run(tx.insert(runSeries).values(rows));
        for (const rows of chunks(runForecasts, input.forecasts)) yield* run(tx.insert(runForecasts).values(rows));
        return owner;
      });
    },
    /** Everything the run found, and that it is over: one transaction, so a reader sees all of it or none. */
    finish(input: {
      readonly taskId: string;
      readonly attempt: number;
      readonly runId: string;
      readonly series: SeriesRow[];
      readonly forecasts: ForecastRow[];
      readonly gaps: GapRow[];
      readonly flags: FlagRow[];
      readonly totals: (typeof gapTotals.$inferInsert)[];
      /** Earlier runs against what this one knows. */
      readonly evaluations: EvaluationRows;
      readonly alerts: AlertRows;
      readonly survival: (typeof runSurvival.$inferInsert)[];
      readonly findings: (typeof ruleFindings.$inferInsert)[];
      readonly summary: RunSummary;
      readonly simulated: boolean;
      readonly now: Date;
      readonly audit: AuditRecord;
      /** Who is told, given how many alerts it raised. */
      readonly tellingOf: (raised: number) => readonly Telling[];
    }) {
      return db.transaction(function* (tx) {
        if (!(yield* ownTask(tx, input.taskId, input.attempt))) return false;
        const ended = yield* run(
          tx
            .update(runs)
            .set({ status: 'succeeded', stage: 'finished', done: runs.total, summary: input.summary, simulated: input.simulated, finishedAt: input.now })
            .where(and(eq(runs.id, input.runId), eq(runs.status, 'running')))
            .returning(),
        );
        if (ended.length === 0) return false;
        // the engine's fits were what the forecasts are made of; these take their place
        yield* run(tx.delete(runSeries).where(eq(runSeries.runId, input.runId)));
        for (const rows of chunks(runSeries, input.series)) yield* run(tx.insert(runSeries).values(rows));
        for (const rows of chunks(runForecasts, input.forecasts)) yield* run(tx.insert(runForecasts).values(rows));
        for (const rows of chunks(gaps, input.gaps)) yield* run(tx.insert(gaps).values(rows));
        for (const rows of chunks(flags, input.flags)) yield* run(tx.insert(flags).values(rows));
        for (const rows of chunks(gapTotals, input.totals)) yield* run(tx.insert(gapTotals).values(rows));
        yield* evaluationStep(db, tx, input.evaluations);
        const raised = yield* alertStep(db, tx, input.alerts);
        for (const rows of chunks(runSurvival, input.survival)) yield* run(tx.insert(runSurvival).values(rows));
        for (const rows of chunks(ruleFindings, input.findings)) yield* run(tx.insert(ruleFindings).values(rows));
        yield* auditStep(db, tx, { ...input.audit, tell: input.tellingOf(raised) });
        return true;
      });
    },
    /** Series of a run with their forecasts, in natural order (never by id, which is random). */
    async fitsOf(runId: string) {
      const series = await db.query
        .select()
        .from(runSeries)
        .where(eq(runSeries.runId, runId))
        .orderBy(asc(runSeries.side), asc(runSeries.regionCode), asc(runSeries.code));
      const forecasts = await db.query
        .select({ row: runForecasts })
        .from(runForecasts)
        .innerJoin(runSeries, eq(runSeries.id, runForecasts.seriesId))
        .where(eq(runSeries.runId, runId))
        .orderBy(asc(runForecasts.seriesId), asc(runForecasts.year));
      return { series, forecasts: forecasts.map((f) => f.row) };
    },
    /** Gaps, flags and totals of a run in natural order. */
    async cellsOf(runId: string) {
      return {
        gaps: await db.query.select().from(gaps).where(eq(gaps.runId, runId)).orderBy(asc(gaps.key)),
        flags: await db.query.select().from(flags).where(eq(flags.runId, runId)).orderBy(asc(flags.key)),
        totals: await db.query.select().from(gapTotals).where(eq(gapTotals.runId, runId)).orderBy(asc(gapTotals.key)),
      };
    },
    /** What stands beside the forecast of a run: findings of rules, and what the guard reads seats with. */
    async besideOf(runId: string) {
      return {
        findings: await db.query.select().from(ruleFindings).where(eq(ruleFindings.runId, runId)).orderBy(asc(ruleFindings.key)),
        survival: await db.query.select().from(runSurvival).where(eq(runSurvival.runId, runId)).orderBy(asc(runSurvival.programmeId)),
      };
    },
    async findSeries(id: string) {
      const [row] = await db.query
        .select({ series: runSeries, asOfYear: runs.asOfYear })
        .from(runSeries)
        .innerJoin(runs, eq(runs.id, runSeries.runId))
        .where(eq(runSeries.id, id));
      if (!row) return undefined;
      const forecast = await db.query.select().from(runForecasts).where(eq(runForecasts.seriesId, id)).orderBy(asc(runForecasts.year));
      return { ...row, forecast };
    },
    async pageGaps(filter: GapFilter, by: GapSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(gaps, by);
      const rows = await db.query
        .select({ gap: gaps, majorName: majors.name, className: majors.className, simulated: runs.simulated })
        .from(gaps)
        .innerJoin(majors, eq(majors.code, gaps.majorCode))
        .innerJoin(runs, eq(runs.id, gaps.runId))
        .where(and(gapWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.gap, row.gap[by.by]));
    },
    async countGaps(filter: GapFilter) {
      const [row] = await db.query.select({ n: count() }).from(gaps).where(gapWhere(filter));
      return row?.n ?? 0;
    },
    async pageTotals(filter: TotalFilter, by: TotalSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(gapTotals, by);
      const rows = await db.query
        .select({ total: gapTotals, simulated: runs.simulated })
        .from(gapTotals)
        .innerJoin(runs, eq(runs.id, gapTotals.runId))
        .where(and(totalWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.total, row.total[by.by]));
    },
    async countTotals(filter: TotalFilter) {
      const [row] = await db.query.select({ n: count() }).from(gapTotals).where(totalWhere(filter));
      return row?.n ?? 0;
    },
    /** Names of groups by `level|code` (classes, categories) or code (chains, regions). */
    async groupNames(cut: TotalFilter['cut']): Promise<ReadonlyMap<string, string>> {
      if (cut === 'class' || cut === 'category') {
        const [code, name] = cut === 'class' ? [majors.classCode, majors.className] : [majors.categoryCode, majors.categoryName];
        const rows = await db.query.selectDistinct({ level: majors.level, code, name }).from(majors).orderBy(asc(code), asc(name));
        return new Map(rows.map((row) => [`${row.level}|${row.code}`, row.name]));
      }
      if (cut === 'level') return new Map();
      const rows =
        cut === 'chain'
          ? await db.query.select({ code: chains.id, name: chains.name }).from(chains)
          : await db.query.select({ code: regions.code, name: regions.name }).from(regions);
      return new Map(rows.map((row) => [row.code, row.name]));
    },
    async pageFlags(filter: FlagFilter, by: FlagSort, page: PageRequest) {
      const { sort, valuesOf } = sortOf(flags, by);
      const rows = await db.query
        .select({ flag: flags, majorName: majors.name, className: majors.className, simulated: runs.simulated })
        .from(flags)
        .innerJoin(majors, eq(majors.code, flags.majorCode))
        .innerJoin(runs, eq(runs.id, flags.runId))
        .where(and(flagWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => valuesOf(row.flag, row.flag[by.by]));
    },
    async countFlags(filter: FlagFilter) {
      const [row] = await db.query.select({ n: count() }).from(flags).where(flagWhere(filter));
      return row?.n ?? 0;
    },
    /** Schools that offer these majors, as flags of these runs name them. */
    async schoolsOf(runIds: readonly string[], majorCodes: readonly string[]) {
      if (runIds.length === 0 || majorCodes.length === 0) return [];
      const rows = await db.query
        .select({ runId: flags.runId, majorCode: flags.majorCode, evidence: flags.evidence })
        .from(flags)
        .where(and(inArray(flags.runId, [...runIds]), inArray(flags.majorCode, [...majorCodes])));
      return rows.map(({ runId, majorCode, evidence }) => ({ runId, majorCode, schools: evidence.schools }));
    },
    /** Proposed and final class of every flag of a run, by natural key. */
    async flagClasses(runId: string) {
      return db.query
        .select({ key: flags.key, class: flags.class, proposedClass: flags.proposedClass })
        .from(flags)
        .where(eq(flags.runId, runId))
        .orderBy(asc(flags.key));
    },
  };
}
