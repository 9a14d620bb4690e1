import { and, count, countDistinct, eq, gt, gte, isNull, lte, notExists, or, sql, sum } from 'drizzle-orm';
import type { FilingKind } from '../../schemas/filing-fields.ts';
import type { filingStandings } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type FilingStanding = (typeof filingStandings)[number];
export interface CoverageFilter {
  readonly kind: FilingKind;
  readonly year: number;
  readonly standing?: FilingStanding;
}

/** Who has reported a year and who has not: every verified organisation of the kind that exists then. */
export function createFilingCoverageRepository(db: Database) {
  const { filings, organisations, declarations, enrolmentReports, enrolmentGrades } = db.schema;
  const q = db.query;
  const none = q.select({ one: sql`1` });

  const stocks = (year: number) => {
    const newer = alias(declarations, 'newer');
    const same = and(
      eq(newer.organisationId, declarations.organisationId),
      eq(newer.occupationCode, declarations.occupationCode),
      eq(newer.year, declarations.year),
    );
    return q
      .select({ organisationId: declarations.organisationId, persons: sum(declarations.headcount).as('persons') })
      .from(declarations)
      .where(and(eq(declarations.year, year), notExists(none.from(newer).where(and(same, gt(newer.id, declarations.id))))))
      .groupBy(declarations.organisationId)
      .as('last_year');
  };
  const students = (year: number) => {
    const newer = alias(enrolmentReports, 'newer');
    const same = and(eq(newer.programmeId, enrolmentReports.programmeId), eq(newer.year, enrolmentReports.year), gt(newer.id, enrolmentReports.id));
    return q
      .select({ organisationId: enrolmentReports.schoolId, persons: sum(enrolmentGrades.enrolled).as('persons') })
      .from(enrolmentReports)
      .innerJoin(enrolmentGrades, eq(enrolmentGrades.reportId, enrolmentReports.id))
      .where(and(eq(enrolmentReports.year, year), notExists(none.from(newer).where(same))))
      .groupBy(enrolmentReports.schoolId)
      .as('last_year');
  };
  const reported = (kind: FilingKind, year: number) =>
    kind === 'demand'
      ? q
          .select({ organisationId: declarations.organisationId, facts: countDistinct(declarations.occupationCode).as('facts') })
          .from(declarations)
          .where(eq(declarations.year, year))
          .groupBy(declarations.organisationId)
          .as('this_year')
      : q
          .select({ organisationId: enrolmentReports.schoolId, facts: countDistinct(enrolmentReports.programmeId).as('facts') })
          .from(enrolmentReports)
          .where(eq(enrolmentReports.year, year))
          .groupBy(enrolmentReports.schoolId)
          .as('this_year');

  /** Every organisation with its standing, as a table to filter and count. */
  function standings({ kind, year }: CoverageFilter) {
    const last = kind === 'demand' ? stocks(year - 1) : students(year - 1);
    const now = reported(kind, year);
    return q
      .select({
        organisationId: organisations.id,
        organisationName: organisations.name,
        simulated: organisations.simulated,
        filingId: sql<string | null>`${filings.id}`.as('filing_id'),
        standing: sql<FilingStanding>`coalesce(${filings.state}, case when ${now.facts} > 0 then 'direct' else 'absent' end)`.as('standing'),
        persons: sql`coalesce(${last.persons}, 0)`.mapWith(Number).as('persons_last_year'),
        facts: sql`coalesce(${now.facts}, 0)`.mapWith(Number).as('facts_now'),
      })
      .from(organisations)
      .leftJoin(filings, and(eq(filings.organisationId, organisations.id), eq(filings.kind, kind), eq(filings.year, year)))
      .leftJoin(last, eq(last.organisationId, organisations.id))
      .leftJoin(now, eq(now.organisationId, organisations.id))
      .where(
        and(
          eq(organisations.kind, kind === 'demand' ? 'enterprise' : 'school'),
          eq(organisations.status, 'verified'),
          or(isNull(organisations.openedYear), lte(organisations.openedYear, year)),
          or(isNull(organisations.closedYear), gte(organisations.closedYear, year)),
        ),
      )
      .as('standings');
  }

  return {
    /** Those with most persons last year first. */
    async page(filter: CoverageFilter, page: PageRequest) {
      const rows = standings(filter);
      const sort = [
        { column: sql`${rows.persons}`, descending: true },
        { column: sql`${rows.organisationId}`, descending: false },
      ];
      const found = await q
        .select()
        .from(rows)
        .where(and(filter.standing === undefined ? undefined : eq(rows.standing, filter.standing), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(found, page.limit, (row) => [row.persons, row.organisationId]);
    },
    async totals(filter: CoverageFilter) {
      const rows = standings(filter);
      const counted = await q.select({ standing: rows.standing, n: count() }).from(rows).groupBy(rows.standing);
      return new Map(counted.map((row) => [row.standing, row.n]));
    },
  };
}
