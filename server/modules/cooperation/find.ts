import type { Principal } from '../../../db/repositories/access.ts';
import { createCooperationListingRepository } from '../../../db/repositories/cooperation-listings.ts';
import { createCooperationRepository } from '../../../db/repositories/cooperations.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { plans, sideIn } from './sides.ts';

/** YYYY-MM-DD of a moment, and its number. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** Finds what an address names, for those who may see it: to everybody else it does not exist. */
export function createCooperationFinder({ db }: Pick<ServerContext, 'db'>) {
  const listings = createCooperationListingRepository(db);
  const cooperations = createCooperationRepository(db);
  const noListing = () => notFound({ zh: '此供需信息', en: 'This listing' });
  return {
    /** Open ones are for everybody, drafts for their organisation, what is over also for who plans and for who stands, or stood, in a cooperation on it. */
    async listing(principal: Principal, id: string) {
      const found = await listings.find(id);
      const own = found?.row.organisationId === principal.organisationId || principal.role === 'administrator';
      if (!found) throw noListing();
      if (own || found.row.state === 'open' || (plans(principal) && found.row.state !== 'draft')) return found;
      if (principal.organisationId === null || !(await cooperations.hasPartner(id, principal.organisationId))) throw noListing();
      return found;
    },
    /** One of the own organisation; with `read`, any that is no draft for who plans. */
    async ownListing(principal: Principal, id: string, read = false) {
      const found = await listings.find(id);
      const own = found?.row.organisationId === principal.organisationId || principal.role === 'administrator';
      if (!found || !(own || (read && plans(principal) && found.row.state !== 'draft'))) throw noListing();
      return found;
    },
    /** One that the own organisation has a side in, or any for who plans. */
    async cooperation(principal: Principal, id: string) {
      const found = await cooperations.find(id);
      if (!found || !(plans(principal) || sideIn(found.row, principal) !== null)) throw notFound({ zh: '此合作', en: 'This cooperation' });
      return found;
    },
  };
}
