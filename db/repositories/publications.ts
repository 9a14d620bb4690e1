import { and, asc, count, desc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { bands, levels, publishedCuts } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

type Tables = Database['schema'];
export type PublicationRow = Tables['publications']['$inferSelect'];
export type NewPublication = Tables['publications']['$inferInsert'];
export type FigureRow = Tables['publishedFigures']['$inferSelect'];
export interface FigureFilter {
  readonly publicationId: string;
  readonly cut?: (typeof publishedCuts)[number];
  readonly level?: (typeof levels)[number];
  readonly chain?: string;
  readonly band?: (typeof bands)[number];
  readonly text?: string;
}

/** What was published, and what a run has to publish. Figures are written once, with the publication they belong to. */
export function createPublicationRepository(db: Database) {
  const { publications, publishedFigures: figures, gaps, gapTotals, flags, majors, chains, chainMajors, regions } = db.schema;
  const q = db.query;
  const figureWhere = ({ publicationId, cut, level, chain, band, text }: FigureFilter) =>
    and(
      eq(figures.publicationId, publicationId),
      cut === undefined ? undefined : eq(figures.cut, cut),
      level === undefined ? undefined : eq(figures.level, level),
      chain === undefined ? undefined : contains(figures.chains, `|${chain}|`),
      band === undefined ? undefined : eq(figures.band, band),
      text === undefined ? undefined : or(contains(figures.name, text), contains(figures.code, text)),
    );

  return {
    /** Totals of the decision window of a run, each cut with the names things have now, in natural order. */
    async cellsOf(runId: string) {
      const majorRows = await q
        .select({ gap: gaps, name: majors.name, category: majors.categoryName })
        .from(gaps)
        .innerJoin(majors, eq(majors.code, gaps.majorCode))
        .where(and(eq(gaps.runId, runId), eq(gaps.span, 'total'), eq(gaps.window, 'decision'), eq(gaps.chainKey, 'city')))
        .orderBy(asc(gaps.key));
      const totalRows = await q
        .select()
        .from(gapTotals)
        .where(and(eq(gapTotals.runId, runId), eq(gapTotals.span, 'total'), eq(gapTotals.window, 'decision')))
        .orderBy(asc(gapTotals.key));
      const flagRows = await q.select({ majorCode: flags.majorCode, class: flags.class }).from(flags).where(eq(flags.runId, runId)).orderBy(asc(flags.key));
      const chainRows = await q.select({ id: chains.id, name: chains.name }).from(chains).orderBy(asc(chains.id));
      const named = await q
        .selectDistinct({ chainId: chainMajors.chainId, majorCode: chainMajors.majorCode })
        .from(chainMajors)
        .orderBy(asc(chainMajors.chainId), asc(chainMajors.majorCode));
      return { majors: majorRows, totals: totalRows, flags: flagRows, chains: chainRows, named };
    },
    async regionName(code: string) {
      const [row] = await q.select({ name: regions.name }).from(regions).where(eq(regions.code, code));
      return row?.name;
    },
    /** Publication and figures, atomically. */
    add(row: NewPublication, rows: FigureRow[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [stored] = yield* run(tx.insert(publications).values(row).returning());
        if (!stored) throw new Error('insert of a publication returned no row');
        for (const part of chunks(figures, rows)) yield* run(tx.insert(figures).values(part));
        yield* auditStep(db, tx, audit);
        return stored;
      });
    },
    async find(id: string) {
      const [row] = await q.select().from(publications).where(eq(publications.id, id));
      return row;
    },
    /**
     * What counts at an instant: the newest whose time has come, whether it was withdrawn since or not; one that was withdrawn before its time never counted.
     * Undefined where nothing was ever published.
     */
    async newestAt(at: Date, regionCode?: string) {
      const [row] = await q
        .select()
        .from(publications)
        .where(
          and(
            lte(publications.validFrom, at),
            or(isNull(publications.withdrawnAt), sql`${publications.withdrawnAt} > ${publications.validFrom}`),
            regionCode === undefined ? undefined : eq(publications.regionCode, regionCode),
          ),
        )
        .orderBy(desc(publications.validFrom), desc(publications.id))
        .limit(1);
      return row;
    },
    /** What comes into force between two instants, the second excluded, and was not withdrawn. */
    async between(since: Date, until: Date) {
      return q
        .select()
        .from(publications)
        .where(and(gte(publications.validFrom, since), lt(publications.validFrom, until), isNull(publications.withdrawnAt)))
        .orderBy(asc(publications.validFrom), asc(publications.id));
    },
    /** Newest decision first. */
    async page(page: PageRequest) {
      const sort = [{ column: publications.id, descending: true }];
      const rows = await q
        .select()
        .from(publications)
        .where(afterCursor(sort, page.cursor))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count() {
      const [row] = await q.select({ n: count() }).from(publications);
      return row?.n ?? 0;
    },
    /** Withdraws, or corrects the reason, from the version that was read; undefined when somebody else was first. */
    withdraw(id: string, version: number, values: Pick<NewPublication, 'withdrawnAt' | 'withdrawnBy' | 'withdrawReason'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [row] = yield* run(
          tx
            .update(publications)
            .set({ ...values, version: version + 1 })
            .where(and(eq(publications.id, id), eq(publications.version, version)))
            .returning(),
        );
        if (row) yield* auditStep(db, tx, audit);
        return row;
      });
    },
    async pageFigures(filter: FigureFilter, page: PageRequest) {
      const sort = [{ column: figures.place, descending: false }];
      const rows = await q
        .select()
        .from(figures)
        .where(and(figureWhere(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.place]);
    },
    async countFigures(filter: FigureFilter) {
      const [row] = await q.select({ n: count() }).from(figures).where(figureWhere(filter));
      return row?.n ?? 0;
    },
    /** Majors of the city by band and reason of withholding. */
    async bandCounts(publicationId: string) {
      return q
        .select({ band: figures.band, n: count() })
        .from(figures)
        .where(and(eq(figures.publicationId, publicationId), eq(figures.cut, 'major')))
        .groupBy(figures.band);
    },
    /** Majors whose band says shortage, largest first, or surplus. */
    async extremes(publicationId: string, side: 'short' | 'surplus', limit: number) {
      const said = side === 'short' ? (['severe_shortage', 'shortage'] as const) : (['severe_surplus', 'surplus'] as const);
      return q
        .select()
        .from(figures)
        .where(and(eq(figures.publicationId, publicationId), eq(figures.cut, 'major'), inArray(figures.band, [...said])))
        .orderBy(side === 'short' ? asc(figures.place) : desc(figures.place))
        .limit(limit);
    },
  };
}
