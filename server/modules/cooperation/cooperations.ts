import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createCooperationRepository, type CooperationFilter, type CooperationRow } from '../../../db/repositories/cooperations.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Cooperation, CooperationInput, CooperationMove } from '../../../schemas/cooperation.ts';
import { cooperationWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { createComparison } from './compared.ts';
import { createCooperationFinder } from './find.ts';
import { presentCooperation, type ShownCooperation } from './present.ts';
import { plans, sideIn, type Side } from './sides.ts';

export type CooperationQuestion = Omit<CooperationFilter, 'organisationId'>;
const entity = 'cooperation';
const filesAtOnce = 200;

/** Cooperations: who invites whom, and who is told what of them. */
export function createCooperationService(context: ServerContext) {
  const { db, clock, newId } = context;
  const cooperations = createCooperationRepository(db);
  const moves = createStateMoveRepository(db);
  const actors = createActorRepository(db);
  const record = createRecorder(context);
  const find = createCooperationFinder(context);
  const comparison = createComparison(context);

  async function present(principal: Principal, rows: readonly ShownCooperation[]): Promise<Cooperation[]> {
    const milestones = await cooperations.milestonesOf(rows.map(({ row }) => row.id));
    const today = dayOf(clock());
    return rows.map((shown) => presentCooperation(principal, shown, milestones.get(shown.row.id) ?? [], today));
  }
  async function one(principal: Principal, id: string): Promise<Cooperation> {
    const [cooperation] = await present(principal, [await find.cooperation(principal, id)]);
    if (!cooperation) throw new Error(`cooperation ${id} needs to be told`);
    return cooperation;
  }
  const scoped = (principal: Principal, asked: CooperationQuestion): CooperationFilter =>
    plans(principal) ? asked : { ...asked, organisationId: principal.organisationId ?? '' };

  /** Both listings, of which one is the caller's, and which side invites. */
  async function invited(principal: Principal, { needId, offerId }: CooperationInput) {
    const at = async (id: string, side: Side, pointer: string) => {
      const missing = invalidField(pointer, side === 'need' ? '没有此需求' : '没有此供给', `no ${side} has this id`);
      const { row } = await find.listing(principal, id).catch(() => {
        throw missing;
      });
      if (row.side !== side) throw missing;
      if (row.state !== 'open') throw invalidField(pointer, '供需信息未发布', 'the listing is not open');
      return row;
    };
    const [need, offer] = [await at(needId, 'need', '/needId'), await at(offerId, 'offer', '/offerId')];
    if (need.pair !== offer.pair) throw invalidField('/offerId', '与需求不是同一类对接', 'is of another pair than the need');
    const { organisationId, role } = principal;
    const side: Side | null =
      role === 'administrator' || need.organisationId === organisationId ? 'need' : offer.organisationId === organisationId ? 'offer' : null;
    if (side === null) throw new ApiError('forbidden', { zh: '两条信息中须有一条属于本单位', en: 'One of the two listings has to be of the own organisation' });
    return { need, offer, side };
  }

  return {
    one,
    async add(principal: Principal, input: CooperationInput, requestId: string): Promise<Cooperation> {
      const { need, offer, side } = await invited(principal, input);
      const score = await comparison.of(need, offer);
      if (!score)
        throw invalidField(
          '/offerId',
          '与需求没有共同的时间，或产业链、专业、职业均不相符',
          'has no day in common with the need, or no chain, major or occupation',
        );
      const [id, now] = [newId(), clock()];
      const row: CooperationRow = {
        ...newCooperation({ id, need, offer, score: score.score, parts: [...score.parts], at: now, actor: principal.actor }),
        ...{ begunBy: side, invitedBy: side, state: 'invited' },
      };
      const audit = record({ actor: principal.actor, requestId }, now, 'invite', [entity, id], { needId: need.id, offerId: offer.id, invitedBy: side });
      const to = side === 'need' ? offer.organisationId : need.organisationId;
      const tell = [{ to: { organisationId: to }, kind: 'cooperation_invited' as const, values: { pair: row.pair } }];
      if (!(await cooperations.add(row, newId(), { ...audit, tell })))
        throw new ApiError('conflict', { zh: '这两条信息之间已有进行中的合作', en: 'The two listings stand in a cooperation already' });
      return one(principal, id);
    },
    async list(principal: Principal, asked: CooperationQuestion, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await cooperations.page(filter, toPageRequest(query, ['text']));
      const items = await present(principal, page.items);
      return toList({ items, next: page.next }, query, (row) => row, () => cooperations.count(filter)); // prettier-ignore
    },
    /** All of them, for files. */
    async *rows(principal: Principal, asked: CooperationQuestion): AsyncGenerator<Cooperation> {
      const filter = scoped(principal, asked);
      let some: ShownCooperation[] = [];
      for await (const row of walk(
        (page) => cooperations.page(filter, page),
        (found) => found,
      )) {
        some.push(row);
        if (some.length < filesAtOnce) continue;
        yield* await present(principal, some);
        some = [];
      }
      yield* await present(principal, some);
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      const { row } = await find.cooperation(principal, id);
      const page = await moves.page(cooperationWorkflow.name, id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      const named = plans(principal) && sideIn(row, principal) === null;
      return toList(
        page,
        query,
        ({ id: moveId, at, event, from, to, reason, actor }): CooperationMove => ({
          ...{ id: moveId, at: at.toISOString(), event, from, to, reason },
          actorName: named || actor === principal.actor ? (names.get(actor) ?? null) : null,
        }),
        () => moves.count(cooperationWorkflow.name, id),
      );
    },
  };
}

interface Begun {
  readonly id: string;
  readonly need: { readonly id: string; readonly organisationId: string; readonly pair: CooperationRow['pair']; readonly simulated: boolean };
  readonly offer: { readonly id: string; readonly organisationId: string; readonly simulated: boolean };
  readonly score: number;
  readonly parts: CooperationRow['parts'];
  readonly at: Date;
  readonly actor: string;
}
/** A cooperation that nobody has done anything with. */
export function newCooperation({ id, need, offer, score, parts, at, actor }: Begun): CooperationRow {
  return {
    ...{ id, pair: need.pair, needId: need.id, offerId: offer.id, needOrganisationId: need.organisationId, offerOrganisationId: offer.organisationId },
    ...{ begunBy: 'city', batchId: null, state: cooperationWorkflow.initial, version: 1, score, parts, invitedBy: null, proposedBy: null },
    ...{ terms: null, agreedCapacity: null, agreedFrom: null, agreedTo: null, outcome: null, outcomeNote: null, over: '' },
    ...{ simulated: need.simulated || offer.simulated, createdBy: actor, createdAt: at, changedAt: at, agreedAt: null, overAt: null },
  };
}
