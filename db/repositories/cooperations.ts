import { and, asc, count, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { cooperationWorkflow } from '../../schemas/workflows/cooperation.ts';
import { run, type Database, type Executor } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { moveStep, type Step } from './state-moves.ts';

export type CooperationRow = Database['schema']['cooperations']['$inferSelect'];
export type MilestoneRow = Database['schema']['cooperationMilestones']['$inferSelect'];
export interface CooperationFilter {
  /** Of this organisation, on either side. */
  readonly organisationId?: string;
  readonly pair?: CooperationRow['pair'];
  readonly states?: readonly CooperationRow['state'][];
  readonly batchId?: string;
}
/** States in which what was agreed takes capacity. */
export const takingStates = ['agreed', 'underway', 'closed'] as const satisfies readonly CooperationRow['state'][];

/** What became of a need and an offer that were brought together. */
export function createCooperationRepository(db: Database) {
  const { cooperations, cooperationMilestones: milestones, cooperationListings: listings, organisations } = db.schema;
  const [need, offer] = [alias(listings, 'need'), alias(listings, 'offer')];
  const [needing, offering] = [alias(organisations, 'needing'), alias(organisations, 'offering')];
  const q = db.query;
  const select = () =>
    q
      .select({ row: cooperations, needTitle: need.title, offerTitle: offer.title, needName: needing.name, offerName: offering.name })
      .from(cooperations)
      .innerJoin(need, eq(need.id, cooperations.needId))
      .innerJoin(offer, eq(offer.id, cooperations.offerId))
      .innerJoin(needing, eq(needing.id, cooperations.needOrganisationId))
      .innerJoin(offering, eq(offering.id, cooperations.offerOrganisationId));
  const where = ({ organisationId, pair, states, batchId }: CooperationFilter) =>
    and(
      organisationId === undefined ? undefined : or(eq(cooperations.needOrganisationId, organisationId), eq(cooperations.offerOrganisationId, organisationId)),
      pair === undefined ? undefined : eq(cooperations.pair, pair),
      states === undefined ? undefined : inArray(cooperations.state, [...states]),
      batchId === undefined ? undefined : eq(cooperations.batchId, batchId),
    );
  /** Counts the version of a cooperation up where it still is what was looked at. */
  const touch = (tx: Executor, { id, version, state }: CooperationRow, changedAt: Date) =>
    tx
      .update(cooperations)
      .set({ version: version + 1, changedAt })
      .where(and(eq(cooperations.id, id), eq(cooperations.version, version), eq(cooperations.state, state)))
      .returning({ id: cooperations.id });

  return {
    /** One that begins with an invitation. Undefined where one of these two listings stands already. */
    add(row: CooperationRow, moveId: string, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [added] = yield* run(tx.insert(cooperations).values(row).onConflictDoNothing().returning());
        if (!added) return undefined;
        const { id: subjectId, state: to, createdAt: at, createdBy: actor } = row;
        const { name: workflow, initial: from } = cooperationWorkflow;
        yield* run(tx.insert(db.schema.stateMoves).values({ id: moveId, workflow, subjectId, event: 'invite', from, to, at, actor, reason: null }));
        yield* auditStep(db, tx, audit);
        return added;
      });
    },
    /**
     * Confirms an agreement that takes so much of both listings: their rows are held first, so that two agreements at once cannot take the same room. `full` where one of them
     * has less left; undefined where somebody was faster.
     */
    confirm(step: Step, { needId, offerId, agreedCapacity }: CooperationRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        for (const id of agreedCapacity === null ? [] : [needId, offerId]) {
          const [held] = yield* run(tx.update(listings).set({ changedAt: sql`${listings.changedAt}` }).where(eq(listings.id, id)).returning()); // prettier-ignore
          const of = id === needId ? cooperations.needId : cooperations.offerId;
          const [sum] = yield* run(
            tx
              .select({ taken: sql`coalesce(sum(${cooperations.agreedCapacity}), 0)`.mapWith(Number) })
              .from(cooperations)
              .where(and(eq(of, id), inArray(cooperations.state, [...takingStates]))),
          );
          const capacity = held?.capacity ?? null;
          if (capacity !== null && (sum?.taken ?? 0) + (agreedCapacity ?? 0) > capacity) return 'full' as const;
        }
        const changed = yield* moveStep(db, tx, cooperations, step);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string) {
      const [row] = await select().where(eq(cooperations.id, id));
      return row;
    },
    /** Whether an organisation has, or had, to do with another's listing. */
    async hasPartner(listingId: string, organisationId: string): Promise<boolean> {
      const [row] = await q
        .select({ id: cooperations.id })
        .from(cooperations)
        .where(
          and(
            or(eq(cooperations.needId, listingId), eq(cooperations.offerId, listingId)),
            or(eq(cooperations.needOrganisationId, organisationId), eq(cooperations.offerOrganisationId, organisationId)),
          ),
        )
        .limit(1);
      return row !== undefined;
    },
    /** Newest first. */
    async page(filter: CooperationFilter, page: PageRequest) {
      const sort = [{ column: cooperations.id, descending: true }];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: CooperationFilter) {
      const [row] = await q.select({ n: count() }).from(cooperations).where(where(filter));
      return row?.n ?? 0;
    },
    /** Pairs of these listings that stand, as `NEED OFFER`. */
    async standing(needIds: readonly string[]) {
      if (needIds.length === 0) return new Set<string>();
      const rows = await q
        .select({ needId: cooperations.needId, offerId: cooperations.offerId })
        .from(cooperations)
        .where(and(inArray(cooperations.needId, [...needIds]), eq(cooperations.over, '')));
      return new Set(rows.map(({ needId, offerId }) => `${needId} ${offerId}`));
    },
    /** By day. */
    async milestonesOf(ids: readonly string[]) {
      const rows = ids.length === 0 ? [] : await q.select().from(milestones).where(inArray(milestones.cooperationId, [...ids])).orderBy(asc(milestones.dueOn), asc(milestones.id)); // prettier-ignore
      return Map.groupBy(rows, ({ cooperationId }) => cooperationId);
    },
    /** Milestones that are due in these days and not done, of what is agreed and under way. */
    async milestonesDue(from: string, to: string, organisationId?: string) {
      return q
        .select({ row: milestones, needTitle: need.title, needName: needing.name, offerName: offering.name })
        .from(milestones)
        .innerJoin(cooperations, eq(cooperations.id, milestones.cooperationId))
        .innerJoin(need, eq(need.id, cooperations.needId))
        .innerJoin(needing, eq(needing.id, cooperations.needOrganisationId))
        .innerJoin(offering, eq(offering.id, cooperations.offerOrganisationId))
        .where(
          and(
            where({ states: ['agreed', 'underway'], ...(organisationId === undefined ? {} : { organisationId }) }),
            ...[isNull(milestones.doneOn), gte(milestones.dueOn, from), lte(milestones.dueOn, to)],
          ),
        )
        .orderBy(asc(milestones.dueOn), asc(milestones.id));
    },
    async findMilestone(id: string) {
      const [row] = await q.select().from(milestones).where(eq(milestones.id, id));
      return row;
    },
    /** False where the cooperation was changed meanwhile; likewise below. */
    addMilestone(of: CooperationRow, row: MilestoneRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if ((yield* run(touch(tx, of, row.createdAt))).length === 0) return false;
        yield* run(tx.insert(milestones).values(row));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    completeMilestone(of: CooperationRow, id: string, set: Pick<MilestoneRow, 'doneOn' | 'note'>, at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if ((yield* run(touch(tx, of, at))).length === 0) return false;
        yield* run(tx.update(milestones).set(set).where(eq(milestones.id, id)).returning({ id: milestones.id }));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    removeMilestone(of: CooperationRow, id: string, at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if ((yield* run(touch(tx, of, at))).length === 0) return false;
        yield* run(tx.delete(milestones).where(eq(milestones.id, id)).returning({ id: milestones.id }));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
  };
}
