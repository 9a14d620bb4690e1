import { createOutcomeRepository, type OutcomeRows } from '../../db/repositories/placement-outcomes.ts';
import { keyEntries, standingFor, type KeyedEntries } from '../../matching/placement/entries.ts';
import type { RoundInput, RoundResult } from '../../matching/placement/round.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import type { Handlers } from '../catalog.ts';
import { defaultLeaseMs, type WorkerContext } from './context.ts';

/** The short name of everything an outcome depends on. */
const hashOf = ({ seed, proposing, students, posts }: RoundInput) =>
  sha256(canonicalJson({ seed, proposing, students, posts: posts.map((post) => ({ ...post, ranking: [...(post.ranking ?? [])] })) }));

function rowsOf(roundId: string, { input, candidateIdOf, postIdOf }: KeyedEntries, { outcomes, closings, check }: RoundResult): OutcomeRows {
  const postOf = (key: string) => standingFor(postIdOf, key);
  return {
    outcomes: outcomes.map(({ student, post, choice, missed }) => ({
      ...{ candidateId: standingFor(candidateIdOf, student), roundId, postId: post === null ? null : postOf(post), choice, byHand: false },
      missed: missed.map(({ post: key, reason }) => ({ postId: postOf(key), reason })),
    })),
    closings: closings.map(({ post, held, wishedBy }, no) => ({
      ...{ roundId, postId: postOf(post), no, held },
      wishedBy: wishedBy.map((key) => standingFor(candidateIdOf, key)),
    })),
    verification: { ...check, inputHash: hashOf(input) },
  };
}

/**
 * Places the candidates of a round that is closing, and publishes. The claim is a compare-and-set on the row, and publishing one on the attempt that holds it: of two workers, or of one that was killed and the next, one writes, and what is
 * written depends on the entries alone.
 */
export function createPlacementHandler({ db, clock, newId, pool, leaseMs = defaultLeaseMs }: WorkerContext): Handlers['closePlacement'] {
  const repository = createOutcomeRepository(db);
  return async ({ roundId }, { signal }) => {
    const round = await repository.claim(roundId, clock(), new Date(+clock() + leaseMs));
    if (!round) return;
    try {
      const entries = keyEntries(round, await repository.entries(roundId));
      const result = await pool.closePlacement(entries.input, signal);
      const rows = rowsOf(roundId, entries, result);
      const now = clock();
      const { inputHash: _hash, ...numbers } = rows.verification;
      await repository.publish(round, now, rows, {
        ...{ id: newId(), at: now, actor: 'worker', action: 'published', entity: 'placement_round', entityId: roundId },
        after: { status: 'published', ...numbers },
      });
    } catch (error) {
      await repository.release(round);
      throw error;
    }
  };
}

/** Queues again what a crash left behind. */
export function createPlacementSweep({ db, queue, clock }: WorkerContext): Handlers['sweepPlacements'] {
  const repository = createOutcomeRepository(db);
  return async () => {
    const left = await repository.unfinished(clock());
    await queue.addMany(
      'closePlacement',
      left.map(({ id }) => ({ roundId: id })),
    );
  };
}
