import type { Principal } from '../../../db/repositories/access.ts';
import { createCooperationListingRepository } from '../../../db/repositories/cooperation-listings.ts';
import { cooperationParameters } from '../../../matching/cooperation/parameters.ts';
import { meantBy } from '../../../matching/cooperation/reach.ts';
import { byScore, isPossible, scoreOf } from '../../../matching/cooperation/score.ts';
import type { CooperationSuggestion } from '../../../schemas/cooperation.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { pageOfRows, type PageQuery } from '../../paging.ts';
import { comparedOf, createComparison, isTaken } from './compared.ts';
import { createCooperationFinder } from './find.ts';
import { presentListing } from './present.ts';
import { otherSide } from './sides.ts';

/** Newest candidates that are compared: more than that share a chain or a major only in an installation of another size. */
const compared = 1_000;

/** Listings of the other side, best first, with the parts of each score. */
export function createSuggestionService(context: ServerContext) {
  const { db, clock } = context;
  const listings = createCooperationListingRepository(db);
  const find = createCooperationFinder(context);
  const comparison = createComparison(context);
  return {
    async list(principal: Principal, id: string, query: PageQuery) {
      const { row } = await find.ownListing(principal, id, true);
      const own = comparedOf(row, await listings.detailsOf([id]));
      const index = await comparison.index();
      const meant = meantBy(own, index);
      // majors through which a candidate may reach what is meant
      const reaching = meant.flatMap((code) => [...(index.get(code)?.keys() ?? [])]);
      const found = await listings.candidates({
        ...{ listing: row, side: otherSide(row.side), today: dayOf(clock()), limit: compared },
        ...{ majorCodes: [...new Set([...own.majors, ...reaching])].sort(), occupationCodes: meant },
      });
      const details = await listings.detailsOf(found.map((one) => one.row.id));
      const rows = isTaken(own) ? [] : found.flatMap((one) => {
        const other = comparedOf(one.row, details);
        const [need, offer] = row.side === 'need' ? [own, other] : [other, own];
        const score = scoreOf(row.pair, need, offer, index);
        return isTaken(other) || !isPossible(score) ? [] : [{ id: other.id, one, ...score }];
      }); // prettier-ignore
      const suggestions = rows.sort(byScore).map(({ one, score, parts }): CooperationSuggestion => ({
        ...{ listing: presentListing(principal, one, details), score, parts: [...parts] },
      }));
      return pageOfRows(suggestions, query, ({ listing }) => listing.id);
    },
    parameters: (query: PageQuery) => pageOfRows([...cooperationParameters], query, ({ name }) => name),
  };
}
