import { and, asc, count, eq, gt, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { newestSchoolYear } from './school-years.ts';

/** Reports that only published rules look at, up to t0. Of several reports of the same thing the newest id counts; rows stand in natural order. */
export function createRuleInputs(db: Database) {
  const { enrolmentReports, schoolYears, declarations, organisations, programmes, adjustments } = db.schema;
  const q = db.query;
  return {
    async rates(regionCode: string, t0: number) {
      const newer = alias(enrolmentReports, 'newer');
      const same = and(eq(newer.programmeId, enrolmentReports.programmeId), eq(newer.year, enrolmentReports.year), gt(newer.id, enrolmentReports.id));
      const { programmeId: programme, year, firstChoiceRate, registrationRate } = enrolmentReports;
      return q
        .select({ programme, year, firstChoiceRate, registrationRate })
        .from(enrolmentReports)
        .innerJoin(programmes, eq(programmes.id, programme))
        .innerJoin(organisations, and(eq(organisations.id, programmes.schoolId), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            lte(year, t0),
            or(isNotNull(firstChoiceRate), isNotNull(registrationRate)),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(same),
            ),
          ),
        )
        .orderBy(asc(programmes.majorCode), asc(organisations.name), asc(year));
    },
    async staff(regionCode: string, t0: number) {
      const { schoolId: school, year, fullTimeTeachers: fullTime, teacherPosts: posts, partTimeTeachers: partTime } = schoolYears;
      return q
        .select({ school, year, fullTime, posts, partTime })
        .from(schoolYears)
        .innerJoin(organisations, and(eq(organisations.id, school), eq(organisations.regionCode, regionCode)))
        .where(and(lte(year, t0), newestSchoolYear(db)))
        .orderBy(asc(organisations.name), asc(year));
    },
    /** Enterprises and years with at least one declaration that tells posts for interns; employees are those of all its declarations of the year. */
    async internships(regionCode: string, t0: number) {
      const newer = alias(declarations, 'newer');
      const { organisationId: enterprise, year } = declarations;
      const same = and(
        eq(newer.organisationId, enterprise),
        eq(newer.occupationCode, declarations.occupationCode),
        eq(newer.year, year),
        gt(newer.id, declarations.id),
      );
      return q
        .select({
          enterprise,
          name: organisations.name,
          sizeClass: sql`coalesce(${organisations.sizeClass}, '')`.mapWith(String),
          year,
          posts: sql`sum(${declarations.internships})`.mapWith(Number),
          employees: sql`sum(${declarations.headcount})`.mapWith(Number),
        })
        .from(declarations)
        .innerJoin(organisations, and(eq(organisations.id, enterprise), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            lte(year, t0),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(same),
            ),
          ),
        )
        .groupBy(enterprise, organisations.name, organisations.sizeClass, year)
        .having(isNotNull(sql`sum(${declarations.internships})`))
        .orderBy(asc(organisations.name), asc(year));
    },
    /** Lines of the ledger that stand; `simulated` where one of them is. */
    async ledger(regionCode: string, t0: number) {
      const answer = alias(adjustments, 'answer');
      const { year, schoolId: school, majorCode: major, level, change } = adjustments;
      const unanswered = notExists(
        q
          .select({ one: sql`1` })
          .from(answer)
          .where(eq(answer.takesBackId, adjustments.id)),
      );
      return q
        .select({
          year,
          school,
          major,
          level,
          change,
          lines: count(),
          simulated: sql`max(case when ${adjustments.simulated} then 1 else 0 end)`.mapWith(Boolean),
        })
        .from(adjustments)
        .innerJoin(organisations, eq(organisations.id, school))
        .where(and(eq(adjustments.regionCode, regionCode), lte(year, t0), isNull(adjustments.takesBackId), unanswered))
        .groupBy(year, major, organisations.name, school, level, change)
        .orderBy(asc(year), asc(major), asc(organisations.name), asc(change));
    },
  };
}
