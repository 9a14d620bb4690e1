import { and, asc, count, countDistinct, eq, gt, gte, isNull, lte, max, notExists, or, sql, sum, type Column } from 'drizzle-orm';
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
  /** Only those of whom something, or nothing, stands reported. */
  readonly reported?: boolean;
}

/** Years back that anybody may have reported. */
const oldest = 100;

/** Who has reported a year and who has not: every verified organisation of the kind that exists then. */
export function createFilingCoverageRepository(db: Database) {
  const { filings, organisations, declarations, enrolmentReports, enrolmentGrades, employmentRegister, chains } = db.schema;
  const q = db.query;
  const none = q.select({ one: sql`1` });

  const stocks = (year: number, name: string) => {
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
      .as(name);
  };
  const students = (year: number, name: string) => {
    const newer = alias(enrolmentReports, 'newer');
    const same = and(eq(newer.programmeId, enrolmentReports.programmeId), eq(newer.year, enrolmentReports.year), gt(newer.id, enrolmentReports.id));
    return q
      .select({ organisationId: enrolmentReports.schoolId, persons: sum(enrolmentGrades.enrolled).as('persons') })
      .from(enrolmentReports)
      .innerJoin(enrolmentGrades, eq(enrolmentGrades.reportId, enrolmentReports.id))
      .where(and(eq(enrolmentReports.year, year), notExists(none.from(newer).where(same))))
      .groupBy(enrolmentReports.schoolId)
      .as(name);
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

  const anyOf = (simulated: Column) => sql<number>`max(case when ${simulated} then 1 else 0 end)`.as('any_simulated');
  /** The newest year up to this one that an organisation reported, and when the last report of any year came in. */
  const newestYears = (kind: FilingKind, year: number) =>
    kind === 'demand'
      ? q
          .select({
            organisationId: declarations.organisationId,
            year: max(declarations.year).as('newest_year'),
            at: max(declarations.validFrom).as('last_at'),
            simulated: anyOf(declarations.simulated),
          })
          .from(declarations)
          .where(lte(declarations.year, year))
          .groupBy(declarations.organisationId)
          .as('newest')
      : q
          .select({
            organisationId: enrolmentReports.schoolId,
            year: max(enrolmentReports.year).as('newest_year'),
            at: max(enrolmentReports.validFrom).as('last_at'),
            simulated: anyOf(enrolmentReports.simulated),
          })
          .from(enrolmentReports)
          .where(lte(enrolmentReports.year, year))
          .groupBy(enrolmentReports.schoolId)
          .as('newest');
  const personsOf = (kind: FilingKind, year: number, name: string) => (kind === 'demand' ? stocks(year, name) : students(year, name));
  const asked = ({ kind, year }: CoverageFilter) =>
    and(
      eq(organisations.kind, kind === 'demand' ? 'enterprise' : 'school'),
      eq(organisations.status, 'verified'),
      or(isNull(organisations.openedYear), lte(organisations.openedYear, year)),
      or(isNull(organisations.closedYear), gte(organisations.closedYear, year)),
    );
  /** Every organisation with its standing, as a table to filter and count. */
  function standings(filter: CoverageFilter) {
    const { kind, year } = filter;
    const last = personsOf(kind, year - 1, 'last_year');
    const now = reported(kind, year);
    const newest = newestYears(kind, year);
    return q
      .select({
        organisationId: organisations.id,
        organisationName: organisations.name,
        // a real school stands with generated reports too
        simulated: sql`case when ${organisations.simulated} then 1 else coalesce(${newest.simulated}, 0) end`
          .mapWith((value) => Number(value) === 1)
          .as('simulated'),
        filingId: sql<string | null>`${filings.id}`.as('filing_id'),
        standing: sql<FilingStanding>`coalesce(${filings.state}, case when ${now.facts} > 0 then 'direct' else 'absent' end)`.as('standing'),
        persons: sql`coalesce(${last.persons}, 0)`.mapWith(Number).as('persons_last_year'),
        facts: sql`coalesce(${now.facts}, 0)`.mapWith(Number).as('facts_now'),
        group: sql<string>`coalesce(${kind === 'demand' ? organisations.chainId : organisations.level}, 'outside')`.as('group_code'),
        newestYear: newest.year,
        lastAt: newest.at,
      })
      .from(organisations)
      .leftJoin(filings, and(eq(filings.organisationId, organisations.id), eq(filings.kind, kind), eq(filings.year, year)))
      .leftJoin(last, eq(last.organisationId, organisations.id))
      .leftJoin(now, eq(now.organisationId, organisations.id))
      .leftJoin(newest, eq(newest.organisationId, organisations.id))
      .where(asked(filter))
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
        .where(
          and(
            filter.standing === undefined ? undefined : eq(rows.standing, filter.standing),
            filter.reported === undefined ? undefined : filter.reported ? gt(rows.facts, 0) : eq(rows.facts, 0),
            afterCursor(sort, page.cursor),
          ),
        )
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(found, page.limit, (row) => [row.persons, row.organisationId]);
    },
    async totals(filter: CoverageFilter) {
      const rows = standings(filter);
      const counted = await q
        .select({ standing: rows.standing, n: count() })
        .from(rows)
        .where(filter.reported === undefined ? undefined : filter.reported ? gt(rows.facts, 0) : eq(rows.facts, 0))
        .groupBy(rows.standing);
      return new Map(counted.map((row) => [row.standing, row.n]));
    },
    /** By chain, or by the level a school teaches: how many, how many of them reported, the persons of each, and how old the newest report of the others is. */
    async groups(filter: CoverageFilter) {
      const rows = standings(filter);
      const has = sql`${rows.facts} > 0`;
      const age = (from: number, to: number) => sql<number>`sum(case when ${rows.newestYear} between ${filter.year - to} and ${filter.year - from} then 1 else 0 end)`.mapWith(Number); // prettier-ignore
      return q
        .select({
          group: rows.group,
          organisations: count(),
          reported: sql<number>`sum(case when ${has} then 1 else 0 end)`.mapWith(Number),
          personsBefore: sum(rows.persons).mapWith(Number),
          personsOfReporters: sql<number>`sum(case when ${has} then ${rows.persons} else 0 end)`.mapWith(Number),
          oneYearLate: age(1, 1),
          twoYearsLate: age(2, 2),
          older: age(3, oldest),
          lastAt: sql<Date | null>`max(${rows.lastAt})`.mapWith(declarations.validFrom),
          simulated: sql<number>`max(${rows.simulated})`.mapWith((value) => Number(value) === 1),
        })
        .from(rows)
        .groupBy(rows.group)
        .orderBy(asc(rows.group));
    },
    /** The same of all together, without asking when each reported last. */
    async sums(filter: CoverageFilter) {
      const { kind, year } = filter;
      const last = personsOf(kind, year - 1, 'last_year');
      const now = reported(kind, year);
      const has = sql`${now.facts} > 0`;
      const [row] = await q
        .select({
          organisations: count(),
          reported: sql`coalesce(sum(case when ${has} then 1 else 0 end), 0)`.mapWith(Number),
          personsBefore: sql`coalesce(sum(${last.persons}), 0)`.mapWith(Number),
          personsOfReporters: sql`coalesce(sum(case when ${has} then ${last.persons} end), 0)`.mapWith(Number),
        })
        .from(organisations)
        .leftJoin(last, eq(last.organisationId, organisations.id))
        .leftJoin(now, eq(now.organisationId, organisations.id))
        .where(asked(filter));
      return row ?? { organisations: 0, reported: 0, personsBefore: 0, personsOfReporters: 0 };
    },
    /** Employees declared, or students enrolled, for a year, by chain or level. */
    async personsByGroup({ kind, year }: CoverageFilter) {
      const persons = personsOf(kind, year, 'of_year');
      const group = sql<string>`coalesce(${kind === 'demand' ? organisations.chainId : organisations.level}, 'outside')`;
      const rows = await q
        .select({ group, persons: sum(persons.persons).mapWith(Number) })
        .from(persons)
        .innerJoin(organisations, eq(organisations.id, persons.organisationId))
        .groupBy(group);
      return new Map(rows.map((row) => [row.group, row.persons]));
    },
    /** Employees of the register by chain, of the newest year it has up to this one. */
    async register(year: number) {
      const newest = q.select({ year: max(employmentRegister.year) }).from(employmentRegister).where(lte(employmentRegister.year, year)); // prettier-ignore
      const rows = await q
        .select({ group: employmentRegister.chainId, employees: sum(employmentRegister.employees).mapWith(Number) })
        .from(employmentRegister)
        .where(eq(employmentRegister.year, newest))
        .groupBy(employmentRegister.chainId);
      return new Map(rows.map((row) => [row.group, row.employees]));
    },
    async chainNames(): Promise<ReadonlyMap<string, string>> {
      const rows = await q.select({ id: chains.id, name: chains.name }).from(chains);
      return new Map(rows.map((row) => [row.id, row.name]));
    },
  };
}
