import type { Database, Executor, Steps } from './database.ts';
import { ConflictError, MissingReferenceError } from './errors.ts';

/** Ends a rehearsal, so that nothing of it stays. */
class Rehearsed extends Error {}

/**
 * Whether a change could be made as things stand: it is tried, and taken back whatever comes of it.
 *
 * @param db the database
 * @param steps body of a transaction
 * @returns false where something stands in the way (a conflict, a row that is gone); other errors are thrown
 */
export async function wouldSucceed(db: Database, steps: (tx: Executor) => Steps<unknown>): Promise<boolean> {
  try {
    await db.transaction(function* (tx): Steps<void> {
      yield* steps(tx);
      throw new Rehearsed();
    });
  } catch (error) {
    if (error instanceof Rehearsed) return true;
    if (error instanceof ConflictError || error instanceof MissingReferenceError) return false;
    throw error;
  }
  return true;
}
