import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

type Schema = Database['schema'];

/** What happens after publication: appeals of students, changes by hand. Changes are added, never changed. */
export function createPlacementChangeRepository(db: Database) {
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
    /** False where the candidate is no longer where the change found them. */
    change(row: Schema['placementChanges']['$inferInsert'], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const from = row.fromPostId ?? null;
        const moved = yield* run(
          tx
            .update(outcomes)
            .set({ postId: row.toPostId ?? null, choice: null, byHand: true })
            .where(and(eq(outcomes.candidateId, row.candidateId), from === null ? isNull(outcomes.postId) : eq(outcomes.postId, from)))
            .returning({ id: outcomes.candidateId }),
        );
        if (moved.length === 0) return false;
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
