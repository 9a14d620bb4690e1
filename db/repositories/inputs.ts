import { and, asc, between, count, countDistinct, eq, gt, inArray, lte, max, notExists, sql, sum } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

/**
 * Reads a run's inputs as sums made by the database (integers only: floats are summed in TypeScript, in natural-key order). Of several reports of
 * the same thing the newest id counts.
 */
export function createInputRepository(db: Database) {
  const { declarations, postings, enrolmentReports, enrolmentGrades, employmentRegister, seriesBreaks } = db.schema;
  const { majors, occupations, chains, programmes, organisations } = db.schema;
  const q = db.query;

  /** The declaration itself if no newer one of the same enterprise, occupation and year exists. */
  const isNewest = (d: typeof declarations, name: string) => {
    const newer = alias(declarations, name);
    return notExists(
      q
        .select({ one: sql`1` })
        .from(newer)
        .where(and(eq(newer.occupationCode, d.occupationCode), eq(newer.organisationId, d.organisationId), eq(newer.year, d.year), gt(newer.id, d.id))),
    );
  };

  return {
    async catalogue(regionCode: string) {
      return {
        majors: await q
          .select({ code: majors.code, name: majors.name, level: majors.level, classCode: majors.classCode, categoryCode: majors.categoryCode })
          .from(majors)
          .where(eq(majors.retired, false))
          .orderBy(asc(majors.code)),
        occupations: await q.select({ code: occupations.code, name: occupations.name }).from(occupations).orderBy(asc(occupations.code)),
        chains: (await q.select({ id: chains.id }).from(chains).where(eq(chains.regionCode, regionCode)).orderBy(asc(chains.id))).map((row) => row.id),
      };
    },
    /**
     * Every two consecutive reports of an enterprise for an occupation, summed over enterprises with the same two years: all that growth is measured
     * on. A year an enterprise missed lies inside its span. First reports have no `from`. With `only`, of these occupations.
     */
    async stockSpans(regionCode: string, t0: number, only?: readonly string[]) {
      const report = alias(declarations, 'report');
      const order = sql`over (partition by ${report.occupationCode}, ${report.organisationId} order by ${report.year})`;
      const spans = q
        .select({
          occupation: report.occupationCode,
          from: sql<number | null>`lag(${report.year}) ${order}`.as('span_from'),
          to: sql<number>`${report.year}`.as('span_to'),
          before: sql<number | null>`lag(${report.headcount}) ${order}`.as('stock_before'),
          now: sql<number>`${report.headcount}`.as('stock_now'),
        })
        .from(report)
        .innerJoin(organisations, and(eq(organisations.id, report.organisationId), eq(organisations.regionCode, regionCode)))
        .where(and(lte(report.year, t0), only && inArray(report.occupationCode, [...only]), isNewest(report, 'newer')))
        .as('spans');
      const rows = await q
        .select({
          occupation: spans.occupation,
          from: spans.from,
          to: spans.to,
          before: sql`coalesce(sum(${spans.before}), 0)`.mapWith(Number),
          now: sql`sum(${spans.now})`.mapWith(Number),
          enterprises: count(),
        })
        .from(spans)
        .groupBy(spans.occupation, spans.from, spans.to);
      return rows.sort((a, b) => compare(a.occupation, b.occupation) || a.to - b.to || (a.from ?? 0) - (b.from ?? 0));
    },
    /** Newest stock of each enterprise and occupation, summed by the year it was reported for. */
    async lastStocks(regionCode: string, t0: number) {
      const last = alias(declarations, 'last');
      const later = alias(declarations, 'later');
      const rows = await q
        .select({
          occupation: last.occupationCode,
          chain: sql`coalesce(${organisations.chainId}, '')`.mapWith(String),
          sizeClass: sql`coalesce(${organisations.sizeClass}, '')`.mapWith(String),
          year: last.year,
          stock: sum(last.headcount).mapWith(Number),
        })
        .from(last)
        .innerJoin(organisations, and(eq(organisations.id, last.organisationId), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            lte(last.year, t0),
            isNewest(last, 'newer_last'),
            notExists(
              q
                .select({ one: sql`1` })
                .from(later)
                .where(
                  and(
                    eq(later.occupationCode, last.occupationCode),
                    eq(later.organisationId, last.organisationId),
                    gt(later.year, last.year),
                    lte(later.year, t0),
                  ),
                ),
            ),
          ),
        )
        .groupBy(last.occupationCode, organisations.chainId, organisations.sizeClass, last.year)
        .orderBy(asc(last.occupationCode));
      return rows.sort((a, b) => compare(a.occupation, b.occupation) || compare(a.chain, b.chain) || compare(a.sizeClass, b.sizeClass) || a.year - b.year);
    },
    /**
     * Enterprises that occupations rest on, per chain, each once: those whose newest declaration since `since` names employees, and, of occupations that nobody declares, those that
     * posted since then.
     */
    async reporters(regionCode: string, since: number, t0: number) {
      const last = alias(declarations, 'last');
      const later = alias(declarations, 'later');
      const chain = sql`coalesce(${organisations.chainId}, '')`.mapWith(String);
      const declared = await q
        .select({ occupation: last.occupationCode, chain, enterprises: countDistinct(last.organisationId) })
        .from(last)
        .innerJoin(organisations, and(eq(organisations.id, last.organisationId), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            between(last.year, since, t0),
            gt(last.headcount, 0),
            isNewest(last, 'newer_last'),
            notExists(
              q
                .select({ one: sql`1` })
                .from(later)
                .where(
                  and(
                    eq(later.occupationCode, last.occupationCode),
                    eq(later.organisationId, last.organisationId),
                    gt(later.year, last.year),
                    lte(later.year, t0),
                  ),
                ),
            ),
          ),
        )
        .groupBy(last.occupationCode, organisations.chainId);
      const posted = await q
        .select({ occupation: postings.occupationCode, chain, enterprises: countDistinct(postings.organisationId) })
        .from(postings)
        .innerJoin(organisations, and(eq(organisations.id, postings.organisationId), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            between(postings.year, since, t0),
            gt(postings.headcount, 0),
            notExists(
              q
                .select({ one: sql`1` })
                .from(declarations)
                .where(and(eq(declarations.occupationCode, postings.occupationCode), lte(declarations.year, t0))),
            ),
          ),
        )
        .groupBy(postings.occupationCode, organisations.chainId);
      return [...declared, ...posted].sort((a, b) => compare(a.occupation, b.occupation) || compare(a.chain, b.chain));
    },
    /** Postings of occupations nobody declares; the same enterprise, occupation and day counts once. */
    async hires(regionCode: string, t0: number) {
      const posting = alias(postings, 'posting');
      const newer = alias(postings, 'newer');
      const rows = await q
        .select({
          enterpriseId: posting.organisationId,
          occupation: posting.occupationCode,
          chain: sql`coalesce(${organisations.chainId}, '')`.mapWith(String),
          sizeClass: sql`coalesce(${organisations.sizeClass}, '')`.mapWith(String),
          year: posting.year,
          headcount: sum(posting.headcount).mapWith(Number),
        })
        .from(posting)
        .innerJoin(organisations, and(eq(organisations.id, posting.organisationId), eq(organisations.regionCode, regionCode)))
        .where(
          and(
            lte(posting.year, t0),
            notExists(
              q
                .select({ one: sql`1` })
                .from(newer)
                .where(
                  and(
                    eq(newer.occupationCode, posting.occupationCode),
                    eq(newer.organisationId, posting.organisationId),
                    eq(newer.openedOn, posting.openedOn),
                    gt(newer.id, posting.id),
                  ),
                ),
            ),
            notExists(
              q
                .select({ one: sql`1` })
                .from(declarations)
                .where(and(eq(declarations.occupationCode, posting.occupationCode), lte(declarations.year, t0))),
            ),
          ),
        )
        .groupBy(posting.organisationId, posting.occupationCode, organisations.chainId, organisations.sizeClass, posting.year);
      return rows.sort(
        (a, b) =>
          compare(a.occupation, b.occupation) ||
          compare(a.chain, b.chain) ||
          compare(a.sizeClass, b.sizeClass) ||
          a.year - b.year ||
          compare(a.enterpriseId, b.enterpriseId),
      );
    },
    /** The register of t0, or of the newest year before. */
    async register(regionCode: string, t0: number) {
      const [newest] = await q
        .select({ year: max(employmentRegister.year) })
        .from(employmentRegister)
        .where(and(eq(employmentRegister.regionCode, regionCode), lte(employmentRegister.year, t0)));
      const year = newest?.year;
      if (year === null || year === undefined) return [];
      return q
        .select({ chain: employmentRegister.chainId, sizeClass: employmentRegister.sizeClass, employees: employmentRegister.employees })
        .from(employmentRegister)
        .where(and(eq(employmentRegister.regionCode, regionCode), eq(employmentRegister.year, year)))
        .orderBy(asc(employmentRegister.chainId), asc(employmentRegister.sizeClass));
    },
    async breaks(t0: number) {
      return q
        .select({ side: seriesBreaks.side, subject: seriesBreaks.subject, year: seriesBreaks.year })
        .from(seriesBreaks)
        .where(lte(seriesBreaks.year, t0))
        .orderBy(asc(seriesBreaks.side), asc(seriesBreaks.subject), asc(seriesBreaks.year));
    },
    async programmes(regionCode: string) {
      const rows = await q
        .select({
          id: programmes.id,
          major: programmes.majorCode,
          schoolId: programmes.schoolId,
          school: organisations.name,
          lengthYears: programmes.lengthYears,
          closedYear: programmes.closedYear,
        })
        .from(programmes)
        .innerJoin(organisations, eq(organisations.id, programmes.schoolId))
        .where(eq(organisations.regionCode, regionCode));
      return rows.sort((a, b) => compare(a.major, b.major) || compare(a.school, b.school));
    },
    async enrolment(t0: number) {
      const report = alias(enrolmentReports, 'report');
      const newer = alias(enrolmentReports, 'newer');
      const newest = and(
        lte(report.year, t0),
        notExists(
          q
            .select({ one: sql`1` })
            .from(newer)
            .where(and(eq(newer.programmeId, report.programmeId), eq(newer.year, report.year), gt(newer.id, report.id))),
        ),
      );
      const years = await q
        .select({ id: report.id, programmeId: report.programmeId, year: report.year, plan: report.plan, intake: report.intake, graduates: report.graduates })
        .from(report)
        .where(newest)
        .orderBy(asc(report.programmeId), asc(report.year));
      const grades = await q
        .select({ reportId: enrolmentGrades.reportId, grade: enrolmentGrades.grade, enrolled: enrolmentGrades.enrolled })
        .from(enrolmentGrades)
        .innerJoin(report, eq(report.id, enrolmentGrades.reportId))
        .where(newest)
        .orderBy(asc(enrolmentGrades.reportId), asc(enrolmentGrades.grade));
      return { years, grades };
    },
    /** Whether any report up to t0 is simulated: results made of it are marked so. */
    async anySimulated(t0: number): Promise<boolean> {
      const [demand] = await q
        .select({ n: count() })
        .from(declarations)
        .where(and(eq(declarations.simulated, true), lte(declarations.year, t0)));
      const [supply] = await q
        .select({ n: count() })
        .from(enrolmentReports)
        .where(and(eq(enrolmentReports.simulated, true), lte(enrolmentReports.year, t0)));
      return (demand?.n ?? 0) + (supply?.n ?? 0) > 0;
    },
  };
}

/** Text compares as bytes everywhere. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
