import { describe, expect, it } from 'vitest';
import { cityReference } from '../../seed/reference.ts';
import { cityOf, seeds, total, years } from './cities.ts';

describe.each(seeds)('the schools of seed %i', (seed) => {
  const city = cityOf(seed);
  const { schools } = cityReference();
  const gradesOf = Map.groupBy(city.enrolmentGrades, (row) => row.reportId);
  const enrolled = (reportId: string): number[] => gradesOf.get(reportId)!.map((row) => row.enrolled);
  const idOf = new Map(city.organisations.map((organisation) => [organisation.name, organisation.id]));
  const students = (school: string, year: number): number =>
    total(city.enrolmentReports.filter((report) => report.schoolId === idOf.get(school) && report.year === year).flatMap((report) => enrolled(report.id)));

  it('have in 2021 the students the documents give, and in 2025 about those they plan', () => {
    for (const school of schools) {
      expect(students(school.name, 2021)).toBe(school.students2021);
      const reached = students(school.name, 2025);
      expect(Math.abs(reached - school.planned2025)).toBeLessThanOrEqual(0.08 * school.planned2025);
    }
    const whole = (year: number): number => total(schools.map((school) => students(school.name, year)));
    expect(whole(2021)).toBe(31_609);
    expect(whole(2025)).not.toBe(51_013);
  });

  it('keep their documented totals as real and their 2030 targets as simulated', () => {
    for (const school of schools) {
      const totals = city.schoolTotals.filter((row) => row.schoolId === idOf.get(school.name));
      expect(totals.map(({ year, basis, simulated }) => [year, basis, simulated])).toEqual([
        [2021, 'reported', false],
        [2025, 'target', false],
        [2030, 'target', true],
      ]);
      expect(totals.slice(0, 2).map((row) => row.students)).toEqual([school.students2021, school.planned2025]);
    }
  });

  it('lead every cohort from intake through the grades to graduation', () => {
    const reportOf = new Map(city.enrolmentReports.map((report) => [`${report.programmeId} ${report.year}`, report]));
    for (const { id, lengthYears, openedYear } of city.programmes) {
      const reported = years(2014, 2025).flatMap((year) => reportOf.get(`${id} ${year}`) ?? []);
      expect(reported.map((report) => report.year)).toEqual(years(openedYear ?? 2014, 2025));
      for (const report of reported) {
        const grades = enrolled(report.id);
        expect(grades).toHaveLength(lengthYears);
        expect(grades[0]).toBe(report.intake);
        const before = reportOf.get(`${id} ${report.year - 1}`);
        if (before === undefined) continue;
        const earlier = enrolled(before.id);
        for (let grade = 1; grade < lengthYears; grade++)
          expect(Math.abs(grades[grade]! - 0.975 * earlier[grade - 1]!)).toBeLessThanOrEqual(1 + 0.016 * earlier[grade - 1]!);
        expect(Math.abs(report.graduates - 0.975 * earlier.at(-1)!)).toBeLessThanOrEqual(1 + 0.016 * earlier.at(-1)!);
      }
    }
  });

  it('take in about 95 percent of the plan, give or take a fifth', () => {
    const logs = city.enrolmentReports.filter((report) => report.intake > 20).map((report) => Math.log(report.intake / report.plan!));
    const mean = total(logs) / logs.length;
    expect(Math.exp(mean)).toBeGreaterThan(0.9);
    expect(Math.exp(mean)).toBeLessThan(1);
    expect(Math.sqrt(total(logs.map((value) => (value - mean) ** 2)) / logs.length)).toBeCloseTo(0.2, 1);
  });

  it('say of every graduate of the last eight years where they went, and who is in the field of those at work', () => {
    const graduates = new Map(city.enrolmentReports.map((report) => [`${report.programmeId} ${report.year}`, report.graduates]));
    for (const { programmeId, year, localJob, otherRegion, furtherStudy, military, unemployed, inField } of city.destinationReports) {
      expect(localJob + otherRegion + furtherStudy + military + unemployed).toBe(graduates.get(`${programmeId} ${year}`));
      expect(inField).toBeLessThanOrEqual(localJob);
    }
    const due = city.enrolmentReports.filter((report) => report.year >= 2018 && report.graduates > 0);
    expect(city.destinationReports).toHaveLength(due.length);
  });

  it('plan the next intake of most programmes that go on', () => {
    const going = city.programmes.filter((programme) => programme.closedYear == null);
    expect(city.intakePlans.length / going.length).toBeGreaterThan(0.8);
    expect(city.intakePlans.length).toBeLessThan(going.length);
    expect(city.intakePlans.filter((plan) => !going.some((programme) => programme.id === plan.programmeId))).toEqual([]);
  });

  it('send graduates along two or three pathways, each among those who study on', () => {
    expect(city.pathways.length).toBeGreaterThanOrEqual(2);
    const intake = new Map(city.enrolmentReports.map((report) => [`${report.programmeId} ${report.year}`, report.intake]));
    for (const { fromProgrammeId, toProgrammeId, share, firstYear } of city.pathways) {
      const rows = city.destinationReports.filter((row) => row.programmeId === fromProgrammeId && row.year >= firstYear);
      expect(rows).toHaveLength(5);
      for (const { year, furtherStudy, military, localJob, otherRegion, unemployed } of rows) {
        const sent = Math.round(share * intake.get(`${toProgrammeId} ${year}`)!);
        expect(furtherStudy).toBeGreaterThanOrEqual(Math.min(sent, furtherStudy + military + localJob + otherRegion + unemployed - military));
      }
    }
  });
});
