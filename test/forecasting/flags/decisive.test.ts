import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assumptionsOf } from '../../../forecasting/flags/assumptions.ts';
import { classify, type FlagInput } from '../../../forecasting/flags/classify.ts';
import { decisiveAssumptions, type DecisiveInput } from '../../../forecasting/flags/decisive.ts';
import { reasonsOf } from '../../../forecasting/flags/reasons.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { gapStatistics } from '../../../forecasting/labour/windows.ts';

const { parameters: p } = resolveParameters({});
/** Demand around `middle`, supply fixed: 101 paths, evenly spread ±20 %. */
const inputOf = (middle: number, supply: number): DecisiveInput => {
  const demand = Float64Array.from({ length: 101 }, (_, i) => middle * (0.8 + (0.4 * i) / 100));
  const supplied = new Float64Array(101).fill(supply);
  const statistics = gapStatistics(demand, supplied, p);
  const flag: FlagInput = {
    ...{ ratio: statistics.ratio, probability: statistics.probability, band: 'balanced', robust: true, grade: 'A', skill: 0.2 },
    ...{ pipeline: { ratio: 1, probability: 0.5 }, observations: { demand: 12, supply: 12 }, unoffered: false, potentialLow: null },
  };
  return { demand, supply: supplied, demandLow: demand.map((d) => 0.9 * d), demandHigh: demand.map((d) => 1.1 * d), flag };
};
const nothing = { projects: 0, announced: 0, inflow: 0 };
const assumptionsFor = (supply: number, demand: number, more: Partial<typeof nothing> = {}) =>
  assumptionsOf({ stockShare: 1, replacementShare: 1, supply, demand, years: 3, localStay: 0.8, ...nothing, ...more }, p);

describe('the decisive assumption', () => {
  test('moves both ends of the weights and both forecasts: what turns the sign of one of them turns the flag', () => {
    const input = inputOf(300, 100);
    const both = { model: { demand: 300, supply: 100 }, noChange: { demand: 120, supply: 100 } };
    const gated: DecisiveInput = { ...input, flag: { ...input.flag, skill: -0.1, both } };
    expect(classify(gated.flag, p)?.class).toBe('expand');
    const turn = decisiveAssumptions(gated, assumptionsFor(100, 300), p).find(({ name }) => name === 'lambdaNet')!;
    // "no change" is balanced at five sixths of λ, long before r or P fail
    expect(turn.turnsAt).toBeCloseTo((0.5 * 100) / 120, 4);
    expect(turn.becomes).toBe('watch');
    const narrow: DecisiveInput = { ...input, demandLow: input.demand.map((value) => 0.4 * value) };
    const robust = decisiveAssumptions(narrow, assumptionsFor(100, 300), p).find(({ name }) => name === 'lambdaNet')!;
    // the median of the lower end is 120 as well
    expect(robust.turnsAt).toBeCloseTo((0.5 * 100) / 120, 4);
    const more = decisiveAssumptions(narrow, assumptionsFor(100, 300), p).find(({ name }) => name === 'graduates')!;
    expect(more.turnsAt).toBeCloseTo(20 / 3, 3);
  });

  test('looks at the weights of the occupations that want most, between their bounds', () => {
    const input = inputOf(300, 240);
    const occupation = { code: '6-18-01', name: '车工' };
    const weights = [{ occupation, value: 0.4, low: 0.3, high: 0.5, share: 0.5 }];
    const assumptions = assumptionsOf({ stockShare: 1, replacementShare: 1, supply: 240, demand: 300, years: 3, localStay: 0.8, ...nothing, weights }, p);
    const turn = decisiveAssumptions(input, assumptions, p).find(({ name }) => name === 'weight')!;
    // r is 0.85 where half of the demand has lost what takes the whole from 300 to 282.4
    expect(turn).toMatchObject({ occupation, value: 0.4, becomes: 'watch' });
    expect(turn.turnsAt).toBeCloseTo(0.4 * (1 + (240 / 0.85 / 300 - 1) / 0.5), 4);
    const narrow = assumptionsOf(
      { stockShare: 1, replacementShare: 1, supply: 240, demand: 300, years: 3, localStay: 0.8, ...nothing, weights: [{ ...weights[0]!, low: 0.39 }] },
      p,
    );
    expect(decisiveAssumptions(input, narrow, p).filter(({ name }) => name === 'weight')).toEqual([]);
  });

  test('is where the class turns: r of expand is reached exactly', () => {
    // expand needs r ≤ 0.85: with supply 240 demand has to be 282.4, that is λ at 0.5 · 282.4 / 300
    const input = inputOf(300, 240);
    expect(classify(input.flag, p)?.class).toBe('expand');
    const turns = decisiveAssumptions(input, assumptionsFor(240, 300), p);
    const lambda = turns.find(({ name }) => name === 'lambdaNet')!;
    expect(lambda.turnsAt).toBeCloseTo((0.5 * 240) / 0.85 / 300, 4);
    expect(lambda).toMatchObject({ value: 0.5, becomes: 'watch' });
    // and with 15 more graduates of the window, 5 a year, r is 0.85
    const graduates = turns.find(({ name }) => name === 'graduates')!;
    expect(graduates.turnsAt).toBeCloseTo((0.85 * 300 - 240) / 3, 3);
  });

  test('a flag that nothing turns has none, and says so', () => {
    const input = inputOf(3000, 3);
    const turns = decisiveAssumptions(
      input,
      assumptionsFor(3, 3000).filter(({ name }) => name !== 'graduates'),
      p,
    );
    expect(turns).toEqual([]);
    const verdict = classify(input.flag, p)!;
    const told = { firstYear: 2029, lastYear: 2031, demand: 3000, supply: 3, gap: 2997, lo80: 2500, hi80: 3400, probabilityLow: 1, probabilityHigh: 1 };
    const classes = { proposed: verdict.class, final: verdict.class, previousClass: null };
    const reasons = reasonsOf({
      ...told,
      ...classes,
      ratio: 0,
      probability: 1,
      robust: true,
      potentialLow: null,
      potential: null,
      minimumClass: 30,
      both: null,
      gateProbability: 0.9,
      verdict,
      turns,
    });
    expect(reasons.find(({ code }) => code === 'decisive')!.zh).toMatch(/都不改变/);
  });

  test('just before a turn the class is the old one, at it another; nearest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 900 }), fc.integer({ min: 60, max: 900 }), (demand, supply) => {
        const input = inputOf(demand, supply);
        const assumptions = assumptionsFor(supply, demand);
        const turns = decisiveAssumptions(input, assumptions, p);
        const now = classify(input.flag, p)?.class ?? null;
        const distances = turns.map(({ name, value, turnsAt }) => {
          const { low, high } = assumptions.find((one) => one.name === name)!;
          return Math.abs(turnsAt - value) / (high - low);
        });
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        for (const { becomes, turnsAt, name } of turns) {
          expect(becomes).not.toBe(now);
          const { low, high } = assumptions.find((one) => one.name === name)!;
          expect(turnsAt).toBeGreaterThanOrEqual(low);
          expect(turnsAt).toBeLessThanOrEqual(high);
        }
      }),
    );
  });
});
