import type { Dialect } from '../dialects/postgres.ts';
import { factColumns } from './columns.ts';
import type { OrganisationTables } from './organisations.ts';

/** Yearly report of a school as a whole. Added, never overwritten: of several reports of a school and year the newest id counts; null was not told. */
export function defineSchoolYears(dialect: Dialect, { organisations }: OrganisationTables) {
  const { table, text, integer, float, index } = dialect;
  const schoolYears = table(
    'school_years',
    {
      id: text('id').primaryKey(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      year: integer('year').notNull(),
      /** Persons at the end of the year (stocks). */
      fullTimeTeachers: integer('full_time_teachers').notNull(),
      /** Full-time teachers the school is to have. */
      teacherPosts: integer('teacher_posts'),
      /** Of fullTimeTeachers. */
      professionalTeachers: integer('professional_teachers'),
      /** Of professionalTeachers. */
      dualQualifiedTeachers: integer('dual_qualified_teachers'),
      partTimeTeachers: integer('part_time_teachers'),
      /** A flow of the year: a person trained twice counts twice. */
      trainingPersonTimes: integer('training_person_times'),
      /** m² */
      practiceBaseArea: float('practice_base_area'),
      practicePlaces: integer('practice_places'),
      /** Teaching equipment, 10,000 yuan. */
      equipmentValue: float('equipment_value'),
      ...factColumns(dialect),
    },
    (t) => [index('school_years_key_idx').on(t.schoolId, t.year, t.id), index('school_years_year_idx').on(t.year, t.id)],
  );
  return { schoolYears };
}
