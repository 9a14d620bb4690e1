import { describe, expect, it } from 'vitest';
import type { RuleSubject } from '../../../forecasting/flags/rules/fact.ts';
import { reportedFacts } from '../../../forecasting/flags/rules/reported-facts.ts';
import type { CitySnapshot, RuleInputs, SnapshotProgramme } from '../../../forecasting/labour/snapshot.ts';

const t0 = 2025;
const programme = (id: string, schoolId: string, students: readonly number[]): SnapshotProgramme => ({
  ...{ id, schoolId, major: 'm', school: schoolId, lengthYears: 3, closedYear: null, breaks: [], plans: [], destinations: [] },
  years: students.map((enrolled, i) => ({ year: t0 - students.length + 1 + i, plan: null, intake: 1, graduates: 1, enrolled: [enrolled] })),
});
const of = ({ id }: SnapshotProgramme): RuleSubject => ({ kind: 'programme', id, name: id, major: 'm', level: 'associate' });
const programmes = [programme('p', 's', [90, 100]), programme('q', 's', [200]), programme('r', 'other', [50])];
function told(inputs: Partial<RuleInputs>, open = programmes.slice(0, 1)) {
  const snapshot = { programmes, rules: { chains: [], thresholds: {}, ...inputs } } as unknown as CitySnapshot;
  return reportedFacts(snapshot, open, of).map(({ subject, measure, year, value }) => [subject.id, measure, year, value]);
}

describe('reported figures for rules', () => {
  it('are none without reports', () => {
    expect(told({})).toEqual([]);
    expect(reportedFacts({ programmes } as unknown as CitySnapshot, programmes, of)).toEqual([]);
  });
  it('rates stand where they were told, of open programmes', () => {
    const rates = [
      { programme: 'p', year: 2024, firstChoiceRate: 0.4, registrationRate: null },
      { programme: 'p', year: 2025, firstChoiceRate: 0, registrationRate: 0.9 },
      { programme: 'r', year: 2025, firstChoiceRate: 0.1, registrationRate: 0.1 },
    ];
    expect(told({ rates })).toEqual([
      ['p', 'firstChoiceRate', 2024, 0.4],
      ['p', 'firstChoiceRate', 2025, 0],
      ['p', 'registrationRate', 2025, 0.9],
    ]);
  });
  it('a part-time teacher counts half; students are those of the whole school and the year', () => {
    const staff = [{ school: 's', year: 2025, fullTime: 10, posts: 16, partTime: 10 }];
    expect(told({ staff })).toEqual([
      ['p', 'studentTeacherRatio', 2025, 20],
      ['p', 'staffingLevel', 2025, 0.625],
    ]);
    expect(told({ staff: [{ school: 's', year: 2024, fullTime: 9, posts: null, partTime: null }] })).toEqual([['p', 'studentTeacherRatio', 2024, 10]]);
  });
  it('a school without teachers or a year without students has no ratio', () => {
    expect(told({ staff: [{ school: 's', year: 2025, fullTime: 0, posts: null, partTime: 0 }] })).toEqual([]);
    expect(told({ staff: [{ school: 's', year: 2020, fullTime: 5, posts: null, partTime: 0 }] })).toEqual([]);
  });
  it('posts for interns count for enterprises of known size, twenty employees or more', () => {
    const year = (enterprise: string, sizeClass: string, posts: number, employees: number) => ({
      enterprise,
      name: enterprise,
      sizeClass,
      year: t0,
      posts,
      employees,
    });
    const internships = [year('a', '20-299', 3, 100), year('b', '1-19', 1, 10), year('c', '', 1, 100), year('d', '1000+', 0, 2000), year('e', '300-999', 0, 0)];
    expect(told({ internships })).toEqual([
      ['a', 'internshipShare', t0, 0.03],
      ['d', 'internshipShare', t0, 0],
    ]);
  });
});
