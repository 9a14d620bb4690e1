import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { addAccountStep, type NewAccount } from './accounts.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { addMembershipStep } from './members.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type InvitationRow = Database['schema']['invitations']['$inferSelect'];

/** Invitations stand until they are used, once, revoked, or too old. */
export function createInvitationRepository(db: Database) {
  const { invitations, organisations, memberships } = db.schema;
  const standing = (now: Date) => and(isNull(invitations.usedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));
  const of = (organisationId: string | null | undefined) =>
    organisationId === undefined ? undefined : organisationId === null ? isNull(invitations.organisationId) : eq(invitations.organisationId, organisationId);
  return {
    async add(row: typeof invitations.$inferInsert, audit: AuditRecord) {
      await db.transaction(function* (tx) {
        yield* run(tx.insert(invitations).values(row));
        yield* auditStep(db, tx, audit);
      });
    },
    async find(id: string) {
      const [row] = await db.query.select().from(invitations).where(eq(invitations.id, id));
      return row;
    },
    async findByToken(tokenHash: string, now: Date) {
      const [row] = await db.query
        .select({ invitation: invitations, organisationName: organisations.name })
        .from(invitations)
        .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
        .where(and(eq(invitations.tokenHash, tokenHash), standing(now)));
      return row;
    },
    async page(organisationId: string | null | undefined, now: Date, page: PageRequest) {
      const sort = [{ column: invitations.id, descending: true }];
      const rows = await db.query
        .select({ invitation: invitations, organisationName: organisations.name })
        .from(invitations)
        .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
        .where(and(of(organisationId), standing(now), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ invitation }) => [invitation.id]);
    },
    async count(organisationId: string | null | undefined, now: Date) {
      const [row] = await db.query
        .select({ n: count() })
        .from(invitations)
        .where(and(of(organisationId), standing(now)));
      return row?.n ?? 0;
    },
    async revoke(id: string, now: Date, audit: AuditRecord): Promise<boolean> {
      return db.transaction(function* (tx) {
        const [row] = yield* run(
          tx
            .update(invitations)
            .set({ revokedAt: now })
            .where(and(eq(invitations.id, id), standing(now)))
            .returning({ id: invitations.id }),
        );
        if (row) yield* auditStep(db, tx, audit);
        return row !== undefined;
      });
    },
    /**
     * Uses an invitation: of several who try at once exactly one does. With `account` it also creates that account, without it the membership is
     * added to the account named by the membership; 'member' says that account belongs to the organisation already.
     */
    async use(
      tokenHash: string,
      now: Date,
      membership: { readonly id: string; readonly accountId: string },
      account: NewAccount | undefined,
      audit: AuditRecord,
    ): Promise<InvitationRow | 'member' | undefined> {
      return db.transaction(function* (tx) {
        const [found] = yield* run(
          tx
            .select()
            .from(invitations)
            .where(and(eq(invitations.tokenHash, tokenHash), standing(now))),
        );
        if (!found) return undefined;
        const { id, organisationId, role, manager, createdBy } = found;
        if (account) yield* addAccountStep(db, tx, account);
        else if (organisationId !== null) {
          const same = and(eq(memberships.accountId, membership.accountId), eq(memberships.organisationId, organisationId), isNull(memberships.endedAt));
          const [member] = yield* run(tx.select({ id: memberships.id }).from(memberships).where(same));
          if (member) return 'member' as const;
        }
        const [used] = yield* run(
          tx
            .update(invitations)
            .set({ usedAt: now, usedBy: membership.accountId })
            .where(and(eq(invitations.id, id), standing(now)))
            .returning(),
        );
        // another took it since it was read: the account just added goes with the transaction
        if (!used) throw new InvitationTakenError();
        yield* addMembershipStep(db, tx, { ...membership, organisationId, role, manager, createdAt: now });
        yield* auditStep(db, tx, { ...audit, entityId: id, tell: [{ to: { actor: createdBy }, kind: 'invitation_accepted', values: { role } }] });
        return used;
      });
    },
  };
}

/** An invitation was used by somebody else in the same moment. */
export class InvitationTakenError extends Error {
  override readonly name = 'InvitationTakenError';
}
