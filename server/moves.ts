import { createActorRepository } from '../db/repositories/actors.ts';
import type { Principal } from '../db/repositories/access.ts';
import { createStateMoveRepository } from '../db/repositories/state-moves.ts';
import type { AdjustmentMove } from '../schemas/programme-changes.ts';
import type { ServerContext } from './context.ts';
import { seesAll } from './disclosure/readers.ts';
import { toList, toPageRequest, type PageQuery } from './paging.ts';

/** What happened to a proposal or a list, newest first; who did it is told to those who plan. */
export function createMoveHistory({ db }: Pick<ServerContext, 'db'>) {
  const moves = createStateMoveRepository(db);
  const actors = createActorRepository(db);
  return async (principal: Principal, workflow: string, subjectId: string, query: PageQuery) => {
    const page = await moves.page(workflow, subjectId, toPageRequest(query, ['text']));
    const names = seesAll(principal) ? await actors.names(page.items.map(({ actor }) => actor)) : new Map<string, string>();
    type Row = (typeof page.items)[number];
    const present = ({ id, at, event, from, to, actor, reason }: Row): AdjustmentMove => ({
      ...{ id, at: at.toISOString(), event: event as AdjustmentMove['event'], from, to, actorName: names.get(actor) ?? null, reason },
    });
    return toList(page, query, present, () => moves.count(workflow, subjectId));
  };
}
