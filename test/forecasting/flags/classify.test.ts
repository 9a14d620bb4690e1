import { describe, expect, test } from 'vitest';
import { classify, settle, type FlagInput } from '../../../forecasting/flags/classify.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';

const { parameters } = resolveParameters({});
const base: FlagInput = {
  ratio: 1,
  probability: 0.5,
  band: 'balanced',
  robust: true,
  grade: 'B',
  skill: 0.2,
  pipeline: { ratio: 1, probability: 0.5 },
  observations: { demand: 12, supply: 12 },
  unoffered: false,
  potentialLow: null,
};
const surplus = { ratio: 2, probability: 0.01, pipeline: { ratio: 1.8, probability: 0.02 } };

const bothOf = (model: number, noChange: number) => ({ model: { demand: 100 + model, supply: 100 }, noChange: { demand: 100 + noChange, supply: 100 } });

describe('classify', () => {
  const cases: [string, Partial<FlagInput>, string | undefined][] = [
    ['balanced', {}, 'maintain'],
    ['short and sure', { ratio: 0.6, probability: 0.9 }, 'expand'],
    ['at the limits of expand', { ratio: 0.85, probability: 0.8 }, 'expand'],
    ['short, not sure enough', { ratio: 0.6, probability: 0.79 }, 'watch'],
    ['short and sure, not robust', { ratio: 0.6, probability: 0.9, robust: false }, 'watch'],
    ['short, neither sure nor robust', { ratio: 0.6, probability: 0.7, robust: false }, 'maintain'],
    ['short and sure, class without skill: needs 0.90', { ratio: 0.6, probability: 0.89, skill: -0.1 }, 'watch'],
    ['short and very sure, class without skill', { ratio: 0.6, probability: 0.9, skill: 0 }, 'expand'],
    ['without skill, one sign under both forecasts', { ratio: 0.6, probability: 0.95, skill: 0, both: bothOf(40, 10) }, 'expand'],
    ['without skill, opposite signs', { ratio: 0.6, probability: 0.95, skill: 0, both: bothOf(40, -10) }, 'watch'],
    ['without skill, opposite signs and not sure', { ratio: 0.6, probability: 0.85, skill: 0, both: bothOf(40, -10) }, 'maintain'],
    ['with skill nobody asks for both', { ratio: 0.6, probability: 0.95, both: bothOf(40, -10) }, 'expand'],
    ['surplus without skill, one sign', { ratio: 1.3, probability: 0.05, skill: null, both: bothOf(-40, -10) }, 'reduce'],
    ['surplus without skill, balanced under one', { ratio: 1.3, probability: 0.05, skill: null, both: bothOf(-40, 0) }, 'watch'],
    ['strong surplus without skill, opposite signs', { ...surplus, skill: -1, both: bothOf(-40, 10) }, 'watch'],
    ['surplus and sure', { ratio: 1.3, probability: 0.1 }, 'reduce'],
    ['strong surplus, already enrolled', surplus, 'suspend'],
    ['strong surplus, grade C', { ...surplus, grade: 'C' }, 'reduce'],
    ['strong surplus, not enrolled yet', { ...surplus, pipeline: { ratio: 1, probability: 0.5 } }, 'reduce'],
    ['no demand at all', { ratio: null, probability: 0, pipeline: { ratio: null, probability: 0 } }, 'suspend'],
    ['insufficient', { band: 'insufficient', ...surplus }, undefined],
    ['four years of supply', { ratio: 0.6, probability: 0.9, observations: { demand: 12, supply: 4 } }, undefined],
    ['nobody offers it, a class is needed', { unoffered: true, potentialLow: 30, observations: { demand: 12, supply: 0 } }, 'new'],
    ['nobody offers it, less than a class', { unoffered: true, potentialLow: 29.9, observations: { demand: 12, supply: 0 } }, undefined],
    ['nobody offers it, four years of demand', { unoffered: true, potentialLow: 90, observations: { demand: 4, supply: 0 } }, undefined],
  ];
  test.each(cases)('%s', (_name, changes, expected) => {
    expect(classify({ ...base, ...changes }, parameters)?.class).toBe(expected);
  });

  test('thresholds are parameters', () => {
    const lenient = resolveParameters({ expandProbability: 0.6 }).parameters;
    expect(classify({ ...base, ratio: 0.6, probability: 0.7 }, lenient)?.class).toBe('expand');
  });
});

describe('settle', () => {
  const before = (proposedClass: 'expand' | 'maintain' | 'suspend' | 'reduce', cls: 'expand' | 'maintain' | 'reduce') => ({ proposedClass, class: cls });
  test.each([
    ['first run, windows agree', settle('expand', undefined, false, true), 'expand'],
    ['first run, windows disagree', settle('expand', undefined, false, false), 'watch'],
    ['first run never suspends', settle('suspend', undefined, false, true), 'reduce'],
    ['proposed twice', settle('suspend', before('suspend', 'reduce'), true, true), 'suspend'],
    ['changed once: stays', settle('expand', before('maintain', 'maintain'), true, true), 'maintain'],
    ['changed back: stays where it was settled', settle('maintain', before('expand', 'maintain'), true, true), 'maintain'],
    ['not flagged in the earlier run', settle('reduce', undefined, true, true), 'watch'],
  ])('%s', (_name, settled, expected) => {
    expect(settled.class).toBe(expected);
  });
});
