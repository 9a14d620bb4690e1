import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import type { EnrolmentRows } from './enrolment.ts';
import { clamp, lastReportedYear, span } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';

/** First year in which the newer questions are asked. */
const firstAsked = lastReportedYear - 2;
type KeyOf = ReadonlyMap<string, string>;
const keyed = (keyOf: KeyOf, id: string) => keyOf.get(id) ?? id;

/** Most enterprises say how many hires may be new graduates and how many interns they take; a third of those offer fewer than 2 % of their staff. */
export function answerDeclarations(seed: number, declarations: readonly Row<'declarations'>[], keyOf: KeyOf): Row<'declarations'>[] {
  return declarations.map((row) => {
    if (row.year < firstAsked) return row;
    const firm = keyed(keyOf, row.organisationId);
    const habits = createChance(seed, `answers/firm/${firm}`);
    const answers = habits.next() < 0.8;
    const offered = clamp(0.026 * habits.noise(0.6), 0.002, 0.12);
    if (!answers) return row;
    const chance = createChance(seed, `answers/declaration/${firm}/${row.occupationCode}/${row.year}`);
    const hires = row.plannedHires ?? 0;
    const openToNewGraduates = Math.round(hires * chance.between(0.2, 0.8));
    const internships = Math.floor(row.headcount * offered + chance.next());
    return { ...row, openToNewGraduates, internships, teacherPractice: Math.floor(row.headcount * offered * 0.1 + chance.next()) };
  });
}

/** What became of the postings: nine in ten are told, most within three months. The last weeks' are still open. */
export function closePostings(seed: number, postings: readonly Row<'postings'>[], keyOf: KeyOf, batch: BatchRef): Row<'postingOutcomes'>[] {
  const newId = createIds(createChance(seed, 'posting outcome ids'));
  const lastDay = dayOf(lastReportedYear, 12, 31);
  return postings
    .flatMap(({ id, organisationId, occupationCode, openedOn, headcount }): (Omit<Row<'postingOutcomes'>, 'id'> & { validFrom: Date })[] => {
      const chance = createChance(seed, `posting outcome/${keyed(keyOf, organisationId)}/${occupationCode}/${openedOn}/${headcount}`);
      const [told, kind, days] = [chance.next() < 0.9, chance.next(), chance.integer(10, 95)];
      const at = new Date(Date.parse(`${openedOn}T08:00:00Z`) + days * 86_400_000);
      if (!told || at > lastDay) return [];
      const some = headcount === 1 ? 0 : chance.integer(1, headcount - 1);
      const outcome = kind < 0.62 ? 'filled' : kind < 0.86 && some > 0 ? 'partly' : kind < 0.94 ? 'expired' : 'withdrawn';
      const filled = outcome === 'filled' ? headcount : outcome === 'partly' ? some : 0;
      return [
        {
          ...{ postingId: id, outcome, unit: 'persons', filled, closedOn: at.toISOString().slice(0, 10) },
          ...{ ...batch, reportedBy: organisationId, validFrom: at },
        },
      ];
    })
    .sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime())
    .map((row) => ({ id: newId(row.validFrom), ...row }));
}

/** First-choice and registration rate of every programme, near what the programme usually has. */
export function answerEnrolment(seed: number, { enrolmentReports, programmes }: EnrolmentRows, keyOf: KeyOf): Row<'enrolmentReports'>[] {
  const majorOf = new Map(programmes.map(({ id, majorCode }) => [id, majorCode]));
  const share = (value: number) => Math.round(clamp(value, 0.02, 1) * 1000) / 1000;
  return enrolmentReports.map((row) => {
    if (row.year < firstAsked || row.intake === 0) return row;
    const key = `${keyed(keyOf, row.schoolId)}/${majorOf.get(row.programmeId) ?? ''}`;
    const usual = createChance(seed, `answers/programme/${key}`);
    const [first, registered] = [usual.between(0.25, 0.95), usual.between(0.84, 0.99)];
    const chance = createChance(seed, `answers/programme/${key}/${row.year}`);
    return { ...row, firstChoiceRate: share(first * chance.noise(0.08)), registrationRate: share(registered * chance.noise(0.01)) };
  });
}

/** Teachers, training and facilities that schools report every December, by their students of the year. */
export function staffSchools(
  seed: number,
  schools: readonly Row<'organisations'>[],
  { enrolmentReports, enrolmentGrades }: EnrolmentRows,
  batch: BatchRef,
): Row<'schoolYears'>[] {
  const newId = createIds(createChance(seed, 'school year ids'));
  const schoolOf = new Map(enrolmentReports.map(({ id, schoolId, year }) => [id, `${schoolId}|${year}`]));
  const students = new Map<string, number>();
  for (const { reportId, enrolled } of enrolmentGrades) {
    const key = schoolOf.get(reportId)!;
    students.set(key, (students.get(key) ?? 0) + enrolled);
  }
  return span(firstAsked, lastReportedYear).flatMap((year) => {
    const at = dayOf(year, 12, 22);
    return schools.flatMap(({ id: schoolId, name }): Row<'schoolYears'>[] => {
      const taught = students.get(`${schoolId}|${year}`) ?? 0;
      if (taught === 0) return [];
      const usual = createChance(seed, `school year/${name}`);
      const [perTeacher, dual, outside, training, area] = [usual.between(13, 24), usual.between(0.4, 0.75), usual.between(0.04, 0.25), usual.between(0.2, 2.4), usual.between(3, 9)]; // prettier-ignore
      const chance = createChance(seed, `school year/${name}/${year}`);
      const fullTimeTeachers = Math.max(5, Math.round((taught / perTeacher) * chance.noise(0.03)));
      const professionalTeachers = Math.round(fullTimeTeachers * 0.6);
      return [
        {
          ...{ id: newId(at), schoolId, year, fullTimeTeachers, professionalTeachers },
          teacherPosts: Math.max(1, Math.round(taught / 18)),
          dualQualifiedTeachers: Math.round(professionalTeachers * Math.min(1, dual + 0.03 * (year - firstAsked))),
          partTimeTeachers: Math.round(fullTimeTeachers * outside),
          trainingPersonTimes: Math.round(taught * training * chance.noise(0.1)),
          practiceBaseArea: Math.round(taught * area),
          practicePlaces: Math.round(taught * 0.4 * chance.noise(0.02)),
          equipmentValue: Math.round(taught * 0.9 * chance.noise(0.02)),
          ...{ ...batch, reportedBy: schoolId, validFrom: at },
        },
      ];
    });
  });
}
