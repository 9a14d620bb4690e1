import { and, asc, count, eq, exists, inArray, notExists, or, isNull, sql } from 'drizzle-orm';
import { run, chunks, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';
import { entryStep } from './placement-rounds.ts';

export interface PlacementPostFilter {
  readonly roundId: string;
  readonly organisationId?: string;
  /** Only posts a candidate of this major may choose. */
  readonly forMajor?: { readonly code: string; readonly level: NonNullable<Database['schema']['placementPosts']['$inferSelect']['level']> };
}
export interface RankedPlace {
  readonly candidateId: string;
  readonly place: number | null;
}

/** Posts of rounds, whom they are for, and how their enterprises rank candidates. */
export function createPlacementPostRepository(db: Database) {
  const { placementPosts: posts, placementPostMajors: postMajors, placementChoices: choices, placementRankings: rankings } = db.schema;
  const { placementOutcomes: outcomes, placementClosings: closings, organisations, majors } = db.schema;
  const one = db.query.select({ one: sql`1` });
  const fits = ({ code, level }: NonNullable<PlacementPostFilter['forMajor']>) =>
    and(
      or(isNull(posts.level), eq(posts.level, level)),
      or(
        notExists(one.from(postMajors).where(eq(postMajors.postId, posts.id))),
        exists(one.from(postMajors).where(and(eq(postMajors.postId, posts.id), eq(postMajors.majorCode, code)))),
      ),
    );
  const where = (f: PlacementPostFilter) =>
    and(
      eq(posts.roundId, f.roundId),
      f.organisationId === undefined ? undefined : eq(posts.organisationId, f.organisationId),
      f.forMajor === undefined ? undefined : fits(f.forMajor),
    );
  const select = () =>
    db.query.select({ row: posts, organisationName: organisations.name }).from(posts).innerJoin(organisations, eq(organisations.id, posts.organisationId));

  return {
    /** False where the round takes no posts. */
    add(row: typeof posts.$inferInsert, majorCodes: readonly string[], audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, row.roundId, ['draft'], audit.at))) return false;
        yield* run(tx.insert(posts).values(row));
        if (majorCodes.length > 0) yield* run(tx.insert(postMajors).values(majorCodes.map((majorCode) => ({ postId: row.id, majorCode }))));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    remove(id: string, roundId: string, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, roundId, ['draft'], audit.at))) return false;
        yield* run(tx.delete(postMajors).where(eq(postMajors.postId, id)));
        yield* run(tx.delete(posts).where(eq(posts.id, id)));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    async find(id: string) {
      const [row] = await select().where(eq(posts.id, id));
      return row;
    },
    async findMany(ids: readonly string[]) {
      return ids.length === 0 ? [] : select().where(inArray(posts.id, [...ids]));
    },
    async page(filter: PlacementPostFilter, page: PageRequest) {
      const sort = [
        { column: organisations.name, descending: false },
        { column: posts.title, descending: false },
        { column: posts.id, descending: false },
      ];
      const rows = await select()
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row, organisationName }) => [organisationName, row.title, row.id]);
    },
    async count(filter: PlacementPostFilter) {
      const [row] = await db.query.select({ n: count() }).from(posts).where(where(filter));
      return row?.n ?? 0;
    },
    /** Of these posts, which the candidate may choose. */
    async choosable(ids: readonly string[], filter: PlacementPostFilter) {
      if (ids.length === 0) return new Set<string>();
      const rows = await db.query
        .select({ id: posts.id })
        .from(posts)
        .where(and(where(filter), inArray(posts.id, [...ids])));
      return new Set(rows.map(({ id }) => id));
    },
    async majorsOf(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, { postId: string; code: string; name: string }[]>();
      const rows = await db.query
        .select({ postId: postMajors.postId, code: majors.code, name: majors.name })
        .from(postMajors)
        .innerJoin(majors, eq(majors.code, postMajors.majorCode))
        .where(inArray(postMajors.postId, [...ids]))
        .orderBy(asc(majors.code));
      return Map.groupBy(rows, ({ postId }) => postId);
    },
    /** Who chose these posts, who got them, and which were not held. */
    async numbers(ids: readonly string[]) {
      const wanted = [...ids];
      if (wanted.length === 0) return { applied: new Map<string, number>(), filled: new Map<string, number>(), closed: new Map<string, number>() };
      const applied = await db.query.select({ id: choices.postId, n: count() }).from(choices).where(inArray(choices.postId, wanted)).groupBy(choices.postId);
      const filled = await db.query.select({ id: outcomes.postId, n: count() }).from(outcomes).where(inArray(outcomes.postId, wanted)).groupBy(outcomes.postId);
      const shut = await db.query.select({ id: closings.postId, wishedBy: closings.wishedBy }).from(closings).where(inArray(closings.postId, wanted));
      return {
        applied: new Map(applied.map(({ id, n }) => [id, n])),
        filled: new Map(filled.map(({ id, n }) => [id, n])),
        // a class that somebody was moved to by hand is held after all
        closed: new Map(shut.filter(({ id }) => !filled.some((row) => row.id === id)).map(({ id, wishedBy }) => [id, wishedBy.length])),
      };
    },
    /** Replaces the ranking. `closed`: the round takes no rankings; `stale`: another version was changed. */
    rank(
      { id, roundId, version }: { readonly id: string; readonly roundId: string; readonly version: number },
      unranked: typeof posts.$inferSelect.unranked,
      places: readonly RankedPlace[],
      audit: AuditRecord,
    ) {
      return db.transaction(function* (tx) {
        if (!(yield* entryStep(db, tx, roundId, ['open'], audit.at))) return 'closed' as const;
        const changed = yield* run(
          tx
            .update(posts)
            .set({ unranked, version: version + 1 })
            .where(and(eq(posts.id, id), eq(posts.version, version)))
            .returning({ id: posts.id }),
        );
        if (changed.length === 0) return 'stale' as const;
        yield* run(tx.delete(rankings).where(eq(rankings.postId, id)));
        const rows = places.map((place) => ({ postId: id, ...place }));
        for (const some of chunks(rankings, rows)) yield* run(tx.insert(rankings).values(some));
        yield* auditStep(db, tx, audit);
        return 'done' as const;
      });
    },
  };
}
