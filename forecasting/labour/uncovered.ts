import { effectiveLinks } from './crosswalk.ts';
import { carriedYears, type CitySnapshot, type Level } from './snapshot.ts';

/** A major no demand can reach, with the persons that concerns. */
export interface UncoveredMajor {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** Programmes that report. */
  readonly programmes: number;
  /** Of the newest reported year, persons. */
  readonly graduates: number;
  readonly enrolled: number;
}

/**
 * Majors of the snapshot without a link to an occupation with demand, those that concern most persons first, then in code order. Each programme counts with its
 * newest report, unless that is too old to be carried.
 * Source: docs/model.md, Demand 5: majors that no demand reaches.
 *
 * @param snapshot of the city
 * @returns persons by major
 * @example uncoveredMajors({ asOfYear: 2025, majors: [{ code: '460103' }], occupations: [], links: [], programmes: [{ major: '460103', years: [{ year: 2025, graduates: 40, enrolled: [45, 42] }] }] })[0].enrolled // → 87
 */
export function uncoveredMajors(snapshot: CitySnapshot): UncoveredMajor[] {
  const linked = new Set([...effectiveLinks(snapshot).values()].flatMap((links) => links.map((link) => link.major)));
  const newest = snapshot.programmes.flatMap(({ major, years }) => {
    const last = years.reduce<(typeof years)[number] | null>((best, year) => (best === null || year.year > best.year ? year : best), null);
    return last === null || last.year < snapshot.asOfYear - carriedYears ? [] : [{ major, ...last }];
  });
  const reportsOf = Map.groupBy(newest, (report) => report.major);
  return snapshot.majors
    .filter(({ code }) => !linked.has(code))
    .map(({ code, name, level }) => {
      const reports = reportsOf.get(code) ?? [];
      const graduates = reports.reduce((sum, report) => sum + report.graduates, 0);
      const enrolled = reports.reduce((sum, report) => sum + report.enrolled.reduce((all, grade) => all + grade, 0), 0);
      return { code, name, level, programmes: reports.length, graduates, enrolled };
    })
    .sort((a, b) => b.graduates + b.enrolled - (a.graduates + a.enrolled) || (a.code < b.code ? -1 : 1));
}
