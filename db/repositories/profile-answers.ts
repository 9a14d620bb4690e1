import { and, asc, between, count, countDistinct, eq, gt, inArray, isNotNull, lte, notExists, sql, type SQL } from 'drizzle-orm';
import type { partAspects } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

/** What figures are summed by: single occupations, groups of three parts of the code, segments, or the whole chain. */
export type ProfileUnit = 'occupation' | 'group' | 'segment' | 'chain';
export interface ProfileScope {
  readonly chainId: string;
  /** First and last year whose reports count. */
  readonly from: number;
  readonly to: number;
}

/** What the enterprises of a chain tell of their employees and ask of applicants, summed by the database per segment and unit. */
export function createProfileAnswerRepository(db: Database) {
  const { declarations, declarationParts, declarationCompetences, postings, postingCompetences, organisations } = db.schema;
  const { chainOccupations, chainSegments, chainMajors, programmes, programmeCompetences, competences } = db.schema;
  const q = db.query;
  const ofChain = (chainId: string, organisationId: typeof declarations.organisationId | typeof postings.organisationId) =>
    and(eq(organisations.id, organisationId), eq(organisations.chainId, chainId));

  /** Of each enterprise and occupation the newest report of the years that answers: reports without the answer say nothing. */
  const answering = ({ chainId, from, to }: ProfileScope, answers: SQL) => {
    const report = alias(declarations, 'report');
    const newer = alias(declarations, 'newer');
    const sameYear = and(eq(newer.occupationCode, report.occupationCode), eq(newer.organisationId, report.organisationId), eq(newer.year, report.year));
    const ranked = q
      .select({
        ...{ id: report.id, occupation: report.occupationCode, organisation: report.organisationId, headcount: report.headcount, simulated: report.simulated },
        rank: sql<number>`row_number() over (partition by ${report.occupationCode}, ${report.organisationId} order by ${report.year} desc)`.as('rank_of_year'),
      })
      .from(report)
      .innerJoin(organisations, ofChain(chainId, report.organisationId))
      .where(
        and(
          between(report.year, from, to),
          notExists(
            q
              .select({ one: sql`1` })
              .from(newer)
              .where(and(sameYear, gt(newer.id, report.id))),
          ),
          sql`exists (${answers} and told.declaration_id = ${report.id})`,
        ),
      )
      .as('ranked');
    return q.select().from(ranked).where(eq(ranked.rank, 1)).as('answering');
  };
  /** Postings of the years; the same enterprise, occupation and day counts once. */
  const vacancies = ({ chainId, from, to }: ProfileScope) => {
    const posting = alias(postings, 'posting');
    const newer = alias(postings, 'newer');
    const same = and(eq(newer.occupationCode, posting.occupationCode), eq(newer.organisationId, posting.organisationId), eq(newer.openedOn, posting.openedOn));
    const { id, occupationCode: occupation, organisationId: organisation, headcount, experienceYears: experience, level, simulated } = posting;
    return q
      .select({ id, occupation, organisation, headcount, experience, level, simulated })
      .from(posting)
      .innerJoin(organisations, ofChain(chainId, posting.organisationId))
      .where(
        and(
          between(posting.year, from, to),
          notExists(
            q
              .select({ one: sql`1` })
              .from(newer)
              .where(and(same, gt(newer.id, posting.id))),
          ),
        ),
      )
      .as('vacancies');
  };
  const position = sql<string>`coalesce(${chainSegments.position}, 'unassigned')`;
  const codeOf: Record<ProfileUnit, (occupation: SQL) => SQL<string>> = {
    occupation: (occupation) => sql<string>`${occupation}`,
    group: (occupation) => sql<string>`substr(${occupation}, 1, 7)`,
    segment: () => sql<string>`''`,
    chain: () => sql<string>`''`,
  };
  /** The columns a unit is told by: the whole chain has no segment. */
  const unitOf = (unit: ProfileUnit, occupation: SQL) => ({ segment: unit === 'chain' ? sql<string>`''` : position, code: codeOf[unit](occupation) });
  const group = (unit: ProfileUnit, occupation: SQL) => [
    ...(unit === 'chain' ? [] : [position]),
    ...(unit === 'occupation' || unit === 'group' ? [codeOf[unit](occupation)] : []),
  ];
  const placed = (chainId: string, occupation: SQL) => and(eq(chainOccupations.chainId, chainId), sql`${chainOccupations.occupationCode} = ${occupation}`);
  const inSegment = eq(chainSegments.id, chainOccupations.segmentId);
  const sumOf = (column: SQL) => sql`coalesce(sum(${column}), 0)`.mapWith(Number);
  const anyOf = (flag: SQL) => sql`max(case when ${flag} then 1 else 0 end)`.mapWith(Boolean);

  return {
    /** Who answered, with all their employees of the occupations answered for. */
    async answers(scope: ProfileScope, aspect: (typeof partAspects)[number], unit: ProfileUnit) {
      const row = answering(scope, sql`select 1 from ${declarationParts} told where told.aspect = ${aspect}`);
      const occupation = sql`${row.occupation}`;
      return q
        .select({
          ...unitOf(unit, occupation),
          enterprises: countDistinct(row.organisation),
          headcount: sumOf(sql`${row.headcount}`),
          simulated: anyOf(sql`${row.simulated}`),
        })
        .from(row)
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation));
    },
    /** Employees by education level or grade, of those who answered. */
    async parts(scope: ProfileScope, aspect: (typeof partAspects)[number], unit: ProfileUnit) {
      const row = answering(scope, sql`select 1 from ${declarationParts} told where told.aspect = ${aspect}`);
      const occupation = sql`${row.occupation}`;
      return q
        .select({ ...unitOf(unit, occupation), part: declarationParts.part, persons: sumOf(sql`${declarationParts.persons}`) })
        .from(row)
        .innerJoin(declarationParts, and(eq(declarationParts.declarationId, row.id), eq(declarationParts.aspect, aspect)))
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation), declarationParts.part);
    },
    /** Persons wanted (a flow), with the enterprises behind them. */
    async posted(scope: ProfileScope, unit: ProfileUnit) {
      const row = vacancies(scope);
      const occupation = sql`${row.occupation}`;
      return q
        .select({
          ...unitOf(unit, occupation),
          enterprises: countDistinct(row.organisation),
          postings: count(),
          persons: sumOf(sql`${row.headcount}`),
          simulated: anyOf(sql`${row.simulated}`),
        })
        .from(row)
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation));
    },
    /** Persons wanted by the level asked for, '' where none is named. */
    async postedByLevel(scope: ProfileScope, unit: ProfileUnit) {
      const row = vacancies(scope);
      const occupation = sql`${row.occupation}`;
      return q
        .select({ ...unitOf(unit, occupation), level: sql<string>`coalesce(${row.level}, '')`, persons: sumOf(sql`${row.headcount}`) })
        .from(row)
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation), row.level);
    },
    /** Persons wanted by years of experience, of postings that name them. */
    async postedByExperience(scope: ProfileScope, unit: ProfileUnit) {
      const row = vacancies(scope);
      const occupation = sql`${row.occupation}`;
      const years = row.experience;
      const band = sql<string>`case when ${years} <= 1 then 'entry' when ${years} <= 3 then 'two_three' when ${years} <= 5 then 'four_five' else 'over_five' end`;
      return q
        .select({ ...unitOf(unit, occupation), band, postings: count(), persons: sumOf(sql`${row.headcount}`) })
        .from(row)
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .where(isNotNull(years))
        .groupBy(...group(unit, occupation), band);
    },
    /** Employees (a stock) in the occupations whose enterprises ask for each competence. */
    async askedOfStaff(scope: ProfileScope, unit: 'segment' | 'chain') {
      const row = answering(scope, sql`select 1 from ${declarationCompetences} told where 1 = 1`);
      const occupation = sql`${row.occupation}`;
      return q
        .select({
          ...unitOf(unit, occupation),
          competence: declarationCompetences.competenceCode,
          enterprises: countDistinct(row.organisation),
          occupations: countDistinct(row.occupation),
          persons: sumOf(sql`${row.headcount}`),
          simulated: anyOf(sql`${row.simulated}`),
        })
        .from(row)
        .innerJoin(declarationCompetences, eq(declarationCompetences.declarationId, row.id))
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation), declarationCompetences.competenceCode);
    },
    /** Persons wanted (a flow) by postings that ask for each competence. */
    async askedOfApplicants(scope: ProfileScope, unit: 'segment' | 'chain') {
      const row = vacancies(scope);
      const occupation = sql`${row.occupation}`;
      return q
        .select({
          ...unitOf(unit, occupation),
          competence: postingCompetences.competenceCode,
          enterprises: countDistinct(row.organisation),
          persons: sumOf(sql`${row.headcount}`),
          simulated: anyOf(sql`${row.simulated}`),
        })
        .from(row)
        .innerJoin(postingCompetences, eq(postingCompetences.postingId, row.id))
        .leftJoin(chainOccupations, placed(scope.chainId, occupation))
        .leftJoin(chainSegments, inSegment)
        .groupBy(...group(unit, occupation), postingCompetences.competenceCode);
    },
    /** Open programmes and schools that teach each competence, those of the chain's majors and all others. */
    async taught(chainId: string, regionCode: string, year: number) {
      const named = and(eq(chainMajors.chainId, chainId), eq(chainMajors.majorCode, programmes.majorCode));
      const own = sql`case when ${chainMajors.majorCode} is null then 0 else 1 end`;
      const open = sql`(${programmes.closedYear} is null or ${programmes.closedYear} > ${year})`;
      const city = and(eq(organisations.id, programmes.schoolId), eq(organisations.regionCode, regionCode));
      const byCompetence = await q
        .select({
          competence: programmeCompetences.competenceCode,
          own: own.mapWith(Boolean),
          programmes: count(),
          schools: countDistinct(programmes.schoolId),
          simulated: anyOf(sql`${programmeCompetences.simulated}`),
        })
        .from(programmeCompetences)
        .innerJoin(programmes, eq(programmes.id, programmeCompetences.programmeId))
        .innerJoin(organisations, city)
        .leftJoin(chainMajors, named)
        .where(open)
        .groupBy(programmeCompetences.competenceCode, own);
      const answered = q.selectDistinct({ id: programmeCompetences.programmeId }).from(programmeCompetences);
      const [chainProgrammes] = await q
        .select({ all: count(), answering: sumOf(sql`case when ${inArray(programmes.id, answered)} then 1 else 0 end`) })
        .from(programmes)
        .innerJoin(organisations, city)
        .innerJoin(chainMajors, named)
        .where(open);
      return { byCompetence, programmes: chainProgrammes ?? { all: 0, answering: 0 } };
    },
    async competences() {
      return q.select().from(competences).orderBy(asc(competences.code));
    },
    /** Years with declarations of the chain's enterprises. */
    async reportedYears(chainId: string, until: number) {
      const rows = await q
        .selectDistinct({ year: declarations.year })
        .from(declarations)
        .innerJoin(organisations, ofChain(chainId, declarations.organisationId))
        .where(lte(declarations.year, until))
        .orderBy(asc(declarations.year));
      return rows.map((row) => row.year);
    },
  };
}
