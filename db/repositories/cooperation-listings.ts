import { and, asc, count, desc, eq, exists, gte, inArray, isNull, lte, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { cooperationPairs, cooperationResources, cooperationSides } from '../../schemas/vocabulary.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { contains } from './catalogue.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type ListingRow = Database['schema']['cooperationListings']['$inferSelect'];
export interface ListingFilter {
  readonly pair?: (typeof cooperationPairs)[number];
  readonly side?: (typeof cooperationSides)[number];
  readonly resource?: (typeof cooperationResources)[number];
  readonly state?: ListingRow['state'];
  readonly chainId?: string;
  readonly majorCode?: string;
  /** A group holds its occupations. */
  readonly occupationCode?: string;
  /** A city holds its counties. */
  readonly regionCode?: string;
  /** YYYY-MM-DD that it holds on. */
  readonly on?: string;
  readonly text?: string;
  readonly organisationId?: string;
  /** Whom else than open ones are told to: an organisation its own, `all` every one but others' drafts. */
  readonly reader: { readonly organisationId: string | null; readonly all: boolean; readonly drafts: boolean };
}
/** What a listing names beside its own columns. */
export interface Subjects {
  readonly majorCodes: readonly string[];
  readonly occupationCodes: readonly string[];
}
/** What a candidate has to share one of, and when. */
export interface CandidateQuestion extends Subjects {
  readonly listing: ListingRow;
  readonly side: ListingRow['side'];
  /** YYYY-MM-DD that they still hold on. */
  readonly today: string;
  readonly limit: number;
}

/** Needs and offers of schools and enterprises. */
export function createCooperationListingRepository(db: Database) {
  const { cooperationListings: listings, cooperationListingMajors: ofMajors, cooperationListingOccupations: ofOccupations } = db.schema;
  const { cooperations, organisations, chains, regions, majors, occupations } = db.schema;
  const q = db.query;
  const one = q.select({ one: sql`1` });
  const select = () =>
    q
      .select({ row: listings, organisationName: organisations.name, chainName: chains.name, regionName: regions.name })
      .from(listings)
      .innerJoin(organisations, eq(organisations.id, listings.organisationId))
      .leftJoin(chains, eq(chains.id, listings.chainId))
      .leftJoin(regions, eq(regions.code, listings.regionCode));
  const hasMajor = (is: SQL | undefined) => exists(one.from(ofMajors).where(and(eq(ofMajors.listingId, listings.id), is)));
  const hasOccupation = (is: SQL | undefined) => exists(one.from(ofOccupations).where(and(eq(ofOccupations.listingId, listings.id), is)));
  const begins = (column: unknown, code: string) => sql`substr(${column}, 1, ${sql.raw(String(code.length))}) = ${code}`;

  function told({ reader: { organisationId, all, drafts } }: ListingFilter) {
    const own = organisationId === null ? undefined : eq(listings.organisationId, organisationId);
    if (drafts) return undefined;
    return or(all ? ne(listings.state, 'draft') : eq(listings.state, 'open'), own);
  }
  const where = (f: ListingFilter) =>
    and(
      told(f),
      f.pair === undefined ? undefined : eq(listings.pair, f.pair),
      f.side === undefined ? undefined : eq(listings.side, f.side),
      f.resource === undefined ? undefined : eq(listings.resource, f.resource),
      f.state === undefined ? undefined : eq(listings.state, f.state),
      f.chainId === undefined ? undefined : eq(listings.chainId, f.chainId),
      f.organisationId === undefined ? undefined : eq(listings.organisationId, f.organisationId),
      f.regionCode === undefined ? undefined : begins(listings.regionCode, f.regionCode.replace(/(00)+$/, '')),
      f.on === undefined ? undefined : and(lte(listings.fromOn, f.on), gte(listings.toOn, f.on)),
      f.text === undefined ? undefined : or(contains(listings.title, f.text), contains(listings.text, f.text), contains(organisations.name, f.text)),
      f.majorCode === undefined ? undefined : hasMajor(eq(ofMajors.majorCode, f.majorCode)),
      f.occupationCode === undefined ? undefined : hasOccupation(begins(ofOccupations.occupationCode, f.occupationCode)),
    );
  function* subjectSteps(tx: Executor, listingId: string, { majorCodes, occupationCodes }: Subjects) {
    if (majorCodes.length > 0) yield* run(tx.insert(ofMajors).values(majorCodes.map((majorCode) => ({ listingId, majorCode }))));
    if (occupationCodes.length > 0) yield* run(tx.insert(ofOccupations).values(occupationCodes.map((occupationCode) => ({ listingId, occupationCode }))));
  }
  /** Of needs or offers what agreements took, in persons or projects. */
  const takenBy = (column: typeof cooperations.needId | typeof cooperations.offerId, ids: readonly string[]) =>
    q
      .select({ id: column, taken: sql`coalesce(sum(${cooperations.agreedCapacity}), 0)`.mapWith(Number) })
      .from(cooperations)
      .where(and(inArray(column, [...ids]), inArray(cooperations.state, ['agreed', 'underway', 'closed'])))
      .groupBy(column);

  return {
    add(row: ListingRow, subjects: Subjects, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        yield* run(tx.insert(listings).values(row));
        yield* subjectSteps(tx, row.id, subjects);
        yield* auditStep(db, tx, audit);
      });
    },
    /** False where it was changed meanwhile. */
    change({ id, version, state }: ListingRow, set: Partial<ListingRow>, subjects: Subjects, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const same = and(eq(listings.id, id), eq(listings.version, version), eq(listings.state, state));
        const changed = yield* run(
          tx
            .update(listings)
            .set({ ...set, version: version + 1 })
            .where(same)
            .returning({ id: listings.id }),
        );
        if (changed.length === 0) return false;
        yield* run(tx.delete(ofMajors).where(eq(ofMajors.listingId, id)).returning({ id: ofMajors.listingId }));
        yield* run(tx.delete(ofOccupations).where(eq(ofOccupations.listingId, id)).returning({ id: ofOccupations.listingId }));
        yield* subjectSteps(tx, id, subjects);
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async chainExists(id: string) {
      const [row] = await q.select({ id: chains.id }).from(chains).where(eq(chains.id, id));
      return row !== undefined;
    },
    async find(id: string) {
      const [row] = await select().where(eq(listings.id, id));
      return row;
    },
    /** What listings are called, and whose they are. */
    async named(ids: readonly string[]) {
      if (ids.length === 0) return [];
      return q
        .select({ id: listings.id, title: listings.title, organisationId: listings.organisationId, organisationName: organisations.name })
        .from(listings)
        .innerJoin(organisations, eq(organisations.id, listings.organisationId))
        .where(inArray(listings.id, [...new Set(ids)]));
    },
    /** Newest first. */
    async page(filter: ListingFilter, page: PageRequest) {
      const sort = [{ column: listings.id, descending: true }];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: ListingFilter) {
      const [row] = await q.select({ n: count() }).from(listings).innerJoin(organisations, eq(organisations.id, listings.organisationId)).where(where(filter));
      return row?.n ?? 0;
    },
    /** Majors, occupations and what is taken of each listing. */
    async detailsOf(ids: readonly string[]) {
      const none = ids.length === 0;
      const majorRows = none
        ? []
        : await q
            .select({ id: ofMajors.listingId, code: majors.code, name: majors.name })
            .from(ofMajors)
            .innerJoin(majors, eq(majors.code, ofMajors.majorCode))
            .where(inArray(ofMajors.listingId, [...ids]))
            .orderBy(asc(majors.code));
      const occupationRows = none
        ? []
        : await q
            .select({ id: ofOccupations.listingId, code: occupations.code, name: occupations.name })
            .from(ofOccupations)
            .innerJoin(occupations, eq(occupations.code, ofOccupations.occupationCode))
            .where(inArray(ofOccupations.listingId, [...ids]))
            .orderBy(asc(occupations.code));
      const takenRows = none ? [] : [...(await takenBy(cooperations.needId, ids)), ...(await takenBy(cooperations.offerId, ids))];
      return {
        majors: Map.groupBy(majorRows, ({ id }) => id),
        occupations: Map.groupBy(occupationRows, ({ id }) => id),
        taken: new Map(takenRows.map(({ id, taken }) => [id, taken])),
      };
    },
    /** Open listings of the other side that hold at the same time, share chain, class of a major or group of an occupation (or name none), and stand in no cooperation with this one. */
    async candidates({ listing, side, majorCodes, occupationCodes, today, limit }: CandidateQuestion) {
      const [mine, other] = side === 'offer' ? [cooperations.needId, cooperations.offerId] : [cooperations.offerId, cooperations.needId];
      const classes = [...new Set(majorCodes.map((code) => code.slice(0, 4)))];
      const groups = [...new Set(occupationCodes.map((code) => code.slice(0, 7)))];
      const unsaid = and(isNull(listings.chainId), sql`not ${hasMajor(undefined)}`, sql`not ${hasOccupation(undefined)}`);
      const shared = [
        listing.chainId === null ? undefined : eq(listings.chainId, listing.chainId),
        classes.length === 0 ? undefined : hasMajor(inArray(sql`substr(${ofMajors.majorCode}, 1, 4)`, classes)),
        groups.length === 0 ? undefined : hasOccupation(inArray(sql`substr(${ofOccupations.occupationCode}, 1, 7)`, groups)),
      ].filter((condition) => condition !== undefined);
      return select()
        .where(
          and(
            ...[eq(listings.pair, listing.pair), eq(listings.side, side), eq(listings.state, 'open')],
            ...[gte(listings.toOn, today), gte(listings.toOn, listing.fromOn), lte(listings.fromOn, listing.toOn)],
            shared.length === 0 ? undefined : or(unsaid, ...shared),
            notExists(one.from(cooperations).where(and(eq(mine, listing.id), eq(other, listings.id), eq(cooperations.over, '')))),
          ),
        )
        .orderBy(desc(listings.id))
        .limit(limit);
    },
    /** Open listings of a pair whose organisations take one partner by a batch, by id. */
    async forBatch(pair: ListingRow['pair'], chainId: string | undefined, today: string, limit: number) {
      const ofChain = chainId === undefined ? undefined : eq(listings.chainId, chainId);
      return select()
        .where(and(eq(listings.pair, pair), eq(listings.state, 'open'), eq(listings.oneToOne, true), gte(listings.toOn, today), ofChain))
        .orderBy(asc(listings.id))
        .limit(limit);
    },
  };
}
