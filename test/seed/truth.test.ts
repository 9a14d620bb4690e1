import { describe, expect, it } from 'vitest';
import type { City } from '../../seed/index.ts';
import { cityOf, seeds, total, years } from './cities.ts';

/** The truth, made again from stored rows and hidden series alone, with the published formulas written out once more. */
function recompute(city: City) {
  const graduates = new Map<string, Map<number, number>>();
  const supply = new Map<string, Map<number, number>>();
  const add = (into: typeof graduates, major: string, year: number, count: number): void => {
    const byYear = into.get(major) ?? new Map<number, number>();
    into.set(major, byYear.set(year, (byYear.get(year) ?? 0) + count));
  };
  const majorOf = new Map(city.programmes.map((programme) => [programme.id, programme.majorCode]));
  for (const report of city.enrolmentReports) add(graduates, majorOf.get(report.programmeId)!, report.year, report.graduates);
  for (const programme of city.truth.programmes)
    for (const [year, count] of Object.entries(programme.supply)) add(supply, programme.majorCode, Number(year), count);
  const size = (major: string): number => total(years(2021, 2025).map((year) => graduates.get(major)?.get(year) ?? 0)) / 5;

  const linked = (code: string): string[] =>
    city.crosswalkLinks.filter((link) => link.occupationCode === code || link.occupationCode === code.slice(0, 7)).map((link) => link.majorCode);
  const demand = new Map<string, Map<number, number>>();
  for (const { code, measure, values } of city.truth.occupations) {
    const yearly = new Map<number, number>();
    for (const [first, last] of [
      [2026, 2028],
      [2029, 2031],
      [2032, 2032],
    ] as const) {
      const block = years(first, last);
      const openings = Math.max(0, values[last]! - values[first - 1]! + total(block.map((year) => 0.11 * values[year - 1]!)));
      const weight = total(block.map((year) => values[year]!));
      for (const year of block) yearly.set(year, measure === 'stock' ? 0.5 * openings * (values[year]! / weight) : 0.3 * values[year]!);
    }
    const majors = [...new Set(linked(code))];
    const mean = total(majors.map(size)) / majors.length;
    const part = (major: string): number => (mean === 0 ? 1 : size(major) + 0.1 * mean);
    const whole = total(majors.map(part));
    for (const major of majors) {
      const byYear = demand.get(major) ?? new Map<number, number>();
      for (const [year, heads] of yearly) byYear.set(year, (byYear.get(year) ?? 0) + 0.7 * (part(major) / whole) * heads);
      demand.set(major, byYear);
    }
  }
  const over = (series: Map<number, number> | undefined, first: number, last: number): number =>
    total(years(first, last).map((year) => series?.get(year) ?? 0));
  return {
    demand: (major: string, first: number, last: number) => over(demand.get(major), first, last),
    supply: (major: string, first: number, last: number) => over(supply.get(major), first, last),
  };
}

