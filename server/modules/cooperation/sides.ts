import type { Principal } from '../../../db/repositories/access.ts';
import type { CooperationRow } from '../../../db/repositories/cooperations.ts';
import type { cooperationPairs, cooperationResources, cooperationSides } from '../../../schemas/vocabulary.ts';

export type Pair = (typeof cooperationPairs)[number];
export type Side = (typeof cooperationSides)[number];
type Resource = (typeof cooperationResources)[number];
type Partner = 'school' | 'enterprise';

/** Who needs in each pair; the other kind of organisation offers. */
const needing: Readonly<Record<Pair, Partner>> = { training: 'enterprise', staff_training: 'enterprise', technology: 'enterprise', teachers: 'school' };
export const sideOf = (pair: Pair, kind: Partner): Side => (needing[pair] === kind ? 'need' : 'offer');
export const otherSide = (side: Side): Side => (side === 'need' ? 'offer' : 'need');
/** What a listing of the pair may be about. */
export const resourcesOf: Readonly<Record<Pair, readonly Resource[]>> = {
  training: ['order_class', 'apprenticeship', 'hiring'],
  staff_training: ['course', 'assessment'],
  technology: ['research', 'platform', 'expert'],
  teachers: ['practice_post', 'dual_teacher'],
};
/** Persons are told of every side; planners and the secretariat read, they do not act. */
export const plans = ({ role }: Principal): boolean => role === 'planner' || role === 'secretariat' || role === 'administrator';
export const sideIn = ({ needOrganisationId, offerOrganisationId }: CooperationRow, { organisationId }: Principal): Side | null =>
  organisationId === null ? null : organisationId === needOrganisationId ? 'need' : organisationId === offerOrganisationId ? 'offer' : null;

/**
 * Which side does something, where one of the two has to: who is invited answers, and who did not propose confirms. Null: either may. Administrators act for whichever side it is.
 */
export function actingSide({ invitedBy, proposedBy, state }: CooperationRow, event: string): Side | null {
  if (event === 'accept' || (event === 'decline' && state === 'invited')) return invitedBy === null ? null : otherSide(invitedBy);
  if (event === 'confirm') return proposedBy === null ? null : otherSide(proposedBy);
  return null;
}
