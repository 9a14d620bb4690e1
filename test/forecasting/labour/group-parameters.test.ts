import { describe, expect, test } from 'vitest';
import { modelCity } from '../../../forecasting/labour/city.ts';
import { crosswalkWeights } from '../../../forecasting/labour/crosswalk.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import { checkLinks } from '../../../forecasting/labour/link-checks.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme, steadyStock } from './city-fixture.ts';

/** Two occupations of two groups, each with a major of its own. */
function twoGroups(changes: Readonly<Record<string, number>>): CitySnapshot {
  const stocks = [steadyStock('6-18-01', '', 1000), steadyStock('4-02-01', '', 1000)];
  return smallCity({
    parameters: { ...resolveParameters(changes).parameters, paths: 100 },
    occupations: stocks.map(({ last }) => ({ code: last[0]!.occupation, name: last[0]!.occupation })),
    stockSpans: stocks.flatMap(({ spans }) => spans),
    lastStocks: stocks.flatMap(({ last }) => last),
    register: [],
    links: [
      { major: '460101', occupation: '6-18-01', strength: 1, origin: 'official' },
      { major: '460102', occupation: '4-02-01', strength: 1, origin: 'official' },
    ],
    programmes: [steadyProgramme('460101', '甲校', 30), steadyProgramme('460102', '甲校', 30)],
  });
}
const flagsOf = (city: CitySnapshot) => new Map(modelCity(city, fitBases(city)).flags.map((flag) => [flag.major, flag]));

describe('values of single occupation groups', () => {
  test('are parameters with the range of theirs; a wrong one names its row', () => {
    const { parameters, problems } = resolveParameters({ 'sigma:6-18': 0.08, 'outsideShare:4-02': 0.5 });
    expect(problems).toEqual([]);
    expect(parameters).toMatchObject({ sigma: 0.11, 'sigma:6-18': 0.08, outsideShare: 0.3, 'outsideShare:4-02': 0.5 });
    expect(resolveParameters({ 'sigma:6-18': 0.6, 'sigma:6-1': 0.1, 'paths:6-18': 100, 'outsideShare:6-18': Number.NaN }).problems).toEqual([
      { name: 'sigma', kind: 'range', key: 'sigma:6-18' },
      { name: 'sigma:6-1', kind: 'unknown' },
      { name: 'paths:6-18', kind: 'unknown' },
      { name: 'outsideShare', kind: 'range', key: 'outsideShare:6-18' },
    ]);
  });

  test('σ moves the demand of its group only', () => {
    const [usual, set] = [flagsOf(twoGroups({})), flagsOf(twoGroups({ 'sigma:6-18': 0.055 }))];
    // nothing grows, so openings are replacement
    expect(set.get('460101')!.evidence.components.replacement).toBeCloseTo(usual.get('460101')!.evidence.components.replacement / 2, 6);
    expect(set.get('460102')!.evidence.components).toEqual(usual.get('460102')!.evidence.components);
    expect(set.get('460101')!.evidence.both!.noChange + 90).toBeCloseTo((usual.get('460101')!.evidence.both!.noChange + 90) / 2, 6);
  });

  test('the outside share moves the weights of its group, which sum to 1 with it', () => {
    const city = twoGroups({ 'outsideShare:4-02': 0.45 });
    expect(crosswalkWeights(city).map(({ major, weight }) => [major, weight])).toEqual([
      ['460101', 0.7],
      ['460102', 0.55],
    ]);
    expect(() => {
      checkLinks(city);
    }).not.toThrow();
  });

  test('what a group has of its own no longer moves with the value for all', () => {
    const names = (changes: Readonly<Record<string, number>>) =>
      flagsOf(twoGroups(changes))
        .get('460101')!
        .evidence.decisive.map(({ name }) => name);
    const [usual, set] = [names({}), names({ 'sigma:6-18': 0.11, 'outsideShare:6-18': 0.3 })];
    expect(usual).toEqual(expect.arrayContaining(['sigma', 'outsideShare']));
    expect(set).not.toEqual(expect.arrayContaining(['sigma']));
    expect(set).not.toEqual(expect.arrayContaining(['outsideShare']));
  });
});