describe.each(seeds)('the truth of seed %i', (seed) => {
  const city = cityOf(seed);
  const { cells, unoffered, occupations } = city.truth;
  const official = cells.filter((cell) => cell.official);
  const both = (cell: (typeof cells)[number], holds: (r: number) => boolean): boolean => holds(cell.pipeline.r) && holds(cell.decision.r);
  const planted = (kind: string) => official.filter((cell) => cell.planted === kind);

  it('follows from the rows and the hidden series by the published formulas', () => {
    const again = recompute(city);
    expect(cells.map((cell) => cell.majorCode)).toEqual([...new Set(city.programmes.map((programme) => programme.majorCode))].sort());
    for (const { majorCode, lengthYears, pipeline, decision } of cells) {
      const start = 2025 + lengthYears;
      for (const [window, first, last] of [
        [pipeline, 2026, start],
        [decision, start + 1, start + 3],
      ] as const) {
        expect(window.demand).toBeCloseTo(again.demand(majorCode, first, last), 6);
        expect(window.supply).toBe(again.supply(majorCode, first, last));
        expect(window.r).toBeCloseTo(window.supply / window.demand, 9);
      }
    }
    for (const { majorCode, pipeline, decision } of unoffered) {
      expect(pipeline).toBeCloseTo(again.demand(majorCode, 2026, 2028), 6);
      expect(decision).toBeCloseTo(again.demand(majorCode, 2029, 2031), 6);
    }
  });

  it('plants the promised shares, in both windows', () => {
    expect(planted('short')).toHaveLength(Math.round(0.15 * official.length));
    expect(planted('surplus')).toHaveLength(Math.round(0.1 * official.length));
    expect(planted('balanced')).toHaveLength(Math.round(0.3 * official.length));
    expect(planted('short').filter((cell) => !both(cell, (r) => r <= 0.65))).toEqual([]);
    expect(planted('surplus').filter((cell) => !both(cell, (r) => r >= 1.55))).toEqual([]);
    expect(planted('balanced').filter((cell) => !both(cell, (r) => r >= 0.97 && r <= 1.03))).toEqual([]);
    const between = official.filter((cell) => cell.planted === null);
    expect(between.filter((cell) => !both(cell, (r) => r > 0.65 && r < 1.55 && (r < 0.97 || r > 1.03)))).toEqual([]);
    expect(cells.filter((cell) => cell.planted !== null && !cell.official)).toEqual([]);
    for (const cell of cells) if (cell.planted !== null) expect(cell.decision.demand + cell.decision.supply).toBeGreaterThanOrEqual(60);
  });

  it('has at least two large surpluses on long, unbroken, well reported series', () => {
    const wide = planted('surplus').filter((cell) => both(cell, (r) => r >= 2) && cell.pipeline.supply >= 180 && cell.decision.supply >= 180);
    expect(wide.length).toBeGreaterThanOrEqual(2);
    const broken = new Set(city.seriesBreaks.map((row) => row.subject));
    for (const { majorCode } of [...wide, ...planted('short'), ...planted('surplus')]) {
      expect(city.programmes.filter((programme) => programme.majorCode === majorCode && broken.has(programme.id))).toEqual([]);
      const codes = city.crosswalkLinks.filter((link) => link.majorCode === majorCode).map((link) => link.occupationCode);
      expect(codes.filter((code) => broken.has(code))).toEqual([]);
      for (const code of codes) {
        const reporters = new Set(city.declarations.filter((row) => row.occupationCode === code).map((row) => row.organisationId));
        if (occupations.some((life) => life.code === code)) expect(reporters.size).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('needs two majors that nobody offers, each for well over two classes a year', () => {
    expect(unoffered).toHaveLength(2);
    const offered = new Set(city.programmes.map((programme) => programme.majorCode));
    for (const { majorCode, pipeline, decision } of unoffered) {
      expect(offered.has(majorCode)).toBe(false);
      expect(Math.min(pipeline, decision) / 3).toBeGreaterThanOrEqual(60);
      const own = city.crosswalkLinks.filter((link) => link.majorCode === majorCode).map((link) => link.occupationCode);
      expect(city.crosswalkLinks.filter((link) => own.includes(link.occupationCode) && link.majorCode !== majorCode)).toEqual([]);
    }
  });

  it('moves every occupation smoothly, so that the past shows what comes', () => {
    for (const { measure, values } of occupations) {
      const growth = (year: number): number => values[year]! / values[year - 1]! - 1;
      for (const year of years(2015, 2033)) {
        const [low, high] = measure === 'stock' ? [-0.0301, 0.0651] : [-0.045, 0.065];
        expect(growth(year)).toBeGreaterThanOrEqual(low);
        expect(growth(year)).toBeLessThanOrEqual(high);
      }
      expect(Math.abs(growth(2031) - growth(2028))).toBeLessThanOrEqual(0.0151);
      for (const year of years(2021, 2025)) expect(Math.abs(growth(year) - growth(2026))).toBeLessThanOrEqual(0.0051);
    }
  });

  it('is what the enterprises sample: shares add up, noise aside, to the city', () => {
    const chainOf = new Map(city.organisations.map((organisation) => [organisation.id, organisation.chainId]));
    const first = new Map(city.declarations.map((row) => [`${row.organisationId} ${row.occupationCode} ${row.year}`, row.headcount]));
    const logs: number[] = [];
    for (const { code, measure, shift, values } of occupations) {
      const holders = city.truth.enterprises.filter((enterprise) => code in enterprise.shares);
      expect(holders.length).toBeGreaterThanOrEqual(3);
      expect(total(holders.map((enterprise) => enterprise.shares[code]!))).toBeCloseTo(1, 9);
      if (measure === 'flow') continue;
      for (const { organisationId, coverage, shares } of holders) {
        expect(chainOf.has(organisationId)).toBe(true);
        for (const year of years(2014, 2025)) {
          const counted = first.get(`${organisationId} ${code} ${year}`);
          const real = (shares[code]! * values[year]!) / coverage / (year < 2018 ? shift : 1);
          if (counted !== undefined && real > 100) logs.push(Math.log(counted / real));
        }
      }
    }
    const mean = total(logs) / logs.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.sqrt(total(logs.map((value) => (value - mean) ** 2)) / logs.length)).toBeCloseTo(0.08, 2);
  });
});
