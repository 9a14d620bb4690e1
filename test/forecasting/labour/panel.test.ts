import { describe, expect, it } from 'vitest';
import { modelCity } from '../../../forecasting/labour/city.ts';
import { fitBases } from '../../../forecasting/labour/fit-bases.ts';
import { panelSnapshot, type LabourPanel } from '../../../forecasting/labour/panel.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';

const parameters = { ...resolveParameters({}).parameters, paths: 200 };
const years = Array.from({ length: 10 }, (_, i) => 2010 + i);
const employed = (occupation: string, of: (year: number) => number) =>
  years.map((year) => ({ occupation, title: `job ${occupation}`, year, employment: of(year) }));
const completed = (programme: string, persons: number) => years.map((year) => ({ programme, title: `study ${programme}`, year, completions: persons }));
const panel: LabourPanel = {
  region: 'US',
  employment: [...employed('15-1252', () => 10_000), ...employed('29-1141', (year) => (year === 2016 ? 0 : 4_000))].filter((row) => row.employment > 0),
  completions: [...completed('11.0701', 150), ...completed('51.3801', 900), ...completed('24.0101', 80)],
  links: [
    { programme: '11.0701', occupation: '15-1252' },
    { programme: '51.3801', occupation: '29-1141' },
    { programme: '51.3801', occupation: '29-9999' },
  ],
};

describe('a labour panel as a snapshot', () => {
  const snapshot = panelSnapshot(panel, 2018, parameters);

  it('looks at nothing after t0 and keeps a missing year inside a span', () => {
    expect(Math.max(...snapshot.stockSpans.map((span) => span.to))).toBe(2018);
    expect(snapshot.programmes.flatMap((programme) => programme.years.map(({ year }) => year)).every((year) => year <= 2018)).toBe(true);
    expect(snapshot.stockSpans.find((span) => span.occupation === '29-1141' && span.to === 2017)).toMatchObject({ from: 2015, before: 4_000, now: 4_000 });
    expect(snapshot.links.map(({ major, occupation }) => `${major} ${occupation}`)).toEqual(['11.0701 15-1252', '51.3801 29-1141']);
  });

  it('gives every cell numbers, bounds and a band: steady stocks need λ·σ·E·(1 − outside) a year, completions arrive a year later', () => {
    const { gaps, bounds, uncoveredMajors } = modelCity(snapshot, fitBases(snapshot));
    const decision = new Map(gaps.filter((row) => row.span === 'total' && row.chain === 'city' && row.window === 'decision').map((row) => [row.major, row]));
    expect([...decision.keys()]).toEqual(['11.0701', '24.0101', '51.3801']);
    expect([...bounds.map((row) => row.major)]).toEqual([...decision.keys()]);
    const yearly = parameters.lambdaNet * parameters.sigma * (1 - parameters.outsideShare);
    // a mean over paths: openings that cannot fall below 0 lift it by half a percent or so
    expect(decision.get('11.0701')!.demand / (3 * 10_000 * yearly)).toBeCloseTo(1, 1.7);
    expect(decision.get('51.3801')!.supply / (3 * 900)).toBeCloseTo(1, 1);
    expect(decision.get('11.0701')).toMatchObject({ band: 'severe_shortage', year: 2020, lastYear: 2022 });
    expect(decision.get('51.3801')).toMatchObject({ band: 'severe_surplus' });
    expect(decision.get('24.0101')!.demand).toBe(0);
    expect(uncoveredMajors).toEqual(['24.0101']);
  });

  it('says what it needs where a side is empty', () => {
    expect(() => panelSnapshot(panel, 2009, parameters)).toThrow(
      'panelSnapshot needs employment and completions up to 2009, got 0 occupations and 0 programmes',
    );
  });
});
