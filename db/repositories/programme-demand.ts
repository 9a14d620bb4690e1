import { and, asc, between, eq, exists, gt, inArray, isNull, notExists, or, sql, type Column } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { isNewestOutcome } from './posting-outcomes.ts';

export interface DemandScope {
  readonly regionCode: string;
  /** Codes that a major is linked to: a 小类 (three parts) stands for every 职业 below it. */
  readonly linked: readonly string[];
  readonly majorCode: string;
  readonly from: number;
  readonly to: number;
}

/** Which enterprises have posts that a major leads to, by their newest declarations and open postings. */
export function createProgrammeDemandRepository(db: Database) {
  const { programmes, organisations, majors, occupations, declarations, declarationMajors, postings, postingOutcomes: outcomes } = db.schema;
  const q = db.query;

  const isLinked = (code: Column, { linked }: DemandScope) => or(inArray(code, [...linked]), inArray(sql`substr(${code}, 1, 7)`, [...linked]));
  /** Of each enterprise and occupation the newest declaration of the years. */
  const standing = (scope: DemandScope) => {
    const newer = alias(declarations, 'newer');
    const same = and(eq(newer.organisationId, declarations.organisationId), eq(newer.occupationCode, declarations.occupationCode));
    const later = or(gt(newer.year, declarations.year), and(eq(newer.year, declarations.year), gt(newer.id, declarations.id)));
    return q
      .select({
        ...{ organisationId: declarations.organisationId, occupation: declarations.occupationCode, headcount: declarations.headcount },
        ...{ plannedHires: declarations.plannedHires, newGraduates: declarations.openToNewGraduates, internships: declarations.internships },
        naming: sql<number>`case when ${exists(
          q
            .select({ one: sql`1` })
            .from(declarationMajors)
            .where(and(eq(declarationMajors.declarationId, declarations.id), eq(declarationMajors.majorCode, scope.majorCode))),
        )} then 1 else 0 end`.as('naming'),
        simulated: sql<number>`case when ${declarations.simulated} then 1 else 0 end`.as('is_simulated'),
      })
      .from(declarations)
      .innerJoin(organisations, and(eq(organisations.id, declarations.organisationId), eq(organisations.regionCode, scope.regionCode)))
      .where(
        and(
          between(declarations.year, scope.from, scope.to),
          isLinked(declarations.occupationCode, scope),
          notExists(
            q
              .select({ one: sql`1` })
              .from(newer)
              .where(and(same, later, between(newer.year, scope.from, scope.to))),
          ),
        ),
      )
      .as('standing');
  };
  const open = (scope: DemandScope) =>
    q
      .select({ id: postings.id, organisationId: postings.organisationId, occupation: postings.occupationCode })
      .from(postings)
      .innerJoin(organisations, and(eq(organisations.id, postings.organisationId), eq(organisations.regionCode, scope.regionCode)))
      .leftJoin(outcomes, and(eq(outcomes.postingId, postings.id), isNewestOutcome(db)))
      .where(and(isNull(outcomes.id), between(postings.year, scope.from, scope.to), isLinked(postings.occupationCode, scope)))
      .as('open_postings');
  const sum = (column: unknown) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);

  return {
    async findProgramme(id: string) {
      const [row] = await q
        .select({ programme: programmes, schoolName: organisations.name, regionCode: organisations.regionCode, majorName: majors.name, level: majors.level })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(eq(programmes.id, id));
      return row;
    },
    async byOccupation(scope: DemandScope) {
      const row = standing(scope);
      return q
        .select({
          ...{ code: row.occupation, name: occupations.name },
          enterprises: sql`count(distinct ${row.organisationId})`.mapWith(Number),
          ...{
            employees: sum(row.headcount),
            plannedHires: sum(row.plannedHires),
            openToNewGraduates: sum(row.newGraduates),
            internships: sum(row.internships),
          },
          simulated: sql`max(${row.simulated})`.mapWith(Boolean),
        })
        .from(row)
        .innerJoin(occupations, eq(occupations.code, row.occupation))
        .groupBy(row.occupation, occupations.name)
        .orderBy(asc(row.occupation));
    },
    /** Enterprises behind the declarations, with the occupations they have. */
    async byEnterprise(scope: DemandScope) {
      const row = standing(scope);
      return q
        .select({
          ...{ organisationId: row.organisationId, organisationName: organisations.name },
          ...{ employees: sum(row.headcount), plannedHires: sum(row.plannedHires), naming: sql`max(${row.naming})`.mapWith(Boolean) },
        })
        .from(row)
        .innerJoin(organisations, eq(organisations.id, row.organisationId))
        .groupBy(row.organisationId, organisations.name)
        .orderBy(asc(row.organisationId));
    },
    /** Which enterprise has which occupation, declared. */
    async pairs(scope: DemandScope) {
      const row = standing(scope);
      return q.select({ organisationId: row.organisationId, occupation: row.occupation }).from(row).orderBy(asc(row.organisationId), asc(row.occupation));
    },
    async openPostings(scope: DemandScope) {
      const row = open(scope);
      return q
        .select({
          ...{ organisationId: row.organisationId, organisationName: organisations.name, occupation: row.occupation },
          n: sql`count(*)`.mapWith(Number),
        })
        .from(row)
        .innerJoin(organisations, eq(organisations.id, row.organisationId))
        .groupBy(row.organisationId, organisations.name, row.occupation)
        .orderBy(asc(row.organisationId), asc(row.occupation));
    },
  };
}
