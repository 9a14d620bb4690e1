import { assign } from '../assignment/assign.ts';
import { certify, type CertificateGaps } from '../assignment/certify.ts';
import type { Listing, Pair } from './listing.ts';
import { fits } from './parameters.ts';
import type { LinkIndex } from './reach.ts';
import { isPossible, scoreOf, type Score } from './score.ts';

export interface BatchPair extends Score {
  readonly need: string;
  readonly offer: string;
}
export interface BatchResult {
  /** By need. */
  readonly pairs: readonly BatchPair[];
  /** Sum of the scores in ten-thousandths: no other way of pairing has more. */
  readonly total: number;
  /** What the proof leaves open; three zeros. */
  readonly gaps: CertificateGaps;
}
/** Scores are compared in whole ten-thousandths: prices and sums are then exact. */
const units = 10_000;
const sorted = (listings: readonly Listing[]) => [...listings].sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Pairs needs with offers one to one so that the sum of the scores is the largest there is. Every need may also stay alone, for nothing: a pair that is not possible, or below
 * {@link fits.lowest}, is never made. The result is the same for any order of the listings.
 *
 * @param taken pairs that are not to be made again, as `NEED OFFER`
 */
export function pairBatch(
  pair: Pair,
  needs: readonly Listing[],
  offers: readonly Listing[],
  links: LinkIndex,
  taken: ReadonlySet<string> = new Set(),
): BatchResult {
  if (needs.length === 0 || offers.length === 0) return { pairs: [], total: 0, gaps: { feasibility: 0, slackness: 0, unused: 0 } };
  const [rows, columns] = [sorted(needs), sorted(offers)];
  const scores = rows.map((need) => columns.map((offer) => scoreOf(pair, need, offer, links)));
  const width = columns.length + rows.length;
  const costs = new Float64Array(rows.length * width).fill(0);
  rows.forEach((need, r) => {
    columns.forEach((offer, c) => {
      const score = scores[r]?.[c];
      const may = score !== undefined && score.score >= fits.lowest && isPossible(score) && !taken.has(`${need.id} ${offer.id}`);
      costs[r * width + c] = may ? -Math.round(score.score * units) : Infinity;
    });
  });
  const found = assign(costs, rows.length, width);
  const made = rows.flatMap((need, r): BatchPair[] => {
    const column = found.columnOf[r] ?? -1;
    const [offer, score] = [columns[column], scores[r]?.[column]];
    return offer && score ? [{ need: need.id, offer: offer.id, ...score }] : [];
  });
  return { pairs: made, total: 0 - found.cost, gaps: certify(costs, rows.length, width, found) };
}
