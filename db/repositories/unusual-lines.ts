import { and, asc, eq, gt, inArray, notExists, sql } from 'drizzle-orm';
import type { ReportLine } from '../../schemas/filing-checks.ts';
import type { FilingKind } from '../../schemas/filing-fields.ts';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

type Values = ReportLine['values'];
export interface NamedLine extends ReportLine {
  readonly organisationId: string;
  readonly name: string;
}

/** Lines of all filings of a year, and what their organisations reported the year before: three queries, however many filings there are. */
export function createUnusualLineRepository(db: Database) {
  const { filings, filingLines, organisations, declarations, enrolmentReports, enrolmentGrades, occupations, programmes, majors } = db.schema;
  const q = db.query;
  const none = q.select({ one: sql`1` });
  const filed = ['submitted', 'accepted', 'locked'] as const;

  return {
    /** Filings that count, oldest first, and their lines by filing. */
    async filed(kind: FilingKind, year: number) {
      const counts = and(eq(filings.kind, kind), eq(filings.year, year), inArray(filings.state, [...filed]));
      const rows = await q
        .select({ row: filings, organisationName: organisations.name })
        .from(filings)
        .innerJoin(organisations, eq(organisations.id, filings.organisationId))
        .where(counts)
        .orderBy(asc(filings.id));
      const lines = await q
        .select({ filingId: filingLines.filingId, key: filingLines.key, values: filingLines.payload, occupation: occupations.name })
        .from(filingLines)
        .innerJoin(filings, eq(filings.id, filingLines.filingId))
        .leftJoin(occupations, eq(occupations.code, filingLines.key))
        .where(counts)
        .orderBy(asc(filingLines.filingId), asc(filingLines.key));
      return { rows, lines: lines.map((line) => ({ ...line, values: line.values as Values })) };
    },
    /** Employees and what was expected of them, the newest report of each occupation. */
    async declared(organisationIds: readonly string[], year: number): Promise<NamedLine[]> {
      const newer = alias(declarations, 'newer');
      const { organisationId, occupationCode, headcount, expectedLeavers, plannedHires } = declarations;
      const same = and(eq(newer.organisationId, organisationId), eq(newer.occupationCode, occupationCode), eq(newer.year, declarations.year));
      const rows = await q
        .select({ organisationId, key: occupationCode, name: occupations.name, values: { headcount, expectedLeavers, plannedHires } })
        .from(declarations)
        .innerJoin(occupations, eq(occupations.code, occupationCode))
        .where(
          and(
            eq(declarations.year, year),
            inArray(organisationId, [...organisationIds]),
            notExists(none.from(newer).where(and(same, gt(newer.id, declarations.id)))),
          ),
        ) // prettier-ignore
        .orderBy(asc(organisationId), asc(occupationCode));
      return rows;
    },
    /** Students and intake, the newest report of each programme, by its major. */
    async enrolled(schoolIds: readonly string[], year: number): Promise<NamedLine[]> {
      const newer = alias(enrolmentReports, 'newer');
      const { id, schoolId, plan, intake, graduates } = enrolmentReports;
      const same = and(eq(newer.programmeId, enrolmentReports.programmeId), eq(newer.year, enrolmentReports.year), gt(newer.id, id));
      const standing = and(eq(enrolmentReports.year, year), inArray(schoolId, [...schoolIds]), notExists(none.from(newer).where(same)));
      const rows = await q
        .select({ id, organisationId: schoolId, key: majors.code, name: majors.name, values: { plan, intake, graduates } })
        .from(enrolmentReports)
        .innerJoin(programmes, eq(programmes.id, enrolmentReports.programmeId))
        .innerJoin(majors, eq(majors.code, programmes.majorCode))
        .where(standing)
        .orderBy(asc(schoolId), asc(majors.code));
      const grades = await q
        .select({ reportId: enrolmentGrades.reportId, enrolled: enrolmentGrades.enrolled })
        .from(enrolmentGrades)
        .innerJoin(enrolmentReports, eq(id, enrolmentGrades.reportId))
        .where(standing)
        .orderBy(asc(enrolmentGrades.reportId), asc(enrolmentGrades.grade));
      const byReport = Map.groupBy(grades, ({ reportId }) => reportId);
      return rows.map(({ id: report, values, ...row }) => ({
        ...row,
        values: { ...values, enrolled: (byReport.get(report) ?? []).map(({ enrolled }) => enrolled) },
      }));
    },
    /** Names of majors, for lines of schools. */
    async majorNames(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (codes.length === 0) return new Map();
      const rows = await q.select({ code: majors.code, name: majors.name }).from(majors).where(inArray(majors.code, [...codes])); // prettier-ignore
      return new Map(rows.map(({ code, name }) => [code, name]));
    },
  };
}
