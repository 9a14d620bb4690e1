import { createIds } from '../identifiers.ts';
import { createChance } from '../random.ts';
import { firstYear, lastReportedYear, simulatedSource, span } from './assumptions.ts';
import { dayOf } from './rows.ts';
import type { BatchRef, Row } from './rows.ts';
import type { ProgrammeLife } from './supply.ts';

export interface EnrolmentRows {
  readonly programmes: Row<'programmes'>[];
  readonly enrolmentReports: Row<'enrolmentReports'>[];
  readonly enrolmentGrades: Row<'enrolmentGrades'>[];
  readonly seriesBreaks: Row<'seriesBreaks'>[];
}

/** First year without intake of a programme whose school ends, if it does. */
const endOf = ({ school }: ProgrammeLife): number | null => (school.lastIntake === null ? null : school.lastIntake + 1);

/** Programmes and what they report every autumn, as long as they have an intake, students or graduates to report. */
export function enrol(seed: number, lives: readonly ProgrammeLife[], schoolIds: ReadonlyMap<string, string>, batch: BatchRef): EnrolmentRows {
  const newProgrammeId = createIds(createChance(seed, 'programme ids'));
  const newReportId = createIds(createChance(seed, 'report ids'));
  const newBreakId = createIds(createChance(seed, 'programme break ids'));
  const programmes = lives.map((life): Row<'programmes'> => ({
    id: newProgrammeId(dayOf(life.school.firstIntake ?? firstYear, 1, 1)),
    schoolId: schoolIds.get(life.school.name)!,
    majorCode: life.majorCode,
    lengthYears: life.school.lengthYears,
    openedYear: life.school.firstIntake,
    closedYear: endOf(life),
    simulated: true,
    source: simulatedSource,
  }));
  const enrolmentReports: Row<'enrolmentReports'>[] = [];
  const enrolmentGrades: Row<'enrolmentGrades'>[] = [];
  for (const year of span(firstYear, lastReportedYear)) {
    const at = dayOf(year, 10, 15);
    lives.forEach((life, i) => {
      if (year < (life.school.firstIntake ?? firstYear)) return;
      const { id: programmeId, schoolId } = programmes[i]!;
      const id = newReportId(at);
      const plan = life.plan.get(year)!;
      enrolmentReports.push({
        id,
        programmeId,
        schoolId,
        year,
        unit: 'persons',
        plan,
        intake: life.intake.get(year)!,
        graduates: life.graduates.get(year)!,
        ...batch,
        reportedBy: schoolId,
        validFrom: at,
      });
      life.enrolled.get(year)!.forEach((enrolled, grade) => enrolmentGrades.push({ reportId: id, grade: grade + 1, nature: 'stock', enrolled }));
    });
  }
  const seriesBreaks = lives.flatMap((life, i): Row<'seriesBreaks'>[] => {
    const year = life.school.firstIntake ?? endOf(life);
    if (year === null) return [];
    const reason = life.school.firstIntake === null ? '学校退出，停止招生' : '新建学校首次招生';
    return [{ id: newBreakId(dayOf(year, 9, 1)), side: 'programme', subject: programmes[i]!.id, year, reason, simulated: true, source: simulatedSource }];
  });
  return { programmes, enrolmentReports, enrolmentGrades, seriesBreaks };
}
