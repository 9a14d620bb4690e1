import { describe, expect, test } from 'vitest';
import { modelCity } from '../../../forecasting/labour/city.ts';
import { cityHistory } from '../../../forecasting/labour/city-series.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import { occupationSeries, reporterShares } from '../../../forecasting/labour/occupations.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { smallCity, steadyProgramme, steadyStock } from './city-fixture.ts';

const model = (snapshot: CitySnapshot) => modelCity(snapshot, fitBases(snapshot));

describe('the city model', () => {
  const city = smallCity();
  const result = model(city);
  const rows = (major: string, chain: string, span: 'year' | 'total') =>
    result.gaps.filter((row) => row.major === major && row.chain === chain && row.span === span);

  test('the register grosses reported stocks up, per chain; without a chain nothing is added', () => {
    const series = occupationSeries(city);
    expect(series.map((s) => [s.code, s.coverage, s.values.at(-1)])).toEqual([
      ['6-01-01', 1.5, 1800],
      ['6-01-02', 1, 600],
      ['6-01-03', 1, 300],
    ]);
    expect(reporterShares(city).get('chain-a')).toBeCloseTo(2 / 3, 12);
  });

  test('changing reporters create no jobs: an enterprise that joins or is late leaves growth alone', () => {
    const base = steadyStock('6-01-01', 'chain-a', 1000);
    const joined = { occupation: '6-01-01', from: null, to: 2022, before: 0, now: 500, enterprises: 1 };
    const later = { occupation: '6-01-01', from: 2022, to: 2024, before: 500, now: 500, enterprises: 1 }; // missed 2023
    const last = [...base.last, { occupation: '6-01-01', chain: 'chain-a', sizeClass: '20-299', year: 2024, stock: 500 }]; // late for 2025
    const [series] = occupationSeries(smallCity({ stockSpans: [...base.spans, joined, later], lastStocks: last, register: [] }));
    expect(new Set(series!.values)).toEqual(new Set([1500]));
  });

  test('series of the city are the majors added up, intervals those of the sum, the past only where nearly everybody is known', () => {
    const [demand, supply] = result.citySeries;
    expect([demand?.side, supply?.side]).toEqual(['cityDemand', 'citySupply']);
    const total = result.groups.find((row) => row.cut === 'region' && row.span === 'year' && row.year === 2026)!;
    expect([demand!.forecast[0]!.mean, supply!.forecast[0]!.mean]).toEqual([total.demand, total.supply]);
    const at = (side: 'demand' | 'supply', index: number) => result.series.filter((own) => own.side === side).map((own) => own.history.at(index) ?? null);
    for (const [series, side] of [
      [demand!, 'demand'],
      [supply!, 'supply'],
    ] as const)
      for (const [i, value] of series.history.entries())
        if (value !== null)
          expect(value).toBeCloseTo(
            at(side, i).reduce<number>((sum, one) => sum + (one ?? 0), 0),
            9,
          );
    expect(supply!.history.at(-1)).not.toBeNull();
    expect(
      cityHistory([
        [null, 96],
        [4, 4],
      ]),
    ).toEqual([null, 100]);
    expect(
      cityHistory([
        [95, 96],
        [null, 4],
      ]),
    ).toEqual([95, 100]);
  });

  test('gap = demand − supply; years add to their window; chains add to the city', () => {
    for (const row of result.gaps) expect(row.gap).toBeCloseTo(row.demand - row.supply, 9);
    for (const major of ['460101', '460102']) {
      for (const window of ['pipeline', 'decision'] as const) {
        const total = rows(major, 'city', 'total').find((row) => row.window === window)!;
        const years = rows(major, 'city', 'year').filter((row) => row.window === window);
        expect(years.reduce((sum, row) => sum + row.demand, 0)).toBeCloseTo(total.demand, 6);
        expect(years.reduce((sum, row) => sum + row.supply, 0)).toBeCloseTo(total.supply, 6);
        const chains = result.gaps.filter((row) => row.major === major && row.chain !== 'city' && row.span === 'total' && row.window === window);
        expect(chains.reduce((sum, row) => sum + row.demand, 0)).toBeCloseTo(total.demand, 6);
        expect(chains.reduce((sum, row) => sum + row.supply, 0)).toBeCloseTo(total.supply, 6);
      }
    }
  });

  test('nothing is counted twice: demand over majors is the linked share of all openings', () => {
    const demand = result.gaps
      .filter((row) => row.chain === 'city' && row.span === 'total' && row.window === 'decision')
      .reduce((sum, row) => sum + row.demand, 0);
    const openings = [1800, 600, 300].reduce((sum, level) => sum + 3 * 0.11 * level, 0);
    expect(demand / (0.5 * 0.7 * openings)).toBeGreaterThan(0.85);
    expect(demand / (0.5 * 0.7 * openings)).toBeLessThan(1.2);
  });

  test('windows: pipeline t0+1 … t0+L, decision t0+1+L … t0+3+L', () => {
    const spans = rows('460101', 'city', 'total').map((row) => [row.window, row.year, row.lastYear]);
    expect(spans).toEqual([
      ['pipeline', 2026, 2028],
      ['decision', 2029, 2031],
    ]);
  });

  test('supply of the pipeline is the enrolled cohorts to the person when everyone stays', () => {
    const pipeline = rows('460101', 'city', 'year').filter((row) => row.window === 'pipeline');
    for (const row of pipeline) expect(row.supply).toBeCloseTo(50, 6);
  });

  test('majors without links are listed, and the interval is never empty', () => {
    expect(result.uncoveredMajors).toEqual(['460103']);
    for (const row of result.gaps.filter((row) => row.chain === 'city')) {
      expect(row.lo95).toBeLessThanOrEqual(row.lo80);
      expect(row.lo80).toBeLessThan(row.hi80);
      expect(row.hi80).toBeLessThanOrEqual(row.hi95);
    }
  });

  test('the same snapshot gives the same numbers to the bit, in whatever order rows came', () => {
    const shuffled = smallCity({ programmes: [...city.programmes].reverse(), stockSpans: [...city.stockSpans].reverse() });
    const again = model(shuffled);
    expect(again.gaps.find((row) => row.major === '460102')).toEqual(result.gaps.find((row) => row.major === '460102'));
    expect(model(city)).toEqual(result);
  });

  test('supply of a major nobody demands goes outside', () => {
    const lonely = smallCity({ programmes: [...city.programmes, steadyProgramme('460103', '甲校', 30)] });
    const found = model(lonely).gaps.filter((row) => row.major === '460103' && row.span === 'total');
    expect(found.map((row) => row.chain)).toEqual(['city', 'city', 'outside', 'outside']);
    expect(found[2]!.supply).toBeCloseTo(found[0]!.supply, 9);
  });

  test('a new major: nobody offers it and enterprises need it', () => {
    const wanted = smallCity({
      links: [...city.links, { major: '460103', occupation: '6-01-09', strength: 1, origin: 'official' }],
      occupations: [...city.occupations, { code: '6-01-09', name: '' }],
      stockSpans: [...city.stockSpans, ...steadyStock('6-01-09', 'chain-b', 2500).spans],
      lastStocks: [...city.lastStocks, ...steadyStock('6-01-09', 'chain-b', 2500).last],
      register: [],
    });
    const flag = model(wanted).flags.find((f) => f.major === '460103')!;
    expect(flag).toMatchObject({ proposedClass: 'new', class: 'new' });
    expect(flag.reasons[0]!.zh).toMatch(/近三年无人开设/);
    expect(flag.evidence.potentialDemand).toBeGreaterThan(60);
  });
});
