import { and, asc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { newestWords } from './outlook.ts';

/** A project commissioned as many years before t0, or more, has hired all it will. */
const yearsHiring = 2;

/** Reads what a run as of t0 takes in of projects and inflow: the newest word on each. */
export function createOutlookInputs(db: Database) {
  const { projects, inflows, declarations, organisations } = db.schema;
  const q = db.query;
  return {
    /**
     * Projects that still hire after t0, each with the newest employees of the occupation that its enterprise reported for t0 or the `carriedYears` before.
     *
     * @param knownBefore words given later are not known yet; undefined: all are
     */
    async projects(regionCode: string, t0: number, carriedYears: number, knownBefore: Date | undefined) {
      const rows = await q
        .select({
          enterpriseId: projects.organisationId,
          enterprise: organisations.name,
          name: projects.name,
          occupation: projects.occupationCode,
          chain: sql`coalesce(${organisations.chainId}, '')`.mapWith(String),
          commissioningYear: projects.commissioningYear,
          plannedHeadcount: projects.plannedHeadcount,
          simulated: projects.simulated,
        })
        .from(projects)
        .innerJoin(organisations, and(eq(organisations.id, projects.organisationId), eq(organisations.regionCode, regionCode)))
        .where(and(gt(projects.plannedHeadcount, 0), gt(projects.commissioningYear, t0 - yearsHiring), newestWords(db, knownBefore).project));
      const reports = await q
        .selectDistinct({
          organisationId: declarations.organisationId,
          occupation: declarations.occupationCode,
          year: declarations.year,
          headcount: declarations.headcount,
          id: declarations.id,
        })
        .from(declarations)
        .innerJoin(projects, and(eq(projects.organisationId, declarations.organisationId), eq(projects.occupationCode, declarations.occupationCode)))
        .where(and(gte(declarations.year, t0 - carriedYears), lte(declarations.year, t0)))
        .orderBy(asc(declarations.year), asc(declarations.id));
      // the last in this order is the newest word of the newest year
      const stocks = new Map(reports.map((row) => [`${row.organisationId}|${row.occupation}`, { year: row.year, headcount: row.headcount }]));
      return rows
        .map((row) => ({
          key: [row.enterprise, row.enterpriseId, row.name, row.occupation].join('|'),
          row: { ...row, stock: stocks.get(`${row.enterpriseId}|${row.occupation}`) ?? null },
        }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ row }) => row);
    },
    /** Inflow by major and graduation year, past years included: what was declared for them came. */
    async inflows(regionCode: string, knownBefore: Date | undefined) {
      return q
        .select({ major: inflows.majorCode, year: inflows.year, persons: inflows.persons, simulated: inflows.simulated })
        .from(inflows)
        .where(and(eq(inflows.regionCode, regionCode), gt(inflows.persons, 0), newestWords(db, knownBefore).inflow))
        .orderBy(asc(inflows.majorCode), asc(inflows.year));
    },
  };
}
