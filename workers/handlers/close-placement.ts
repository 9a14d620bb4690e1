import { createOutcomeRepository, type OutcomeRows } from '../../db/repositories/placement-outcomes.ts';
import { keyEntries, standingFor, type KeyedEntries } from '../../matching/placement/entries.ts';
import type { RoundInput, RoundResult } from '../../matching/placement/round.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import { TerminalError, type Handlers } from '../catalog.ts';
import { defaultLeaseMs, type WorkerContext } from './context.ts';
import { followPlacementDates, toldToAll } from './placement-dates.ts';

/** A round that could not be placed this often waits for somebody to close it again; each time is one attempt more. */
const maximumAttempts = 5;

/** The short name of everything an outcome depends on. */
const hashOf = ({ seed, proposing, students, posts }: RoundInput) =>
  sha256(canonicalJson({ seed, proposing, students, posts: posts.map((post) => ({ ...post, ranking: [...(post.ranking ?? [])] })) }));

function rowsOf(roundId: string, { input, candidateIdOf, postIdOf }: KeyedEntries, { outcomes, closings, check }: RoundResult): OutcomeRows {
  const postOf = (key: string) => standingFor(postIdOf, key);
  return {
    outcomes: outcomes.map(({ student, post, choice, missed }) => ({
      ...{ candidateId: standingFor(candidateIdOf, student), roundId, postId: post === null ? null : postOf(post), choice, byHand: false },
      missed: missed.map(({ post: key, ...why }) => ({ postId: postOf(key), ...why })),
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
export function createPlacementHandler({ db, clock, newId, pool, logger, leaseMs = defaultLeaseMs }: WorkerContext): Handlers['closePlacement'] {
  const repository = createOutcomeRepository(db);
  const lease = () => new Date(+clock() + leaseMs);
  const byWorker = (action: string, roundId: string, after: Record<string, string | number | boolean | null>) => ({
    ...{ id: newId(), at: clock(), actor: 'worker', action, entity: 'placement_round', entityId: roundId, after },
  });
  return async ({ roundId }, { signal }) => {
    const round = await repository.claim(roundId, clock(), lease());
    if (!round) return;
    const renewal = setInterval(() => {
      repository.extendLease(round, lease()).catch((err: unknown) => {
        logger.warn({ err, roundId }, 'could not extend a lease');
      });
    }, leaseMs / 3);
    try {
      const entries = keyEntries(round, await repository.entries(roundId));
      const result = await pool.closePlacement(entries.input, signal);
      const rows = rowsOf(roundId, entries, result);
      const { inputHash: _hash, ...numbers } = rows.verification;
      const audit = { ...byWorker('published', roundId, { status: 'published', ...numbers }), tell: toldToAll('placement_published') };
      const published = await repository.publish(round, clock(), rows, audit);
      if (!published) logger.warn({ roundId, attempt: round.attempts }, 'another attempt had the round by the time this one was done');
    } catch (error) {
      // a worker that closes gives the round back; that says nothing against it
      if (signal.aborted || round.attempts < maximumAttempts) {
        await repository.release(round);
        throw error;
      }
      const told = ['secretariat', 'planner', 'administrator'] as const;
      const audit = {
        ...byWorker('fail', roundId, { attempts: round.attempts }),
        tell: told.map((role) => ({ to: { role }, kind: 'placement_failed' as const })),
      };
      await repository.giveUp(round, audit);
      throw new TerminalError(error instanceof Error ? error.message : String(error), { cause: error });
    } finally {
      clearInterval(renewal);
    }
  };
}

/** Opens and closes rounds whose time has come, and queues what is closing: just now, or left behind by a crash. */
export function createPlacementSweep(context: WorkerContext): Handlers['sweepPlacements'] {
  const { db, queue, clock } = context;
  const repository = createOutcomeRepository(db);
  return async () => {
    await followPlacementDates(context);
    const left = await repository.unfinished(clock());
    await queue.addMany(
      'closePlacement',
      left.map(({ id }) => ({ roundId: id })),
    );
  };
}
