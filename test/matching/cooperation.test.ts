import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairBatch } from '../../matching/cooperation/batch.ts';
import { pairs, type Link, type Listing } from '../../matching/cooperation/listing.ts';
import { cooperationParameters, fits, parts } from '../../matching/cooperation/parameters.ts';
import { indexLinks } from '../../matching/cooperation/reach.ts';
import { byScore, isPossible, scoreOf } from '../../matching/cooperation/score.ts';

const links: Link[] = [
  { major: '460702', occupation: '6-22-02', strength: 2 },
  { major: '460701', occupation: '6-22-02', strength: 1 },
  { major: '510201', occupation: '4-04-05', strength: 1 },
];
const index = indexLinks(links);
const whole: Listing = { id: 'a', chain: 'c1', majors: ['460702'], occupations: ['6-22-02'], region: '150602', from: 100, to: 199, capacity: 40 };
const fitOf = (need: Partial<Listing>, offer: Partial<Listing>, part: string) =>
  scoreOf('training', { ...whole, ...need }, { ...whole, id: 'b', ...offer }, index).parts.find((one) => one.part === part)?.fit;

const major = fc.constantFrom('460702', '460701', '460301', '510201', '720101');
const occupation = fc.constantFrom('6-22-02', '6-22-02-01', '4-04-05', '2-02-10');
const listing = fc.record({
  id: fc.uuid(),
  chain: fc.constantFrom('c1', 'c2', null),
  majors: fc.array(major, { maxLength: 4 }),
  occupations: fc.array(occupation, { maxLength: 3 }),
  region: fc.constantFrom('150602', '150603', '150600', '150100', '610100', null),
  from: fc.integer({ min: 0, max: 200 }),
  length: fc.integer({ min: 0, max: 300 }),
  capacity: fc.option(fc.integer({ min: 1, max: 200 })),
});
const read = ({ length, ...rest }: { from: number; length: number } & Omit<Listing, 'to'>): Listing => ({ ...rest, to: rest.from + length });
const pair = fc.constantFrom(...pairs);

