import { and, asc, between, eq, gt, gte, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

/** Sums may come as text; null stays null before it gets here. */
const wholeOrNull = (value: unknown): number | null => Number(value);

/** Programmes of majors, what a run says of them, and competences asked and taught: what is put together for one occupation. */
export function createSupplierRepository(db: Database) {
  const { programmes, organisations, regions, chains, majors, occupations, enrolmentReports, enrolmentGrades, runSeries, runForecasts, runSurvival, flags } =
    db.schema;
  const { declarations, declarationCompetences, postings, postingCompetences, programmeCompetences, competences } = db.schema;
  const q = db.query;
  return {
    async findOccupation(code: string) {
      const [row] = await q.select().from(occupations).where(eq(occupations.code, code));
      return row;
    },
    /** Programmes that are open in a year, with their school. */
    async programmesOf(majorCodes: readonly string[], year: number) {
      if (majorCodes.length === 0) return [];
      return q
        .select({
          programme: programmes,
          schoolName: organisations.name,
          regionCode: organisations.regionCode,
          regionName: regions.name,
          majorName: majors.name,
          level: majors.level,
        })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .innerJoin(regions, eq(regions.code, organisations.regionCode))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(and(inArray(programmes.majorCode, [...majorCodes]), or(isNull(programmes.closedYear), gte(programmes.closedYear, year))))
        .orderBy(asc(programmes.majorCode), asc(organisations.name));
    },
    /** Graduates and students of a year by programme; of several reports the newest id counts. */
    async reportedOf(majorCodes: readonly string[], year: number) {
      if (majorCodes.length === 0) return [];
      const report = alias(enrolmentReports, 'report');
      const newer = alias(enrolmentReports, 'newer');
      const same = and(eq(newer.programmeId, report.programmeId), eq(newer.year, report.year), gt(newer.id, report.id));
      return q
        .select({
          programmeId: report.programmeId,
          graduates: report.graduates,
          enrolled: sql`sum(${enrolmentGrades.enrolled})`.mapWith(wholeOrNull),
        })
        .from(report)
        .innerJoin(programmes, and(eq(programmes.id, report.programmeId), inArray(programmes.majorCode, [...majorCodes])))
        .leftJoin(enrolmentGrades, eq(enrolmentGrades.reportId, report.id))
        .where(
          and(
            eq(report.year, year),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(same),
            ),
          ),
        )
        .groupBy(report.id, report.programmeId, report.graduates);
    },
    /** Series of a run by code, with their forecasts: supply by major, intake by programme. */
    async seriesOf(runId: string, side: 'supply' | 'intake', codes: readonly string[]) {
      if (codes.length === 0) return [];
      const wanted = and(eq(runSeries.runId, runId), eq(runSeries.side, side), inArray(runSeries.code, [...codes]));
      const series = await q
        .select({ id: runSeries.id, code: runSeries.code, firstYear: runSeries.firstYear, history: runSeries.history })
        .from(runSeries)
        .where(wanted)
        .orderBy(asc(runSeries.code));
      const { year, mean, lo80, hi80 } = runForecasts;
      const forecasts = await q
        .select({ id: runForecasts.seriesId, year, mean, lo80, hi80 })
        .from(runForecasts)
        .innerJoin(runSeries, and(eq(runSeries.id, runForecasts.seriesId), wanted))
        .orderBy(asc(year));
      const of = Map.groupBy(forecasts, ({ id }) => id);
      return series.map((row) => ({ ...row, forecast: of.get(row.id) ?? [] }));
    },
    /** Share of first-year students who come to work in the city, by programme. */
    async sharesOf(runId: string, programmeIds: readonly string[]) {
      if (programmeIds.length === 0) return new Map<string, { survival: number; basis: number }>();
      const rows = await q
        .select({ id: runSurvival.programmeId, survival: runSurvival.survival, basis: runSurvival.basis })
        .from(runSurvival)
        .where(and(eq(runSurvival.runId, runId), inArray(runSurvival.programmeId, [...programmeIds])));
      return new Map(rows.map(({ id, survival, basis }) => [id, { survival, basis }]));
    },
    /** Weight of the occupation in the demand of each major, where it is among its largest. */
    async weightsOf(runId: string, majorCodes: readonly string[], occupationCode: string) {
      if (majorCodes.length === 0) return new Map<string, number>();
      const rows = await q
        .select({ major: flags.majorCode, evidence: flags.evidence })
        .from(flags)
        .where(and(eq(flags.runId, runId), inArray(flags.majorCode, [...majorCodes])));
      const weights = new Map<string, number>();
      for (const { major, evidence } of rows) {
        const found = evidence.occupations.find(({ code }) => code === occupationCode);
        if (found) weights.set(major, found.weight);
      }
      return weights;
    },
    /** Competences that posts of occupations ask for in the years, with the enterprises that do. */
    async askedFor(occupationCodes: readonly string[], from: number, to: number, organisationId: string | null) {
      if (occupationCodes.length === 0) return [];
      const codes = [...occupationCodes];
      const declared = q
        .select({ occupation: declarations.occupationCode, competence: declarationCompetences.competenceCode, organisation: declarations.organisationId })
        .from(declarationCompetences)
        .innerJoin(declarations, eq(declarations.id, declarationCompetences.declarationId))
        .where(and(inArray(declarations.occupationCode, codes), between(declarations.year, from, to)));
      const posted = q
        .select({ occupation: postings.occupationCode, competence: postingCompetences.competenceCode, organisation: postings.organisationId })
        .from(postingCompetences)
        .innerJoin(postings, eq(postings.id, postingCompetences.postingId))
        .where(and(inArray(postings.occupationCode, codes), between(postings.year, from, to)));
      const asked = declared.union(posted).as('asked');
      return q
        .select({
          ...{ occupation: asked.occupation, code: competences.code, name: competences.name },
          enterprises: sql`count(distinct ${asked.organisation})`.mapWith(Number),
          own: sql`max(case when ${asked.organisation} = ${organisationId ?? ''} then 1 else 0 end)`.mapWith(Boolean),
        })
        .from(asked)
        .innerJoin(competences, eq(competences.code, asked.competence))
        .groupBy(asked.occupation, competences.code, competences.name)
        .orderBy(asc(asked.occupation), asc(competences.code));
    },
    /** Chains whose enterprises declared the occupation in the years, with how many did. */
    async chainsOf(occupationCode: string, from: number, to: number) {
      const enterprises = sql<number>`count(distinct ${declarations.organisationId})`.mapWith(Number);
      return q
        .select({ id: chains.id, name: chains.name, enterprises })
        .from(declarations)
        .innerJoin(organisations, eq(organisations.id, declarations.organisationId))
        .innerJoin(chains, eq(chains.id, organisations.chainId))
        .where(and(eq(declarations.occupationCode, occupationCode), between(declarations.year, from, to)))
        .groupBy(chains.id, chains.name)
        .orderBy(asc(chains.id));
    },
    /** What each programme of the majors teaches. */
    async taughtBy(majorCodes: readonly string[]) {
      if (majorCodes.length === 0) return new Map<string, Set<string>>();
      const rows = await q
        .select({ programme: programmeCompetences.programmeId, code: programmeCompetences.competenceCode })
        .from(programmeCompetences)
        .innerJoin(programmes, and(eq(programmes.id, programmeCompetences.programmeId), inArray(programmes.majorCode, [...majorCodes])));
      return new Map([...Map.groupBy(rows, ({ programme }) => programme)].map(([id, some]) => [id, new Set(some.map(({ code }) => code))]));
    },
  };
}
