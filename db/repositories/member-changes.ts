import { and, count, eq, sql } from 'drizzle-orm';
import { memberChangeWorkflow } from '../../schemas/workflows/member-change.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import type { ConferenceMemberRow } from './conference-members.ts';
import { OvertakenError, unlessOvertaken } from './overtaken.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

export type MemberChangeRow = Database['schema']['memberChanges']['$inferSelect'];
export interface MemberChangeFilter {
  readonly regionCode: string;
  readonly state?: MemberChangeRow['state'];
  readonly organisationId?: string;
}

/** Changes of seats, which units propose and the conference confirms. */
export function createMemberChangeRepository(db: Database) {
  const { memberChanges: changes, conferenceMembers: members, stateMoves } = db.schema;
  const where = ({ regionCode, state, organisationId }: MemberChangeFilter) =>
    and(
      eq(changes.regionCode, regionCode),
      state === undefined ? undefined : eq(changes.state, state),
      organisationId === undefined ? undefined : eq(changes.organisationId, organisationId),
    );
  /** With how it ended: a change is moved once. */
  const ending = and(eq(stateMoves.workflow, memberChangeWorkflow.name), eq(stateMoves.subjectId, changes.id));
  const shown = () =>
    db.query
      .select({ row: changes, unit: members.unit, decidedAt: stateMoves.at, reason: stateMoves.reason })
      .from(changes)
      .innerJoin(members, eq(members.id, changes.memberId))
      .leftJoin(stateMoves, ending);
  return {
    add(row: MemberChangeRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(changes).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string) {
      const [row] = await shown().where(eq(changes.id, id));
      return row;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: MemberChangeFilter, page: PageRequest) {
      const sort = [{ column: changes.id, descending: true }];
      const rows = await shown()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: MemberChangeFilter) {
      const [row] = await db.query.select({ n: count() }).from(changes).where(where(filter));
      return row?.n ?? 0;
    },
    /** Confirmed: the old seat ends the day before, the new one begins. Undefined when the change or the seat was changed meanwhile. */
    confirm(step: Step, old: Pick<ConferenceMemberRow, 'id' | 'version'>, lastDay: string, fresh: ConferenceMemberRow, audit: AuditRecord) {
      return unlessOvertaken(
        db.transaction(function* (tx) {
          if (!(yield* moveStep(db, tx, changes, step))) throw new OvertakenError();
          const [ended] = yield* run(
            tx
              .update(members)
              .set({ validTo: lastDay, version: sql`${members.version} + 1` })
              .where(and(eq(members.id, old.id), eq(members.version, old.version)))
              .returning(),
          );
          if (!ended) throw new OvertakenError();
          yield* run(tx.insert(members).values(fresh));
          yield* auditStep(db, tx, audit);
          return true;
        }),
      );
    },
  };
}
