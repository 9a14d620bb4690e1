import type { Telling } from '../../db/repositories/notifications.ts';
import { createRoundRepository } from '../../db/repositories/placement-rounds.ts';
import type { WorkerContext } from './context.ts';

/** Schools and enterprises, and who runs rounds. */
export const toldToAll = (kind: 'placement_opened' | 'placement_published'): Telling[] =>
  (['enterprise', 'school', 'planner', 'secretariat'] as const).map((role) => ({ to: { role }, kind }));

/**
 * Opens rounds whose time to open has come and closes those whose time is over. Each is one compare-and-set that looks at state and date again, so that of several workers, or of one before and after a restart, one does it, and a date that was put
 * off in the meantime holds. A round without posts, or one whose time to close has passed as well, waits for somebody.
 */
export async function followPlacementDates({ db, clock, newId, logger }: WorkerContext): Promise<void> {
  const rounds = createRoundRepository(db);
  const now = clock();
  for (const { id, status } of await rounds.due(now)) {
    const opening = status === 'draft';
    const done = await rounds.follow(id, status, now, {
      ...{ id: newId(), at: now, actor: 'worker', action: opening ? 'opened' : 'closed', entity: 'placement_round', entityId: id },
      ...{ before: { status }, after: { status: opening ? 'open' : 'closing', byDate: true } },
      ...(opening ? { tell: toldToAll('placement_opened') } : {}),
    });
    if (done) logger.info({ roundId: id, opening }, 'a placement round followed its date');
  }
}
