import { and, asc, count, eq, gt, inArray, lt, min } from 'drizzle-orm';
import { decisionClasses } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { runningStates } from './task-list.ts';

/** How many wait, and since when the oldest does. */
export interface Waiting {
  readonly n: number;
  readonly since: Date | null;
}

/** What asks for a decision: flags of a run, and whatever else stands open. One query a kind. */
export function createOverviewRepository(db: Database) {
  const { flags, filings, seatRequests, organisations, imports, catalogueImports, declarations, enrolmentReports, dockets, conferenceIssues, tasks } =
    db.schema;
  const q = db.query;
  const none: Waiting = { n: 0, since: null };

  return {
    /** Every flag that asks for a decision, without its evidence, in natural order. */
    async decisions(runId: string) {
      return q
        .select({ key: flags.key, class: flags.class, gap: flags.gap, firstYear: flags.firstYear, lastYear: flags.lastYear })
        .from(flags)
        .where(and(eq(flags.runId, runId), inArray(flags.class, [...decisionClasses])))
        .orderBy(asc(flags.key));
    },
    /** Potential demand of majors to be opened, persons a year, by key: it stands in their evidence only. */
    async potentials(runId: string): Promise<ReadonlyMap<string, number | null>> {
      const rows = await q
        .select({ key: flags.key, evidence: flags.evidence })
        .from(flags)
        .where(and(eq(flags.runId, runId), eq(flags.class, 'new')));
      return new Map(rows.map(({ key, evidence }) => [key, evidence.potentialDemand]));
    },
    async filings(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(filings.submittedAt) })
        .from(filings)
        .where(eq(filings.state, 'submitted'));
      return row ?? none;
    },
    async seats(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(seatRequests.createdAt) })
        .from(seatRequests)
        .where(eq(seatRequests.status, 'requested'));
      return row ?? none;
    },
    async organisations(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(organisations.createdAt) })
        .from(organisations)
        .where(eq(organisations.status, 'pending'));
      return row ?? none;
    },
    /** Spreadsheets that were checked and wait to be confirmed: one without a good row waits for nothing. */
    async imports(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(imports.checkedAt) })
        .from(imports)
        .where(and(eq(imports.state, 'checked'), gt(imports.validRows, 0)));
      return row ?? none;
    },
    async catalogues(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(catalogueImports.createdAt) })
        .from(catalogueImports)
        .where(eq(catalogueImports.status, 'ready'));
      return row ?? none;
    },
    /** Supervised tasks that are not begun or under way after their day, and the first of these days. */
    /** Dockets with an opinion that stand on no agenda. */
    async dockets(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(dockets.changedAt) })
        .from(dockets)
        .where(eq(dockets.state, 'assessed'));
      return row ?? none;
    },
    async issues(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(conferenceIssues.changedAt) })
        .from(conferenceIssues)
        .where(eq(conferenceIssues.state, 'proposed'));
      return row ?? none;
    },
    /** Tasks that their units say are done. */
    async finished(): Promise<Waiting> {
      const [row] = await q
        .select({ n: count(), since: min(tasks.changedAt) })
        .from(tasks)
        .where(eq(tasks.state, 'reported'));
      return row ?? none;
    },
    async overdue(today: string): Promise<{ readonly n: number; readonly since: string | null }> {
      const late = and(inArray(tasks.state, [...runningStates]), lt(tasks.dueOn, today));
      const [row] = await q
        .select({ n: count(), since: min(tasks.dueOn) })
        .from(tasks)
        .where(late);
      return row ?? { n: 0, since: null };
    },
    /** Reports that came in after a run had taken its snapshot. */
    async factsAfter(at: Date): Promise<Waiting> {
      const [declared] = await q
        .select({ n: count(), since: min(declarations.validFrom) })
        .from(declarations)
        .where(gt(declarations.validFrom, at));
      const [enrolled] = await q
        .select({ n: count(), since: min(enrolmentReports.validFrom) })
        .from(enrolmentReports)
        .where(gt(enrolmentReports.validFrom, at));
      const since = [declared?.since, enrolled?.since].filter((one) => one instanceof Date).sort((a, b) => a.getTime() - b.getTime());
      return { n: (declared?.n ?? 0) + (enrolled?.n ?? 0), since: since[0] ?? null };
    },
  };
}
