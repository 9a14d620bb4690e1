import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

type Schema = Database['schema'];

/** What happens after publication: appeals of students, changes by hand. Changes are added, never changed. */
export function createPlacementChangeRepository(db: Database) {
  const { placementRounds: rounds } = db.schema;
  const { placementChanges: changes, placementAppeals: appeals, placementOutcomes: outcomes, placementCandidates: candidates, organisations } = db.schema;
  const select = <T extends typeof changes | typeof appeals>(table: T) => ({ row: table, number: candidates.number, schoolName: organisations.name });
  const changeRows = () =>
    db.query
      .select(select(changes))
      .from(changes)
      .innerJoin(candidates, eq(candidates.id, changes.candidateId))
      .innerJoin(organisations, eq(organisations.id, candidates.schoolId));
  const appealRows = () =>
    db.query
      .select(select(appeals))
      .from(appeals)
      .innerJoin(candidates, eq(candidates.id, appeals.candidateId))
      .innerJoin(organisations, eq(organisations.id, candidates.schoolId));
  return {
    /**
     * Holds the round at the count of entries that the verification was made of, counts on, and keeps what is true of the round from now on: of two changes at once, each of which fits alone, one is told to look again.
     *
     * @returns false where something was changed since
     * @throws Error where the candidate is not where the change found them though nothing was changed: nothing is stored then
     */
    change(
      row: Schema['placementChanges']['$inferInsert'],
      { entries, choice, missed }: { readonly entries: number } & Pick<Schema['placementOutcomes']['$inferInsert'], 'choice' | 'missed'>,
      audit: AuditRecord,
    ) {
      return db.transaction(function* (tx) {
        const held = yield* run(
          tx
            .update(rounds)
            .set({ entries: sql`${rounds.entries} + 1`, verification: row.verification })
            .where(and(eq(rounds.id, row.roundId), eq(rounds.status, 'published'), eq(rounds.entries, entries)))
            .returning({ id: rounds.id }),
        );
        if (held.length === 0) return false;
        const from = row.fromPostId ?? null;
        const moved = yield* run(
          tx
            .update(outcomes)
            .set({ postId: row.toPostId ?? null, choice: choice ?? null, missed, byHand: true })
            .where(and(eq(outcomes.candidateId, row.candidateId), from === null ? isNull(outcomes.postId) : eq(outcomes.postId, from)))
            .returning({ id: outcomes.candidateId }),
        );
        if (moved.length === 0) throw new Error(`candidate ${row.candidateId} needs to be where the entries of round ${row.roundId} say`);
        yield* run(tx.insert(changes).values(row));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async findChange(id: string) {
      const [row] = await changeRows().where(eq(changes.id, id));
      return row;
    },
    /** Newest first: ids are time-ordered. */
    async pageChanges(roundId: string, page: PageRequest) {
      const sort = [{ column: changes.id, descending: true }];
      const rows = await changeRows()
        .where(and(eq(changes.roundId, roundId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countChanges(roundId: string) {
      const [row] = await db.query.select({ n: count() }).from(changes).where(eq(changes.roundId, roundId));
      return row?.n ?? 0;
    },
    appeal(row: Schema['placementAppeals']['$inferInsert'], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(appeals).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async findAppeal(id: string) {
      const [row] = await appealRows().where(eq(appeals.id, id));
      return row;
    },
    async appealsOf(candidateId: string) {
      return appealRows().where(eq(appeals.candidateId, candidateId)).orderBy(asc(appeals.id));
    },
    async pageAppeals(filter: { readonly roundId: string; readonly schoolId?: string }, page: PageRequest) {
      const sort = [{ column: appeals.id, descending: true }];
      const rows = await appealRows()
        .where(
          and(
            eq(appeals.roundId, filter.roundId),
            filter.schoolId === undefined ? undefined : eq(candidates.schoolId, filter.schoolId),
            afterCursor(sort, page.cursor),
          ),
        )
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async countAppeals(filter: { readonly roundId: string; readonly schoolId?: string }) {
      const [row] = await db.query
        .select({ n: count() })
        .from(appeals)
        .innerJoin(candidates, eq(candidates.id, appeals.candidateId))
        .where(and(eq(appeals.roundId, filter.roundId), filter.schoolId === undefined ? undefined : eq(candidates.schoolId, filter.schoolId)));
      return row?.n ?? 0;
    },
    /** False where it was decided already. */
    decide(id: string, values: Pick<Schema['placementAppeals']['$inferInsert'], 'status' | 'answer' | 'decidedAt' | 'decidedBy'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const decided = yield* run(
          tx
            .update(appeals)
            .set(values)
            .where(and(eq(appeals.id, id), eq(appeals.status, 'open')))
            .returning({ id: appeals.id }),
        );
        if (decided.length === 0) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
