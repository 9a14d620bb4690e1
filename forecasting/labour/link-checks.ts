import { ForecastError } from '../errors.ts';
import { crosswalkWeights } from './crosswalk.ts';
import { ofOccupation } from './group-parameters.ts';
import type { CitySnapshot, CrosswalkLink } from './snapshot.ts';

/** Sums of doubles over the few links of an occupation stay far below it. */
const tolerance = 1e-9;

/**
 * Checks the links of a snapshot before a run: majors and occupations are those of the snapshot (a link to a 小类 needs an occupation below it), a major is
 * linked to an occupation once, strengths are finite and above 0, ranges hold the weight (low ≤ 1 ≤ high), and over every occupation weights and outside sum to 1.
 * Source: docs/model.md, Demand 5: a wrong link fails the run and is named.
 *
 * @param snapshot of the city
 * @throws ForecastError `bad_link` naming the first row that is wrong
 * @example (() => { try { checkLinks({ majors: [], occupations: [{ code: '6-01-01' }], links: [{ major: '460101', occupation: '6-01-01', strength: 1 }] }); } catch (error) { return error.message; } })() // → 'The link 460101 → 6-01-01 needs a major of the snapshot, got 460101.'
 */
export function checkLinks(snapshot: CitySnapshot): void {
  const majors = new Set(snapshot.majors.map((major) => major.code));
  const occupations = new Set(snapshot.occupations.flatMap(({ code }) => [code, code.split('-').slice(0, 3).join('-')]));
  const seen = new Set<string>();
  for (const link of snapshot.links) {
    const row = `${link.major} → ${link.occupation}`;
    const wrong = (needs: string) => new ForecastError('bad_link', `The link ${row} needs ${needs}.`);
    if (!majors.has(link.major)) throw wrong(`a major of the snapshot, got ${link.major}`);
    if (!occupations.has(link.occupation)) throw wrong(`an occupation of the snapshot, got ${link.occupation}`);
    if (seen.has(row)) throw wrong('to stand once, got it twice');
    if (!(link.strength > 0 && Number.isFinite(link.strength))) throw wrong(`a finite strength above 0, got ${link.strength}`);
    const [low, high] = [link.low ?? 1, link.high ?? 1];
    if (!(low >= 0 && low <= 1 && high >= 1 && Number.isFinite(high))) throw wrong(`a range with 0 ≤ low ≤ 1 ≤ high, got ${low} to ${high}`);
    seen.add(row);
  }
  for (const [occupation, weights] of Map.groupBy(crosswalkWeights(snapshot), (weight) => weight.occupation)) {
    const sum = weights.reduce((total, { weight }) => total + weight, ofOccupation(snapshot.parameters, 'outsideShare', occupation));
    if (!(Math.abs(sum - 1) <= tolerance))
      throw new ForecastError(
        'bad_link',
        `Weights of occupation ${occupation} (majors ${weights.map(({ major }) => major).join(', ')}) and its outside share need to sum to 1, got ${sum}.`,
      );
  }
}

/**
 * Links that occupations of the snapshot use: to one of them, or to its 小类. The others cannot change a run and stay out of its snapshot.
 * Source: docs/model.md, Demand 5: a wrong link fails the run and is named.
 *
 * @param links of the whole crosswalk
 * @param occupations those with demand
 * @returns links in the order given
 * @example usedLinks([{ major: 'm', occupation: '6-18-01' }, { major: 'm', occupation: '6-18-02' }], [{ code: '6-18-01-01' }]).length // → 1
 */
export function usedLinks<L extends Pick<CrosswalkLink, 'occupation'>>(links: readonly L[], occupations: CitySnapshot['occupations']): L[] {
  const used = new Set(occupations.flatMap(({ code }) => [code, code.split('-').slice(0, 3).join('-')]));
  return links.filter((link) => used.has(link.occupation));
}
