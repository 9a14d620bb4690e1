import { and, asc, eq } from 'drizzle-orm';
import type { ReportLine } from '../../schemas/filing-checks.ts';
import { filingFields, type FilingKind } from '../../schemas/filing-fields.ts';
import type { Json } from '../schema/runs.ts';
import type { Database } from '../database.ts';
import { createReportDetailRepository } from './report-details.ts';
import { createReportRepository } from './reports.ts';

export interface StandingLine extends ReportLine {
  readonly name: string;
  readonly values: Readonly<Record<string, Json>>;
  readonly simulated: boolean;
}

/** What an organisation has reported for a year, as it stands: of several reports of the same thing the newest id. */
export function createStandingFactRepository(db: Database) {
  const { declarations, enrolmentReports, occupations, programmes, majors } = db.schema;
  const reports = createReportRepository(db);
  const details = createReportDetailRepository(db);

  async function declared(organisationId: string, year: number): Promise<StandingLine[]> {
    const rows = await db.query
      .select({ row: declarations, name: occupations.name })
      .from(declarations)
      .innerJoin(occupations, eq(occupations.code, declarations.occupationCode))
      .where(and(eq(declarations.organisationId, organisationId), eq(declarations.year, year)))
      .orderBy(asc(declarations.id));
    const newest = [...new Map(rows.map((one) => [one.row.occupationCode, one])).values()];
    const ids = newest.map(({ row }) => row.id);
    const parts = await details.partsOf(ids);
    const competences = await details.competencesOfDeclarations(ids);
    return newest.map(({ row, name }) => ({
      ...{ key: row.occupationCode, name, simulated: row.simulated },
      values: told('demand', { ...row, education: parts(row.id, 'education'), grades: parts(row.id, 'grade'), competences: competences.get(row.id) ?? null }),
    }));
  }
  async function enrolled(schoolId: string, year: number): Promise<StandingLine[]> {
    const rows = await db.query
      .select({ row: enrolmentReports, key: majors.code, name: majors.name })
      .from(enrolmentReports)
      .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
      .innerJoin(majors, eq(majors.code, programmes.majorCode))
      .where(and(eq(enrolmentReports.schoolId, schoolId), eq(enrolmentReports.year, year)))
      .orderBy(asc(enrolmentReports.id));
    const newest = [...new Map(rows.map((one) => [one.key, one])).values()];
    const grades = await reports.gradesOf(newest.map(({ row }) => row.id));
    return newest.map(({ row, key, name }) => ({
      key,
      name,
      simulated: row.simulated,
      values: told('enrolment', { ...row, enrolled: grades.get(row.id) ?? [] }),
    }));
  }
  return {
    /** By key. */
    async lines(kind: FilingKind, organisationId: string, year: number): Promise<StandingLine[]> {
      const found = await (kind === 'demand' ? declared(organisationId, year) : enrolled(organisationId, year));
      return found.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}

/** The fields of a line that a report has a word on. */
function told(kind: FilingKind, row: Readonly<Record<string, unknown>>): Record<string, Json> {
  const entries = filingFields[kind].map(({ name }) => [name, row[name] as Json | undefined] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null));
}
