import { and, asc, countDistinct, eq, gt, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { segmentPositions } from '../../schemas/vocabulary.ts';
import type { Database } from '../database.ts';
import { alias } from '../dialects/alias.ts';

/** How long a report stands when no newer one comes: as long as a run carries it. */
export const standingYears = 2;

/** Employees of a chain as its enterprises report them, summed by the database; of repeated reports of a year the newest id counts. */
export function createProfileStockRepository(db: Database) {
  const { declarations, organisations, occupations, chains, chainOccupations, chainSegments, employmentRegister, runSeries, runForecasts } = db.schema;
  const q = db.query;

  /** The newest report of each enterprise, occupation and year, with the year of the next one. */
  const standing = (chainId: string, until: number) => {
    const report = alias(declarations, 'report');
    const newer = alias(declarations, 'newer');
    const same = and(eq(newer.occupationCode, report.occupationCode), eq(newer.organisationId, report.organisationId), eq(newer.year, report.year));
    return q
      .select({
        occupation: report.occupationCode,
        organisation: report.organisationId,
        sizeClass: sql<string>`coalesce(${organisations.sizeClass}, '')`.as('size_class_or_none'),
        year: sql<number>`${report.year}`.as('report_year'),
        headcount: report.headcount,
        simulated: report.simulated,
        next: sql<number | null>`lead(${report.year}) over (partition by ${report.occupationCode}, ${report.organisationId} order by ${report.year})`.as(
          'next_year',
        ),
      })
      .from(report)
      .innerJoin(organisations, and(eq(organisations.id, report.organisationId), eq(organisations.chainId, chainId)))
      .where(
        and(
          lte(report.year, until),
          notExists(
            q
              .select({ one: sql`1` })
              .from(newer)
              .where(and(same, gt(newer.id, report.id))),
          ),
        ),
      )
      .as('standing');
  };
  type Standing = ReturnType<typeof standing>;
  // years are whole numbers of our own, never text of a caller
  const listOf = (years: readonly number[]) => sql.raw(`(${years.map((year) => `select ${Math.trunc(year)} as y`).join(' union all ')}) as years`);
  const stands = (row: Standing) =>
    and(sql`years.y >= ${row.year}`, sql`years.y <= ${row.year} + ${sql.raw(String(standingYears))}`, or(isNull(row.next), sql`years.y < ${row.next}`));

  return {
    async findChain(id: string) {
      const [row] = await q.select().from(chains).where(eq(chains.id, id));
      return row;
    },
    /** Occupations of the catalogue that the chain needs, with the segment each stands in. */
    async segmentsOf(chainId: string) {
      const segments = await q.select().from(chainSegments).where(eq(chainSegments.chainId, chainId)).orderBy(asc(chainSegments.id));
      const placed = await q
        .select({ occupation: chainOccupations.occupationCode, position: chainSegments.position })
        .from(chainOccupations)
        .innerJoin(chainSegments, eq(chainSegments.id, chainOccupations.segmentId))
        .where(eq(chainOccupations.chainId, chainId))
        .orderBy(asc(chainOccupations.occupationCode));
      return { segments, positions: new Map(placed.map((row) => [row.occupation, row.position])) };
    },
    async occupationNames(): Promise<Map<string, string>> {
      const rows = await q.select({ code: occupations.code, name: occupations.name }).from(occupations);
      return new Map(rows.map((row) => [row.code, row.name]));
    },
    /** Reports up to a year, summed over enterprises whose reports stand for the same years. */
    async standingStocks(chainId: string, until: number) {
      const row = standing(chainId, until);
      const rows = await q
        .select({
          ...{ occupation: row.occupation, sizeClass: row.sizeClass, year: row.year, next: row.next },
          stock: sql`sum(${row.headcount})`.mapWith(Number),
          enterprises: countDistinct(row.organisation),
          simulated: sql`max(case when ${row.simulated} then 1 else 0 end)`.mapWith(Boolean),
        })
        .from(row)
        .groupBy(row.occupation, row.sizeClass, row.year, row.next);
      return rows.map((found) => ({ ...found, chain: chainId }));
    },
    /** Enterprises with a standing report in each year, by segment and by size class: one that employs in two segments counts in both. */
    async enterprisesByYear(chainId: string, until: number, years: readonly number[]) {
      if (years.length === 0) return { bySegment: [], bySize: [] };
      const row = standing(chainId, until);
      // joined from the left, so that SQLite reads the reports once and not once a year; a report that stands in no year asked for has none
      const year = sql<number | null>`years.y`;
      const position = sql<(typeof segmentPositions)[number] | null>`${chainSegments.position}`;
      const enterprises = countDistinct(row.organisation);
      const placed = and(eq(chainOccupations.chainId, chainId), eq(chainOccupations.occupationCode, row.occupation));
      const bySegment = await q
        .select({ year, position, enterprises })
        .from(row)
        .leftJoin(listOf(years), stands(row))
        .leftJoin(chainOccupations, placed)
        .leftJoin(chainSegments, eq(chainSegments.id, chainOccupations.segmentId))
        .groupBy(sql`years.y`, chainSegments.position);
      const bySize = await q
        .select({ year, sizeClass: row.sizeClass, enterprises })
        .from(row)
        .leftJoin(listOf(years), stands(row))
        .groupBy(sql`years.y`, row.sizeClass);
      const standsThen = <T extends { readonly year: number | null }>(found: T): (T & { readonly year: number })[] =>
        found.year === null ? [] : [{ ...found, year: found.year }];
      return { bySegment: bySegment.flatMap(standsThen), bySize: bySize.flatMap(standsThen) };
    },
    /** All enterprises of the chain that are known, reporting or not, by size class. */
    async enterprises(chainId: string) {
      return q
        .select({ sizeClass: sql<string>`coalesce(${organisations.sizeClass}, '')`, enterprises: countDistinct(organisations.id) })
        .from(organisations)
        .where(eq(organisations.chainId, chainId))
        .groupBy(sql`coalesce(${organisations.sizeClass}, '')`);
    },
    /** What a run says of occupations in the whole city: the level it starts from and its forecast of one year. */
    async runOccupations(runId: string, year: number, codes: readonly string[]) {
      if (codes.length === 0) return [];
      return q
        .select({ code: runSeries.code, history: runSeries.history, mean: runForecasts.mean, lo80: runForecasts.lo80, hi80: runForecasts.hi80 })
        .from(runSeries)
        .innerJoin(runForecasts, and(eq(runForecasts.seriesId, runSeries.id), eq(runForecasts.year, year)))
        .where(and(eq(runSeries.runId, runId), eq(runSeries.side, 'occupation'), inArray(runSeries.code, [...codes])))
        .orderBy(asc(runSeries.code));
    },
    /** The register of a city, all years. */
    async register(regionCode: string) {
      const { chainId: chain, sizeClass, year, employees } = employmentRegister;
      return q.select({ chain, sizeClass, year, employees }).from(employmentRegister).where(eq(employmentRegister.regionCode, regionCode));
    },
  };
}
