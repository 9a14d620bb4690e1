import { and, asc, eq, gt, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import type { CandidateRow, RankingRow } from '../../schemas/placement-rows.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';
import { ConflictError } from '../errors.ts';
import type { ImportRow } from './imports.ts';
import { noCode } from './placement-candidates.ts';
import { entryStep } from './placement-rounds.ts';

export type PlacementKind = Extract<ImportKind, 'candidates' | 'rankings'>;
export const isPlacementKind = (kind: ImportKind): kind is PlacementKind => kind === 'candidates' || kind === 'rankings';
/** States of a round in which a sheet of the kind is taken, and taken back. */
const taking = { candidates: ['draft', 'open'], rankings: ['open'] } as const;

interface Batch {
  readonly batchId: string;
  readonly idBase: string;
  readonly at: Date;
}
type CandidateEntry = CandidateRow & { readonly roundId: string };
type RankingEntry = RankingRow & { readonly roundId: string; readonly postId: string; readonly candidateId: string };

/** Spreadsheets that bring students into rounds, or how posts rank them. */
export function createPlacementImports(db: Database) {
  const { placementRounds: rounds, placementPosts: posts, placementPostMajors: postMajors, placementCandidates: candidates } = db.schema;
  const { placementRankingBatches: before, organisations } = db.schema;
  return {
    /** What rows may name: rounds that take the kind, their posts and candidates. */
    async read(kind: PlacementKind, now: Date) {
      const open = await db.query
        .select({ id: rounds.id, name: rounds.name })
        .from(rounds)
        .where(and(inArray(rounds.status, [...taking[kind]]), or(isNull(rounds.closesAt), gt(rounds.closesAt, now))))
        .orderBy(asc(rounds.id));
      const ids = open.map(({ id }) => id);
      const offered = ids.length === 0 || kind === 'candidates' ? [] : await db.query.select().from(posts).where(inArray(posts.roundId, ids));
      const forMajors = offered.length === 0 ? [] : await db.query.select({ row: postMajors }).from(postMajors).innerJoin(posts, and(eq(posts.id, postMajors.postId), inArray(posts.roundId, ids))); // prettier-ignore
      const majors = Map.groupBy(forMajors, ({ row }) => row.postId);
      const people =
        ids.length === 0
          ? []
          : await db.query
              .select({
                id: candidates.id,
                roundId: candidates.roundId,
                schoolId: candidates.schoolId,
                number: candidates.number,
                majorCode: candidates.majorCode,
              }) // prettier-ignore
              .from(candidates)
              .where(inArray(candidates.roundId, ids));
      const schools = await db.query.select({ id: organisations.id, name: organisations.name }).from(organisations).where(eq(organisations.kind, 'school'));
      return {
        ...{ rounds: open, candidates: people, schools },
        posts: offered.map((post) => ({ ...post, majors: (majors.get(post.id) ?? []).map(({ row }) => row.majorCode) })),
      };
    },
    /** Whether a batch can still be taken back: its rounds are not closed, and nobody has ranked since. */
    async canUndo(kind: PlacementKind, batchId: string): Promise<boolean> {
      const over = notInArray(rounds.status, [...taking[kind]]);
      const [hindered] =
        kind === 'candidates'
          ? await db.query
              .select({ id: candidates.id })
              .from(candidates)
              .innerJoin(rounds, eq(rounds.id, candidates.roundId))
              .where(and(eq(candidates.batchId, batchId), over))
              .limit(1)
          : await db.query
              .select({ id: posts.id })
              .from(before)
              .innerJoin(posts, eq(posts.id, before.postId))
              .innerJoin(rounds, eq(rounds.id, posts.roundId))
              .where(and(eq(before.batchId, batchId), or(over, ne(posts.version, before.version))))
              .limit(1);
      return hindered === undefined;
    },
  };
}

function* holdRounds(db: Database, tx: Executor, ids: readonly string[], kind: PlacementKind, at: Date): Steps<void> {
  for (const id of [...new Set(ids)].sort())
    if (!(yield* entryStep(db, tx, id, taking[kind], at))) throw new ConflictError(`round ${id} needs to take ${kind}, it does not any more`);
}

/** Puts the rows of a sheet in; of rows that say the same thing again the last counts. A ranking takes the place of the whole ranking of its post, which is kept beside it. */
export function* storePlacement(db: Database, tx: Executor, { id, kind }: ImportRow, batch: Batch): Steps<void> {
  const { importRows, placementCandidates: candidates, placementPosts: posts, placementRankings: rankings, placementRankingBatches: before } = db.schema;
  const rows = yield* run(
    tx
      .select({ row: importRows.row, organisationId: importRows.organisationId, report: importRows.report })
      .from(importRows)
      .where(and(eq(importRows.importId, id), eq(importRows.valid, true)))
      .orderBy(asc(importRows.row)),
  );
  if (kind === 'candidates') {
    const last = new Map<string, (typeof candidates)['$inferInsert']>();
    for (const { row, organisationId, report } of rows) {
      const { roundId, number, majorCode } = report as unknown as CandidateEntry;
      const entry = { id: `${batch.idBase.slice(0, 24)}${row.toString(16).padStart(12, '0')}`, roundId, schoolId: organisationId ?? '', number, majorCode };
      last.set(`${roundId}|${organisationId}|${number}`, { ...entry, codeHash: noCode(entry.id), batchId: batch.batchId, createdAt: batch.at });
    }
    yield* holdRounds(db, tx, [...last.values()].map(({ roundId }) => roundId), kind, batch.at); // prettier-ignore
    for (const some of chunks(candidates, [...last.values()])) yield* run(tx.insert(candidates).values(some));
    return;
  }
  const entries = new Map(rows.map(({ report }) => report as unknown as RankingEntry).map((entry) => [`${entry.postId}|${entry.candidateId}`, entry]));
  yield* holdRounds(db, tx, [...entries.values()].map(({ roundId }) => roundId), 'rankings', batch.at); // prettier-ignore
  const postIds = [...new Set([...entries.values()].map(({ postId }) => postId))].sort();
  const stood = Map.groupBy(yield* run(tx.select().from(rankings).where(inArray(rankings.postId, postIds)).orderBy(asc(rankings.candidateId))), ({ postId }) => postId); // prettier-ignore
  const ranked = yield* run(
    tx
      .update(posts)
      .set({ version: nextVersion(posts) })
      .where(inArray(posts.id, postIds))
      .returning({ postId: posts.id, version: posts.version, unranked: posts.unranked }),
  );
  const kept = ranked.map((post) => ({
    ...{ ...post, batchId: batch.batchId },
    places: (stood.get(post.postId) ?? []).map(({ candidateId, place }) => ({ candidateId, place })),
  }));
  for (const some of chunks(before, kept)) yield* run(tx.insert(before).values(some));
  yield* run(tx.delete(rankings).where(inArray(rankings.postId, postIds)));
  const placed = [...entries.values()].map(({ postId, candidateId, place }) => ({ postId, candidateId, place: place ?? null }));
  for (const some of chunks(rankings, placed)) yield* run(tx.insert(rankings).values(some));
}

/**
 * Takes a batch of either kind back: its students leave the round, or the ranking that stood before stands again.
 *
 * @returns students, or places, taken back
 * @throws ConflictError where a round is closed, or a post was ranked since: nothing is changed then
 */
export function* withdrawPlacement(db: Database, tx: Executor, { kind, batchId }: Pick<ImportRow, 'kind' | 'batchId'>, at: Date): Steps<number> {
  const { placementCandidates: candidates, placementPosts: posts, placementRankings: rankings, placementRankingBatches: before } = db.schema;
  const batch = batchId ?? '';
  if (kind === 'candidates') {
    const inRounds = yield* run(tx.selectDistinct({ roundId: candidates.roundId }).from(candidates).where(eq(candidates.batchId, batch)));
    yield* holdRounds(db, tx, inRounds.map(({ roundId }) => roundId), kind, at); // prettier-ignore
    return (yield* run(tx.delete(candidates).where(eq(candidates.batchId, batch)).returning({ id: candidates.id }))).length;
  }
  const kept = yield* run(
    tx.select({ row: before, roundId: posts.roundId, version: posts.version }).from(before).innerJoin(posts, eq(posts.id, before.postId)).where(eq(before.batchId, batch)), // prettier-ignore
  );
  yield* holdRounds(db, tx, kept.map(({ roundId }) => roundId), 'rankings', at); // prettier-ignore
  if (kept.some(({ row, version }) => row.version !== version)) throw new ConflictError('posts need to be as the sheet left them, one was ranked since');
  const postIds = kept.map(({ row }) => row.postId);
  if (postIds.length === 0) return 0;
  const gone = yield* run(tx.delete(rankings).where(inArray(rankings.postId, postIds)).returning({ id: rankings.candidateId }));
  yield* run(tx.update(posts).set({ version: nextVersion(posts) }).where(inArray(posts.id, postIds))); // prettier-ignore
  // whoever has left the round since is not ranked again
  const back = kept.flatMap(({ row }) => row.places.map((place) => ({ postId: row.postId, ...place })));
  const here = new Set((yield* run(tx.select({ id: candidates.id }).from(candidates).where(inArray(candidates.roundId, kept.map(({ roundId }) => roundId))))).map(({ id }) => id)); // prettier-ignore
  for (const some of chunks(rankings, back.filter(({ candidateId }) => here.has(candidateId)))) yield* run(tx.insert(rankings).values(some)); // prettier-ignore
  yield* run(tx.delete(before).where(eq(before.batchId, batch)));
  return gone.length;
}

const nextVersion = ({ version }: Database['schema']['placementPosts']) => sql`${version} + 1`;
