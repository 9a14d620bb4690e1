import { and, asc, count, eq, gt, inArray, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import { alertStatuses, severities, type alertKinds } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { createCrosswalkRepository } from './crosswalk.ts';
import { withheldInRuns } from './disclosure.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

/** Whom a list of alerts is for: a school sees those of majors it offers, an enterprise those of majors that links in force give the occupations it declares. */
export type AlertAudience = { readonly schoolId: string } | { readonly enterpriseId: string } | 'all';
export interface AlertFilter {
  readonly audience: AlertAudience;
  readonly status?: (typeof alertStatuses)[number];
  readonly kind?: (typeof alertKinds)[number];
  readonly majorCode?: string;
  readonly runId?: string;
}
type Tables = Database['schema'];
type AlertRow = Tables['alerts']['$inferInsert'];
export interface AlertRows {
  readonly regionCode: string;
  readonly runId: string;
  readonly now: Date;
  /** Keys of the conditions that hold in the run; null leaves standing alerts as they are. */
  readonly holding: readonly string[] | null;
  readonly alerts: readonly AlertRow[];
}

/** Inside the transaction that ends a run: alerts whose condition no longer holds are over, new ones are added unless one of the same condition still stands. Says of which majors, one entry an alert. */
export function* alertStep({ schema: { alerts } }: Database, tx: Executor, { regionCode, runId, now, holding, alerts: found }: AlertRows) {
  if (holding !== null) {
    yield* run(
      tx
        .update(alerts)
        .set({ endedRunId: runId, endedAt: now })
        .where(and(eq(alerts.regionCode, regionCode), isNull(alerts.endedRunId), notInArray(alerts.key, [...holding]))),
    );
  }
  const raised: string[] = [];
  for (const rows of chunks(alerts, found)) {
    const added = yield* run(tx.insert(alerts).values(rows).onConflictDoNothing().returning({ major: alerts.majorCode }));
    raised.push(...added.map(({ major }) => major));
  }
  return raised;
}
/** In the same transaction: the schools of a region that offer one of these majors, and how many of the alerts are theirs. */
export function* schoolsWarnedStep(
  { schema: { programmes, organisations } }: Database,
  tx: Executor,
  regionCode: string,
  asOfYear: number,
  raised: readonly string[],
) {
  if (raised.length === 0) return [];
  const offered = yield* run(
    tx
      .selectDistinct({ school: programmes.schoolId, major: programmes.majorCode })
      .from(programmes)
      .innerJoin(organisations, and(eq(organisations.id, programmes.schoolId), eq(organisations.regionCode, regionCode)))
      .where(or(isNull(programmes.closedYear), gt(programmes.closedYear, asOfYear)))
      .orderBy(asc(programmes.schoolId), asc(programmes.majorCode)),
  );
  const alertsOf = Map.groupBy(raised, (major) => major);
  return [...Map.groupBy(offered, ({ school }) => school)].flatMap(([school, majors]) => {
    const n = majors.reduce((sum, { major }) => sum + (alertsOf.get(major)?.length ?? 0), 0);
    return n === 0 ? [] : [{ school, n }];
  });
}

/** Early warnings, and who took note of them. */
export function createAlertRepository(db: Database) {
  const { alerts, alertAcknowledgements: acknowledgements, gaps, flags, majors, programmes, declarations } = db.schema;
  const q = db.query;
  const groupLength = 7; // a link to a minor group serves the occupations below it

  function audienceWhere(audience: AlertAudience) {
    if (audience === 'all') return undefined;
    if ('schoolId' in audience) {
      const offered = q
        .select({ code: programmes.majorCode })
        .from(programmes)
        .where(and(eq(programmes.schoolId, audience.schoolId), or(isNull(programmes.closedYear), gt(programmes.closedYear, alerts.asOfYear))));
      return inArray(alerts.majorCode, offered);
    }
    const own = eq(declarations.organisationId, audience.enterpriseId);
    const declared = q.select({ code: declarations.occupationCode }).from(declarations).where(own);
    const groups = q
      .select({ code: sql<string>`substr(${declarations.occupationCode}, 1, ${sql.raw(String(groupLength))})` })
      .from(declarations)
      .where(own);
    return inArray(alerts.majorCode, createCrosswalkRepository(db).reachedFrom(declared, groups));
  }
  const statusWhere = {
    open: and(isNull(acknowledgements.alertId), isNull(alerts.endedRunId)),
    acknowledged: isNotNull(acknowledgements.alertId),
    over: and(isNull(acknowledgements.alertId), isNotNull(alerts.endedRunId)),
  };
  const where = (f: AlertFilter) =>
    and(
      audienceWhere(f.audience),
      f.status === undefined ? undefined : statusWhere[f.status],
      f.kind === undefined ? undefined : eq(alerts.kind, f.kind),
      f.majorCode === undefined ? undefined : eq(alerts.majorCode, f.majorCode),
      f.runId === undefined ? undefined : eq(alerts.runId, f.runId),
    );
  const rank = sql<number>`case ${alerts.severity} when ${sql.raw(`'${severities[0]}'`)} then 0 when ${sql.raw(`'${severities[1]}'`)} then 1 else 2 end`;
  const select = () =>
    q
      .select({
        alert: alerts,
        acknowledgement: acknowledgements,
        majorName: majors.name,
        rank,
        suppressed: withheldInRuns(db, alerts.majorCode, [alerts.runId, alerts.previousRunId]),
      })
      .from(alerts)
      .innerJoin(majors, eq(majors.code, alerts.majorCode))
      .leftJoin(acknowledgements, eq(acknowledgements.alertId, alerts.id));

  return {
    /** What alerts compare of a run: city totals of both windows, and the evidence of its flags. */
    async watchedOf(runId: string) {
      return {
        gaps: await q
          .select()
          .from(gaps)
          .where(and(eq(gaps.runId, runId), eq(gaps.span, 'total'), eq(gaps.chainKey, 'city')))
          .orderBy(asc(gaps.key)),
        flags: await q.select({ majorCode: flags.majorCode, evidence: flags.evidence }).from(flags).where(eq(flags.runId, runId)).orderBy(asc(flags.key)),
      };
    },
    /** Newest run first, the most pressing first within it. */
    async page(filter: AlertFilter, page: PageRequest) {
      const sort = [
        { column: alerts.runId, descending: true },
        { column: rank, descending: false },
        { column: alerts.id, descending: false },
      ];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.alert.runId, row.rank, row.alert.id]);
    },
    async count(filter: AlertFilter) {
      const [row] = await q.select({ n: count() }).from(alerts).leftJoin(acknowledgements, eq(acknowledgements.alertId, alerts.id)).where(where(filter));
      return row?.n ?? 0;
    },
    async find(id: string) {
      const [row] = await select().where(eq(alerts.id, id));
      return row;
    },
    /** False when someone did before. */
    acknowledge(row: typeof acknowledgements.$inferInsert, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const added = yield* run(tx.insert(acknowledgements).values(row).onConflictDoNothing().returning());
        if (added.length > 0) yield* auditStep(db, tx, audit);
        return added.length > 0;
      });
    },
  };
}
