import { randomBytes } from 'node:crypto';
import type { Principal } from '../../../db/repositories/access.ts';
import { createOutcomeRepository, isGivenUp } from '../../../db/repositories/placement-outcomes.ts';
import { createRoundRepository, type RoundRow, type RoundStatus } from '../../../db/repositories/placement-rounds.ts';
import { minuteOf } from '../../../schemas/days.ts';
import type { PlacementRound, PlacementRoundChange, PlacementRoundInput } from '../../../schemas/placement.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
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
  /** Dates of a round, as they are kept. */
  function datesOf({ opensAt = null, closesAt = null }: Pick<PlacementRoundInput, 'opensAt' | 'closesAt'>, now: Date) {
    const at = (time: string | null) => (time === null ? null : new Date(time));
    const [from, to] = [at(opensAt), at(closesAt)];
    if (to !== null && to <= now) throw invalidField('/closesAt', '截止时间须晚于现在', `must be after now, ${minuteOf(now).replace('T', ' ')}`);
    if (from !== null && to !== null && to <= from) throw invalidField('/closesAt', '截止时间须晚于开放时间', 'must be after opensAt');
    return { opensAt: from, closesAt: to };
  }
  const said = ({ opensAt, closesAt }: Pick<RoundRow, 'opensAt' | 'closesAt'>) => ({ opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null }); // prettier-ignore
  const told = async (row: RoundRow) => present(row, await rounds.sizes([row.id]));

  return {
    /** @param demo a round of the demo city: simulated, with a seed that says the same at every first start */
    async add({ actor }: Principal, input: PlacementRoundInput, requestId: string, demo?: { readonly seed: string }): Promise<PlacementRound> {
      const { kind, proposing = 'students', maxChoices = defaultChoices } = input;
      const [id, now] = [newId(), clock()];
      const dates = datesOf(input, now);
      const row = {
        ...{ id, name: input.name.trim(), kind, proposing, maxChoices, ...dates, status: 'draft' as const, createdAt: now },
        ...{ seed: demo?.seed ?? randomBytes(16).toString('hex'), simulated: demo !== undefined },
      };
      const after = { kind, proposing, maxChoices, ...said(dates), status: 'draft' };
      await rounds.add(row, record({ actor, requestId }, now, 'create', ['placement_round', id], after));
      return told(await round(id));
    },
    get: async (id: string) => told(await round(id)),
    async list(status: RoundStatus | undefined, query: PageQuery) {
      const page = await rounds.page(status, toPageRequest(query, ['text']));
      const sizes = await rounds.sizes(page.items.map(({ id }) => id));
      return toList(page, query, (row) => present(row, sizes), () => rounds.count(status)); // prettier-ignore
    },
    /** Name and dates, as long as it is not closed; the day it opened by is past then. */
    async change({ actor }: Principal, id: string, input: PlacementRoundChange, seen: Seen, requestId: string): Promise<PlacementRound> {
      const row = await round(id);
      checkVersion(seen, row.version);
      if (row.status !== 'draft' && row.status !== 'open') throw wrongState(row.status, '名称和时间不能再改', 'name and dates cannot be changed any more');
      const now = clock();
      const asked = datesOf(input, now);
      const dates = row.status === 'open' ? { ...asked, opensAt: row.opensAt } : asked;
      const audit = record({ actor, requestId }, now, 'update', ['placement_round', id], said(dates), said(row));
      if (!(await rounds.change(row, { name: input.name.trim(), ...dates }, audit))) throw stale();
      return told(await round(id));
    },
    /** Students choose and enterprises rank from now on. */
    async open({ actor }: Principal, id: string, requestId: string): Promise<PlacementRound> {
      const { status, closesAt } = await round(id);
      const { posts } = (await rounds.sizes([id])).get(id) ?? none;
      if (status === 'draft' && posts === 0) throw wrongState(status, '还没有岗位，不能开放', 'without a post it cannot open');
      const now = clock();
      if (status === 'draft' && closesAt !== null && closesAt <= now)
        throw wrongState(status, '截止时间已过，请先修改', 'the time it closes is past: change it first');
      const tell = (['enterprise', 'school'] as const).map((role) => ({ to: { role }, kind: 'placement_opened' as const }));
      const audit = { ...record({ actor, requestId }, now, 'opened', ['placement_round', id], { status: 'open' }, { status: 'draft' }), tell };
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
  const { id, name, kind, proposing, maxChoices, status, seed, createdAt, openedAt, closedAt, publishedAt, verification, version, simulated } = row;
  const at = (time: Date | null) => time?.toISOString() ?? null;
  return {
    ...{ id, name, kind, proposing, maxChoices, status, givenUp: isGivenUp(row), seed: status === 'published' ? seed : null, ...(sizes.get(id) ?? none) },
    ...{ createdAt: createdAt.toISOString(), opensAt: at(row.opensAt), closesAt: at(row.closesAt) },
    ...{ openedAt: at(openedAt), closedAt: at(closedAt), publishedAt: at(publishedAt), version, simulated, verification },
  };
}