describe('the score of a need and an offer', () => {
  it('is 1 where everything agrees, and its weights add to 1', () => {
    for (const one of pairs) {
      const { score, parts: said } = scoreOf(one, whole, { ...whole, id: 'b' }, index);
      expect([one, score, said.map(({ part }) => part)]).toEqual([one, 1, [...parts]]);
      expect(said.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });
  it.each([
    ['another chain', {}, { chain: 'c2' }, 'chain', 0],
    ['a chain left open', {}, { chain: null }, 'chain', null],
    ['one of two majors', { majors: ['460702', '720101'] }, {}, 'majors', 0.5],
    ['a major of the same class', {}, { majors: ['460701'] }, 'majors', 0.5],
    ['an occupation of the group named', { occupations: ['6-22-02-01'] }, {}, 'occupations', 1],
    ['an occupation through the strongest link', {}, { occupations: [] }, 'occupations', 1],
    ['an occupation through a link half as strong', {}, { majors: ['460701'], occupations: [] }, 'occupations', 0.5],
    ['another county of the city', {}, { region: '150603' }, 'region', fits.sameCity],
    ['the whole city', {}, { region: '150600' }, 'region', 1],
    ['another city of the province', {}, { region: '150100' }, 'region', fits.sameProvince],
    ['elsewhere', {}, { region: '610100' }, 'region', 0],
    ['half of the time', {}, { from: 150, to: 400 }, 'time', 0.5],
    ['no day in common', {}, { from: 200, to: 400 }, 'time', 0],
    ['room for a quarter', {}, { capacity: 10 }, 'capacity', 0.25],
    ['more room than needed', {}, { capacity: 400 }, 'capacity', 1],
  ])('knows %s', (_what, need, offer, part, fit) => {
    expect(fitOf(need, offer, part)).toBe(fit);
  });
  it('lies between 0 and 1, is the weighted sum of its parts, and does not depend on the order of codes and links', () => {
    fc.assert(
      fc.property(pair, listing, listing, (of, a, b) => {
        const [need, offer] = [read(a), read(b)];
        const found = scoreOf(of, need, offer, index);
        expect(found.score).toBeGreaterThanOrEqual(0);
        expect(found.score).toBeLessThanOrEqual(1);
        expect(found.parts.reduce((sum, { fit, weight }) => sum + weight * (fit ?? fits.open), 0)).toBeCloseTo(found.score, 12);
        for (const { fit } of found.parts) if (fit !== null) expect(fit >= 0 && fit <= 1).toBe(true);
        const turned = (one: Listing): Listing => ({ ...one, majors: one.majors.toReversed(), occupations: one.occupations.toReversed() });
        expect(scoreOf(of, turned(need), turned(offer), indexLinks(links.toReversed()))).toEqual(found);
      }),
    );
  });
  it('never falls when the offer adds a major that the need names', () => {
    fc.assert(
      fc.property(pair, listing, listing, (of, a, b) => {
        const [need, offer] = [read(a), read(b)];
        const [wanted] = need.majors;
        fc.pre(wanted !== undefined && offer.majors.length > 0 && offer.occupations.length > 0);
        const more = scoreOf(of, need, { ...offer, majors: [...offer.majors, wanted] }, index);
        expect(more.score).toBeGreaterThanOrEqual(scoreOf(of, need, offer, index).score - 1e-12);
      }),
    );
  });
  it('leaves out what has nothing to talk about', () => {
    const possible = (need: Partial<Listing>, offer: Partial<Listing>) => isPossible(scoreOf('training', { ...whole, ...need }, { ...whole, ...offer }, index));
    expect([possible({}, {}), possible({}, { from: 500, to: 600 })]).toEqual([true, false]);
    expect(possible({}, { chain: 'c2', majors: ['720101'], occupations: ['2-02-10'] })).toBe(false);
    expect(possible({}, { chain: null, majors: [], occupations: [] })).toBe(true);
  });
  it('orders by score, then by id', () => {
    const rows = [{ id: 'c', score: 0.5 }, { id: 'a', score: 0.5 }, { id: 'b', score: 0.9 }]; // prettier-ignore
    expect(rows.sort(byScore).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });
  it('names every weight and fit with its source', () => {
    expect(cooperationParameters.length).toBe(pairs.length * parts.length + Object.keys(fits).length);
    for (const { source, zh, en, value } of cooperationParameters)
      expect([source.length > 20, zh !== '', en !== '', value > 0]).toEqual([true, true, true, true]);
  });
});

/** The largest sum there is, by trying everything. */
function bestByHand(needs: readonly Listing[], offers: readonly Listing[]): number {
  const [need, ...rest] = needs;
  if (!need) return 0;
  return offers.reduce(
    (best, offer) => {
      const found = scoreOf('training', need, offer, index);
      if (!isPossible(found) || found.score < fits.lowest) return best;
      const others = offers.filter((one) => one !== offer);
      return Math.max(best, Math.round(found.score * 10_000) + bestByHand(rest, others));
    },
    bestByHand(rest, offers),
  );
}
const some = fc.uniqueArray(listing, { selector: ({ id }) => id, maxLength: 5 });

describe('a batch', () => {
  it('is the best there is, proven, each used once, whatever the order', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [needs, offers] = [a.map(read), b.map(read)];
        const found = pairBatch('training', needs, offers, index);
        expect(found.total).toBe(bestByHand(needs, offers));
        expect(found.gaps).toEqual({ feasibility: 0, slackness: 0, unused: 0 });
        expect(new Set(found.pairs.map(({ need }) => need)).size).toBe(found.pairs.length);
        expect(new Set(found.pairs.map(({ offer }) => offer)).size).toBe(found.pairs.length);
        expect(pairBatch('training', needs.toReversed(), offers.toReversed(), index)).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });
  it('makes no pair again', () => {
    const offer = { ...whole, id: 'b' };
    expect(pairBatch('training', [whole], [offer], index).pairs).toHaveLength(1);
    expect(pairBatch('training', [whole], [offer], index, new Set(['a b'])).pairs).toEqual([]);
  });
});
