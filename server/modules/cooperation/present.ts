import type { Principal } from '../../../db/repositories/access.ts';
import type { createCooperationListingRepository } from '../../../db/repositories/cooperation-listings.ts';
import type { createCooperationRepository, MilestoneRow } from '../../../db/repositories/cooperations.ts';
import type { Cooperation, CooperationListing, CooperationMilestone } from '../../../schemas/cooperation.ts';
import { movesFrom, type Mover } from '../../../schemas/workflow.ts';
import { cooperationWorkflow, listingWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { actingSide, sideIn } from './sides.ts';

type Listings = ReturnType<typeof createCooperationListingRepository>;
export type ShownListing = NonNullable<Awaited<ReturnType<Listings['find']>>>;
export type ListingDetails = Awaited<ReturnType<Listings['detailsOf']>>;
export type ShownCooperation = NonNullable<Awaited<ReturnType<ReturnType<typeof createCooperationRepository>['find']>>>;

/** What is left of a listing: its capacity less what agreements took; null where it says none. */
export const leftOf = ({ id, capacity }: { readonly id: string; readonly capacity: number | null }, { taken }: ListingDetails): number | null =>
  capacity === null ? null : Math.max(0, capacity - (taken.get(id) ?? 0));

export function presentListing(
  principal: Principal,
  { row, organisationName, chainName, regionName }: ShownListing,
  details: ListingDetails,
): CooperationListing {
  const { id, organisationId, pair, side, resource, title, text, chainId, regionCode, fromOn, toOn, capacity, oneToOne, state, version, simulated } = row;
  const own = organisationId === principal.organisationId;
  const may = own || principal.role === 'administrator';
  return {
    ...{ id, organisationId, organisationName, pair, side, resource, title, text, fromOn, toOn, capacity, oneToOne, state, own, version, simulated },
    chain: chainId === null ? null : { id: chainId, name: chainName ?? chainId },
    majors: (details.majors.get(id) ?? []).map(({ code, name }) => ({ code, name })),
    occupations: (details.occupations.get(id) ?? []).map(({ code, name }) => ({ code, name })),
    region: regionCode === null ? null : { code: regionCode, name: regionName ?? regionCode },
    left: leftOf(row, details),
    moves: may ? movesFrom(listingWorkflow, state, principal.role as Mover).map(({ on }) => on) : [],
    ...{ createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
  };
}
/** Late: due before today and not done, or done after it was due. */
export const presentMilestone = ({ id, title, dueOn, doneOn, note }: MilestoneRow, today: string): CooperationMilestone => ({
  ...{ id, title, dueOn, doneOn, note },
  late: (doneOn ?? today) > dueOn,
});
export function presentCooperation(
  principal: Principal,
  { row, needTitle, offerTitle, needName, offerName }: ShownCooperation,
  milestones: readonly MilestoneRow[],
  today: string,
): Cooperation {
  const { id, pair, begunBy, batchId, state, score, parts, invitedBy, proposedBy, terms, agreedCapacity, agreedFrom, agreedTo, outcome, outcomeNote } = row;
  const side = sideIn(row, principal);
  const may = side !== null || principal.role === 'administrator';
  const moves = may ? movesFrom(cooperationWorkflow, state, principal.role as Mover) : [];
  const at = (time: Date | null) => time?.toISOString() ?? null;
  return {
    ...{ id, pair, begunBy, batchId, state, side, score, parts: [...parts], invitedBy, proposedBy, terms, agreedCapacity, agreedFrom, agreedTo },
    need: { id: row.needId, title: needTitle, organisationId: row.needOrganisationId, organisationName: needName },
    offer: { id: row.offerId, title: offerTitle, organisationId: row.offerOrganisationId, organisationName: offerName },
    moves: moves.map(({ on }) => on).filter((on) => principal.role === 'administrator' || [null, side].includes(actingSide(row, on))),
    ...{ outcome, outcomeNote, milestones: milestones.map((milestone) => presentMilestone(milestone, today)) },
    ...{ version: row.version, simulated: row.simulated, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
    ...{ agreedAt: at(row.agreedAt), overAt: at(row.overAt) },
  };
}
