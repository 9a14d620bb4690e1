import { createCooperationListingRepository, type ListingRow } from '../../../db/repositories/cooperation-listings.ts';
import { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import type { Link, Listing } from '../../../matching/cooperation/listing.ts';
import { isPossible, scoreOf, type Score } from '../../../matching/cooperation/score.ts';
import { indexLinks, type LinkIndex } from '../../../matching/cooperation/reach.ts';
import type { ServerContext } from '../../context.ts';
import { dayNumber } from './find.ts';
import { leftOf, type ListingDetails } from './present.ts';

/** A listing as it is compared: with what is left of it. */
export function comparedOf(row: ListingRow, details: ListingDetails): Listing {
  return {
    ...{ id: row.id, chain: row.chainId, region: row.regionCode, from: dayNumber(row.fromOn), to: dayNumber(row.toOn), capacity: leftOf(row, details) },
    majors: (details.majors.get(row.id) ?? []).map(({ code }) => code),
    occupations: (details.occupations.get(row.id) ?? []).map(({ code }) => code),
  };
}
/** Nothing more can be agreed on it. */
export const isTaken = ({ capacity }: Listing): boolean => capacity === 0;

/** Two listings and the links between majors and occupations as they stand. */
export function createComparison({ db }: Pick<ServerContext, 'db'>) {
  const listings = createCooperationListingRepository(db);
  const crosswalk = createCrosswalkRepository(db);
  const links = async (): Promise<Link[]> => (await crosswalk.inForce()).map(({ major, occupation, strength }) => ({ major, occupation, strength }));
  return {
    links,
    index: async (): Promise<LinkIndex> => indexLinks(await links()),
    /** The score of one need and one offer; undefined where they have nothing to talk about. */
    async of(need: ListingRow, offer: ListingRow): Promise<Score | undefined> {
      const details = await listings.detailsOf([need.id, offer.id]);
      const score = scoreOf(need.pair, comparedOf(need, details), comparedOf(offer, details), indexLinks(await links()));
      return isPossible(score) ? score : undefined;
    },
  };
}
