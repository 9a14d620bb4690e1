import type { CitySnapshot, SnapshotProgramme } from '../../labour/snapshot.ts';
import { designatedSize } from './designated-size.ts';
import type { Fact, RuleSubject } from './fact.ts';

/** 2004 indicators of the Ministry of Education (教发〔2004〕2 号): a teacher from outside counts half. */
const partTimeWeight = 0.5;

type Students = ReadonlyMap<string, number>;
const keyOf = (school: string, year: number) => `${school}|${year}`;

/** Students of all grades by school and year. */
function studentsOf(programmes: readonly SnapshotProgramme[]): Students {
  const students = new Map<string, number>();
  for (const { schoolId, years } of programmes)
    for (const { year, enrolled } of years) {
      const key = keyOf(schoolId, year);
      students.set(key, (students.get(key) ?? 0) + enrolled.reduce((sum, grade) => sum + grade, 0));
    }
  return students;
}

/**
 * Figures that stand in reports and that only rules look at: first-choice and registration rate of programmes; of their schools, students ÷ teachers (full-time
 * plus half of the part-time ones) and full-time teachers ÷ approved posts; of enterprises with twenty employees or more, posts for interns ÷ declared employees.
 * What was not told is absent.
 * Source: docs/model.md, Published rules: figures where they are reported.
 *
 * @param snapshot of the city
 * @param open programmes open at t0: what programme rules are evaluated on
 * @param subject of a programme
 * @returns rates and shares 0–1, students per teacher
 * @example reportedFacts({ programmes: [{ id: 'p', schoolId: 's', years: [{ year: 2025, enrolled: [40, 35] }] }], rules: { staff: [{ school: 's', year: 2025, fullTime: 4, posts: 5, partTime: 2 }] } }, [{ id: 'p', schoolId: 's' }], () => ({})).map(({ value }) => value) // → [15, 0.8]
 */
export function reportedFacts(
  { programmes, rules }: CitySnapshot,
  open: readonly SnapshotProgramme[],
  subject: (programme: SnapshotProgramme) => RuleSubject,
): Fact[] {
  const ratesOf = Map.groupBy(rules?.rates ?? [], ({ programme }) => programme);
  const staffOf = Map.groupBy(rules?.staff ?? [], ({ school }) => school);
  const students = studentsOf(programmes);
  const ofProgrammes = open.flatMap((programme): Fact[] => {
    const rates = (ratesOf.get(programme.id) ?? []).flatMap(({ year, firstChoiceRate, registrationRate }): Fact[] => [
      ...(firstChoiceRate === null ? [] : [{ subject: subject(programme), measure: 'firstChoiceRate' as const, year, value: firstChoiceRate }]),
      ...(registrationRate === null ? [] : [{ subject: subject(programme), measure: 'registrationRate' as const, year, value: registrationRate }]),
    ]);
    const staff = (staffOf.get(programme.schoolId) ?? []).flatMap(({ school, year, fullTime, posts, partTime }): Fact[] => {
      const teachers = fullTime + partTimeWeight * (partTime ?? 0);
      const taught = students.get(keyOf(school, year));
      return [
        ...(taught === undefined || teachers === 0 ? [] : [{ subject: subject(programme), measure: 'studentTeacherRatio' as const, year, value: taught / teachers }]), // prettier-ignore
        ...(posts === null ? [] : [{ subject: subject(programme), measure: 'staffingLevel' as const, year, value: fullTime / posts }]),
      ];
    });
    return [...rates, ...staff];
  });
  const ofEnterprises = (rules?.internships ?? []).flatMap(({ enterprise, name, sizeClass, year, posts, employees }): Fact[] => {
    if (!designatedSize.sizeClasses.includes(sizeClass) || employees === 0) return [];
    return [{ subject: { kind: 'enterprise', id: enterprise, name, major: null, level: null }, measure: 'internshipShare', year, value: posts / employees }];
  });
  return [...ofProgrammes, ...ofEnterprises];
}
