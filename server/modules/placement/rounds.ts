import { randomBytes } from 'node:crypto';
import type { Principal } from '../../../db/repositories/access.ts';
import { createOutcomeRepository, isGivenUp } from '../../../db/repositories/placement-outcomes.ts';
import { createRoundRepository, type RoundRow, type RoundStatus } from '../../../db/repositories/placement-rounds.ts';
import type { PlacementRound, PlacementRoundInput } from '../../../schemas/placement.ts';
import type { ServerContext } from '../../context.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createPlacementFinder, wrongState } from './common.ts';

type Sizes = Awaited<ReturnType<ReturnType<typeof createRoundRepository>['sizes']>>;
const none = { posts: 0, seats: 0, candidates: 0, wished: 0 };
const defaultChoices = 10;

export function createRoundService(context: ServerContext) {
  const { db, clock, newId, queue } = context;
  const rounds = createRoundRepository(db);
  const outcomes = createOutcomeRepository(db);
  const record = createRecorder(context);
  const { round } = createPlacementFinder(context);
  const told = async (row: RoundRow) => present(row, await rounds.sizes([row.id]));

  return {
    async add({ actor }: Principal, input: PlacementRoundInput, requestId: string): Promise<PlacementRound> {
      const { kind, proposing = 'students', maxChoices = defaultChoices } = input;
      const [id, now] = [newId(), clock()];
      const row = { id, name: input.name.trim(), kind, proposing, maxChoices, seed: randomBytes(16).toString('hex'), status: 'draft' as const, createdAt: now };
      await rounds.add(row, record({ actor, requestId }, now, 'create', ['placement_round', id], { kind, proposing, maxChoices, status: 'draft' }));
      return told(await round(id));
    },
    get: async (id: string) => told(await round(id)),
    async list(status: RoundStatus | undefined, query: PageQuery) {
      const page = await rounds.page(status, toPageRequest(query, ['text']));
      const sizes = await rounds.sizes(page.items.map(({ id }) => id));
      return toList(page, query, (row) => present(row, sizes), () => rounds.count(status)); // prettier-ignore
    },
    /** Students choose and enterprises rank from now on. */
    async open({ actor }: Principal, id: string, requestId: string): Promise<PlacementRound> {
      const { status } = await round(id);
      const { posts } = (await rounds.sizes([id])).get(id) ?? none;
      if (status === 'draft' && posts === 0) throw wrongState(status, '还没有岗位，不能开放', 'without a post it cannot open');
      const now = clock();
      const audit = record({ actor, requestId }, now, 'opened', ['placement_round', id], { status: 'open' }, { status: 'draft' });
      if (!(await rounds.move(id, 'draft', { status: 'open', openedAt: now }, audit)))
        throw wrongState((await round(id)).status, '不能再次开放', 'it cannot open again');
      return told(await round(id));
    },
    /** Nothing is entered from now on; a worker places and publishes. A round whose placing was given up is tried once more. */
    async close({ actor }: Principal, id: string, requestId: string): Promise<PlacementRound> {
      const now = clock();
      if (isGivenUp(await round(id))) {
        if (await outcomes.resume(id, record({ actor, requestId }, now, 'closed', ['placement_round', id], { status: 'closing' }, { status: 'closing' })))
          await queue.add('closePlacement', { roundId: id });
        return told(await round(id));
      }
      const audit = record({ actor, requestId }, now, 'closed', ['placement_round', id], { status: 'closing' }, { status: 'open' });
      if (!(await rounds.move(id, 'open', { status: 'closing', closedAt: now }, audit)))
        throw wrongState((await round(id)).status, '只有开放中的轮次才能截止', 'only a round that is open can be closed');
      await queue.add('closePlacement', { roundId: id });
      return told(await round(id));
    },
  };
}

function present(row: RoundRow, sizes: Sizes): PlacementRound {
  const { id, name, kind, proposing, maxChoices, status, seed, createdAt, openedAt, closedAt, publishedAt, verification } = row;
  const at = (time: Date | null) => time?.toISOString() ?? null;
  return {
    ...{ id, name, kind, proposing, maxChoices, status, givenUp: isGivenUp(row), seed: status === 'published' ? seed : null, ...(sizes.get(id) ?? none) },
    ...{ createdAt: createdAt.toISOString(), openedAt: at(openedAt), closedAt: at(closedAt), publishedAt: at(publishedAt), verification },
  };
}
