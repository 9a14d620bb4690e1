import { and, asc, count, eq, exists, inArray, or, type SQL } from 'drizzle-orm';
import type { ruleOutcomes } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export interface FindingFilter {
  readonly runId: string;
  readonly ruleId?: string;
  readonly majorCode?: string;
  readonly outcome?: (typeof ruleOutcomes)[number];
}

/** Copies of thresholds, what rules found in runs, and where a finding and a flag point opposite ways. */
export function createRuleRepository(db: Database) {
  const { ruleOverrides, ruleFindings, flags, majors, chains, chainMajors } = db.schema;
  const where = (f: FindingFilter) =>
    and(
      eq(ruleFindings.runId, f.runId),
      f.ruleId === undefined ? undefined : eq(ruleFindings.ruleId, f.ruleId),
      f.majorCode === undefined ? undefined : eq(ruleFindings.majorCode, f.majorCode),
      f.outcome === undefined ? undefined : eq(ruleFindings.outcome, f.outcome),
    );
  /** More seats against fewer (or no further programmes), in either family. */
  const opposite = or(
    and(inArray(flags.class, ['new', 'expand']), inArray(ruleFindings.direction, ['down', 'block'])),
    and(inArray(flags.class, ['reduce', 'suspend']), eq(ruleFindings.direction, 'up')),
  );
  const against = (): SQL | undefined =>
    exists(
      db.query
        .select({ key: ruleFindings.key })
        .from(ruleFindings)
        .where(and(eq(ruleFindings.runId, flags.runId), eq(ruleFindings.majorCode, flags.majorCode), eq(ruleFindings.outcome, 'hit'), opposite)),
    );

  return {
    /** The newest copy of every rule, by rule id; its version is one more than there are copies, 1 is the original. */
    async copies() {
      const rows = await db.query.select().from(ruleOverrides).orderBy(asc(ruleOverrides.id));
      const newest = new Map<string, (typeof rows)[number] & { version: number }>();
      for (const row of rows) newest.set(row.ruleId, { ...row, version: (newest.get(row.ruleId)?.version ?? 1) + 1 });
      return newest;
    },
    /** All copies in the order they were made. */
    async everyCopy() {
      return db.query.select().from(ruleOverrides).orderBy(asc(ruleOverrides.id));
    },
    /** False where there is a copy of this version already. */
    addCopy(row: typeof ruleOverrides.$inferInsert, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const stored = yield* run(tx.insert(ruleOverrides).values(row).onConflictDoNothing().returning({ id: ruleOverrides.id }));
        if (stored.length > 0) yield* auditStep(db, tx, audit);
        return stored.length > 0;
      });
    },
    /** Chains of a region with the majors they name, in natural order. */
    async chains(regionCode: string) {
      const rows = await db.query
        .select({ id: chains.id, name: chains.name, major: chainMajors.majorCode })
        .from(chains)
        .leftJoin(chainMajors, eq(chainMajors.chainId, chains.id))
        .where(eq(chains.regionCode, regionCode))
        .orderBy(asc(chains.id), asc(chainMajors.majorCode));
      return [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => ({
        ...{ id, name: own[0]?.name ?? id },
        majors: own.flatMap(({ major }) => (major === null ? [] : [major])),
      }));
    },
    async pageFindings(filter: FindingFilter, page: PageRequest) {
      const sort = [{ column: ruleFindings.key, descending: false }];
      const rows = await db.query
        .select({ finding: ruleFindings, majorName: majors.name })
        .from(ruleFindings)
        .leftJoin(majors, eq(majors.code, ruleFindings.majorCode))
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ finding }) => [finding.key]);
    },
    async countFindings(filter: FindingFilter) {
      const [row] = await db.query.select({ n: count() }).from(ruleFindings).where(where(filter));
      return row?.n ?? 0;
    },
    /** Findings of a run by rule and outcome. */
    async outcomes(runId: string) {
      return db.query
        .select({ ruleId: ruleFindings.ruleId, outcome: ruleFindings.outcome, n: count() })
        .from(ruleFindings)
        .where(eq(ruleFindings.runId, runId))
        .groupBy(ruleFindings.ruleId, ruleFindings.outcome)
        .orderBy(asc(ruleFindings.ruleId), asc(ruleFindings.outcome));
    },
    /** Inputs named missing by findings of a run, by rule. */
    async missing(runId: string) {
      return db.query
        .selectDistinct({ ruleId: ruleFindings.ruleId, missing: ruleFindings.missing })
        .from(ruleFindings)
        .where(and(eq(ruleFindings.runId, runId), eq(ruleFindings.outcome, 'missing')));
    },
    /** Flags with at least one finding that points the other way, most urgent first. */
    async pageConflicts(runId: string, page: PageRequest) {
      const sort = [
        { column: flags.urgency, descending: true },
        { column: flags.key, descending: false },
      ];
      const rows = await db.query
        .select({ flag: flags, majorName: majors.name, className: majors.className })
        .from(flags)
        .innerJoin(majors, eq(majors.code, flags.majorCode))
        .where(and(eq(flags.runId, runId), against(), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ flag }) => [flag.urgency, flag.key]);
    },
    async countConflicts(runId: string) {
      const [row] = await db.query
        .select({ n: count() })
        .from(flags)
        .where(and(eq(flags.runId, runId), against()));
      return row?.n ?? 0;
    },
    /** The findings behind the conflicts of these majors. */
    async opposing(runId: string, majorCodes: readonly string[]) {
      if (majorCodes.length === 0) return [];
      const rows = await db.query
        .select({ finding: ruleFindings, majorName: majors.name })
        .from(ruleFindings)
        .innerJoin(flags, and(eq(flags.runId, ruleFindings.runId), eq(flags.majorCode, ruleFindings.majorCode)))
        .innerJoin(majors, eq(majors.code, ruleFindings.majorCode))
        .where(and(eq(ruleFindings.runId, runId), inArray(ruleFindings.majorCode, [...majorCodes]), eq(ruleFindings.outcome, 'hit'), opposite))
        .orderBy(asc(ruleFindings.key));
      return rows;
    },
  };
}
