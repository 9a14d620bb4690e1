import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainMap, ends, schoolsAsOne, type ChainMapInput, type Flow } from '../../../forecasting/labour/chain-map.ts';
import { expectedEntry } from '../../../forecasting/labour/expected-entry.ts';

const years = { from: 2029, to: 2031 };
const size = fc.double({ min: 0, max: 1000, noNaN: true });
const [majors, occupations, schools] = [['a', 'b', 'c'], ['o', 'p', 'q', 'r'], ['s', 't']]; // prettier-ignore
const input: fc.Arbitrary<ChainMapInput> = fc
  .record({
    demand: fc.array(size, { minLength: 3, maxLength: 3 }),
    supply: fc.array(size, { minLength: 3, maxLength: 3 }),
    weights: fc.array(fc.record({ major: fc.constantFrom(...majors), occupation: fc.constantFrom(...occupations), weight: fc.double({ min: 0.01, max: 1, noNaN: true }) })), // prettier-ignore
    wanted: fc.dictionary(fc.constantFrom(...occupations), size),
    outsideShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
    students: fc.dictionary(fc.constantFrom(...majors), fc.array(fc.record({ id: fc.constantFrom(...schools), students: fc.nat(500) }), { maxLength: 2 })),
  })
  .map(({ demand, supply, weights, wanted, outsideShare, students }) => ({
    ...{ weights, outsideOf: () => outsideShare, ...years },
    majors: majors.map((code, i) => ({ code, demand: demand[i] ?? 0, supply: supply[i] ?? 0, ...years })),
    segments: new Map(occupations.map((code, i) => [code, i < 2 ? 'upstream' : 'downstream'])),
    wanted: (code: string) => wanted[code] ?? 0,
    schools: new Map(Object.entries(students)),
  }));
const sum = (flows: readonly Flow[]) => flows.reduce((total, { persons }) => total + persons, 0);
const closeTo = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, a, b);

describe('map of a chain', () => {
  it('loses nobody: what flows into a place flows out of it, and majors carry the demand of the run', () => {
    fc.assert(
      fc.property(input, (given) => {
        const flows = chainMap(given);
        const places = new Set(flows.flatMap(({ source, target }) => [source, target]));
        for (const place of places) {
          const [into, outOf] = [flows.filter(({ target }) => target === place), flows.filter(({ source }) => source === place)];
          if (into.length > 0 && outOf.length > 0) expect(closeTo(sum(into), sum(outOf))).toBe(true);
        }
        for (const { code, demand } of given.majors) {
          const outOf = flows.filter(({ source }) => source === `major:${code}`);
          expect(closeTo(sum(outOf), demand / 3)).toBe(true);
        }
        expect(flows.every(({ persons }) => persons > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
  it('with all schools as one place sends there what each major sent to its schools, and is the same before them', () => {
    fc.assert(
      fc.property(input, (given) => {
        const flows = chainMap(given);
        const joined = schoolsAsOne(flows);
        const toSchools = (source: string) => flows.filter((flow) => flow.source === source && flow.target.startsWith('school:'));
        expect(joined.filter(({ target }) => target !== ends.schools)).toEqual(flows.filter(({ target }) => !target.startsWith('school:')));
        for (const { source, target, persons } of joined) if (target === ends.schools) expect(closeTo(persons, sum(toSchools(source)))).toBe(true);
        expect(closeTo(sum(joined), sum(flows))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
  it('sends demand without graduates to nobody, and people who studied elsewhere past the majors', () => {
    const flows = chainMap({
      majors: [
        { code: 'a', demand: 60, supply: 90, ...years },
        { code: 'b', demand: 30, supply: 0, ...years },
      ],
      weights: [
        { major: 'a', occupation: 'o', weight: 0.5 },
        { major: 'b', occupation: 'o', weight: 0.25 },
      ],
      segments: new Map([['o', 'upstream'], ['p', 'upstream']]), // prettier-ignore
      wanted: (code) => (code === 'o' ? 40 : 8),
      outsideOf: () => 0.25,
      schools: new Map([['a', [{ id: 's', students: 30 }, { id: 't', students: 10 }]]]), // prettier-ignore
      ...years,
    });
    const persons = Object.fromEntries(flows.map((flow) => [`${flow.source} ${flow.target}`, flow.persons]));
    expect(persons).toEqual({
      ...{ 'segment:upstream occupation:o': 40, 'segment:upstream occupation:p': 8 },
      ...{ 'occupation:o major:a': 20, 'occupation:o major:b': 10, [`occupation:o ${ends.outside}`]: 10, [`occupation:p ${ends.unlinked}`]: 8 },
      ...{ 'major:a school:s': 15, 'major:a school:t': 5, [`major:b ${ends.uncovered}`]: 10 },
    });
  });
  it('splits by entry demand as a run computes it: openings of employees, hires as they come', () => {
    const shares = { sigma: 0.1, lambdaNet: 0.5, lambdaGross: 0.2 };
    expect([...expectedEntry({ nature: 'stock', level: 100, means: [100, 100, 100] }, shares)]).toEqual([5, 5, 5]);
    expect([...expectedEntry({ nature: 'stock', level: 100, means: [50, 50, 50] }, shares)]).toEqual([0, 0, 0]);
    expect([...expectedEntry({ nature: 'flow', level: 0, means: [10] }, shares)]).toEqual([2]);
  });
});
