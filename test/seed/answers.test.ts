import { describe, expect, it } from 'vitest';
import { answerDeclarations } from '../../seed/generate/answers.ts';
import { cityOf } from './cities.ts';

const city = cityOf(1);

describe('answers to the newer questions', () => {
  it('move nothing that was made before: without them the declarations are the same', () => {
    const bare = city.declarations.map(({ openToNewGraduates: _open, internships: _posts, teacherPractice: _practice, ...row }) => row);
    const keyOf = new Map(city.organisations.map((row) => [row.id, row.creditCode ?? row.name]));
    expect(answerDeclarations(1, bare, keyOf)).toEqual(city.declarations);
    expect(answerDeclarations(1, bare.toReversed(), keyOf)).toEqual(city.declarations.toReversed());
  });
  it('are asked from 2023 on, and open posts are a part of the planned hires', () => {
    const told = city.declarations.filter(({ internships }) => internships != null);
    expect(told.length).toBeGreaterThan(500);
    for (const { year, plannedHires, openToNewGraduates, headcount, internships, teacherPractice } of told) {
      expect(year).toBeGreaterThanOrEqual(2023);
      expect(openToNewGraduates).toBeLessThanOrEqual(plannedHires ?? 0);
      expect(internships).toBeLessThanOrEqual(headcount * 0.12 + 1);
      expect(teacherPractice).toBeLessThanOrEqual(headcount * 0.012 + 1);
    }
  });
  it('an outcome says as many hired as it may, and closes within the reporting years', () => {
    const postings = new Map(city.postings.map((row) => [row.id, row]));
    expect(new Set(city.postingOutcomes.map(({ postingId }) => postingId)).size).toBe(city.postingOutcomes.length);
    expect(city.postingOutcomes.length / city.postings.length).toBeGreaterThan(0.8);
    for (const { postingId, outcome, filled, closedOn, simulated } of city.postingOutcomes) {
      const { headcount, openedOn } = postings.get(postingId)!;
      expect(closedOn > openedOn && closedOn <= '2025-12-31').toBe(true);
      if (outcome === 'filled') expect(filled).toBe(headcount);
      else if (outcome === 'partly') expect(filled > 0 && filled < headcount).toBe(true);
      else expect(filled).toBe(0);
      expect(simulated).toBe(true);
    }
  });
  it('rates are shares; parts of the teachers do not exceed them', () => {
    const rated = city.enrolmentReports.filter(({ firstChoiceRate }) => firstChoiceRate != null);
    expect(new Set(rated.map(({ year }) => year))).toEqual(new Set([2023, 2024, 2025]));
    for (const { firstChoiceRate, registrationRate } of rated)
      for (const rate of [firstChoiceRate, registrationRate]) expect(rate! > 0 && rate! <= 1).toBe(true);
    expect(city.schoolYears.length).toBeGreaterThan(40);
    for (const { fullTimeTeachers, professionalTeachers, dualQualifiedTeachers, teacherPosts, simulated } of city.schoolYears) {
      expect(professionalTeachers).toBeLessThanOrEqual(fullTimeTeachers);
      expect(dualQualifiedTeachers).toBeLessThanOrEqual(professionalTeachers!);
      expect(teacherPosts).toBeGreaterThan(0);
      expect(simulated).toBe(true);
    }
  });
});
