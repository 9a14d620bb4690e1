import type { Principal } from '../../../db/repositories/access.ts';
import { createCooperationListingRepository, type ListingFilter, type ListingRow } from '../../../db/repositories/cooperation-listings.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { CooperationListing, CooperationListingChange, CooperationListingInput, CooperationListingStepInput } from '../../../schemas/cooperation.ts';
import { listingWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { nextMove } from '../../workflow.ts';
import { createCooperationFinder } from './find.ts';
import { presentListing, type ShownListing } from './present.ts';
import { plans, resourcesOf, sideOf, type Pair } from './sides.ts';

export interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
export type ListingQuestion = Omit<ListingFilter, 'reader' | 'organisationId'> & { readonly mine?: boolean };
const entity = 'cooperation_listing';
const filesAtOnce = 200;

/** Needs and offers: written by schools and enterprises, open to everybody who is signed in. */
export function createListingService(context: ServerContext) {
  const { db, clock, newId } = context;
  const listings = createCooperationListingRepository(db);
  const moves = createStateMoveRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const record = createRecorder(context);
  const find = createCooperationFinder(context);

  /** What is told of it in the audit record: nothing that somebody wrote. */
  const told = ({ pair, side, resource, chainId, regionCode, fromOn, toOn, capacity, oneToOne, state }: ListingRow) => ({
    ...{ pair, side, resource, chainId, regionCode, fromOn, toOn, capacity, oneToOne, state },
  });
  async function present(principal: Principal, rows: readonly ShownListing[]): Promise<CooperationListing[]> {
    const details = await listings.detailsOf(rows.map(({ row }) => row.id));
    return rows.map((row) => presentListing(principal, row, details));
  }
  async function one(principal: Principal, id: string): Promise<CooperationListing> {
    const [listing] = await present(principal, [await find.listing(principal, id)]);
    if (!listing) throw new Error(`listing ${id} needs to be told`);
    return listing;
  }
  async function checked(pair: Pair, input: CooperationListingChange) {
    const { title, text, resource = null, chainId = null, majorCodes = [], occupationCodes = [], regionCode = null, fromOn, toOn } = input;
    const allowed = resourcesOf[pair];
    if (resource !== null && !allowed.includes(resource))
      throw invalidField('/resource', allowed.length === 0 ? '此类供需没有资源类型' : `应为 ${allowed.join('、')} 之一`, allowed.length === 0 ? 'this pair has none' : `must be one of ${allowed.join(', ')} here`); // prettier-ignore
    if (toOn < fromOn) throw invalidField('/toOn', `不得早于开始日期 ${fromOn}`, `must not be before fromOn ${fromOn}`);
    if (chainId !== null && !(await listings.chainExists(chainId))) throw invalidField('/chainId', '没有此产业链', 'no chain has this id');
    if (regionCode !== null) await catalogue.region(regionCode);
    for (const [i, code] of majorCodes.entries()) await catalogue.major(code, { pointer: `/majorCodes/${i}` });
    for (const [i, code] of occupationCodes.entries()) await catalogue.occupation(code, { pointer: `/occupationCodes/${i}` });
    const { capacity = null, oneToOne = false } = input;
    return {
      set: { title: title.trim(), text: text.trim(), resource, chainId, regionCode, fromOn, toOn, capacity, oneToOne },
      subjects: { majorCodes, occupationCodes },
    };
  }
  const filterOf = (principal: Principal, { mine = false, ...asked }: ListingQuestion): ListingFilter => ({
    ...asked,
    ...(mine ? { organisationId: principal.organisationId ?? '' } : {}),
    reader: { organisationId: principal.organisationId, all: plans(principal), drafts: principal.role === 'administrator' },
  });
  /** Schools and enterprises write for themselves, administrators for the one they name. */
  async function writer(principal: Principal, named: string | undefined) {
    if (principal.role === 'school' || principal.role === 'enterprise') return reporting.reporter(principal, named, principal.role);
    try {
      return await reporting.reporter(principal, named, 'school');
    } catch (error) {
      if (!(error instanceof ApiError) || named === undefined) throw error;
      return reporting.reporter(principal, named, 'enterprise');
    }
  }

  return {
    async add(principal: Principal, input: CooperationListingInput, requestId: string, simulated = false): Promise<CooperationListing> {
      const { id: organisationId, kind } = await writer(principal, input.organisationId);
      const { set, subjects } = await checked(input.pair, input);
      const [id, now] = [newId(), clock()];
      const row: ListingRow = {
        ...{ id, organisationId, pair: input.pair, side: sideOf(input.pair, kind === 'school' ? 'school' : 'enterprise'), ...set },
        ...{ state: listingWorkflow.initial, version: 1, simulated, createdBy: principal.actor, createdAt: now, changedAt: now },
      };
      await listings.add(
        row,
        subjects,
        record({ actor: principal.actor, requestId }, now, 'create', [entity, id], { organisationId, ...told(row), ...subjects }),
      );
      return one(principal, id);
    },
    get: one,
    async change(id: string, { principal, requestId, seen }: Doing, input: CooperationListingChange): Promise<CooperationListing> {
      const { row } = await find.ownListing(principal, id);
      checkVersion(seen, row.version);
      if (row.state !== 'draft' && row.state !== 'open')
        throw new ApiError('conflict', { zh: '已关闭或撤回的供需信息不能修改', en: 'A listing that is closed or withdrawn cannot be changed' });
      const { set, subjects } = await checked(row.pair, input);
      const now = clock();
      const after = { ...told({ ...row, ...set }), ...subjects };
      const audit = record({ actor: principal.actor, requestId }, now, 'update', [entity, id], after, told(row));
      if (!(await listings.change(row, { ...set, changedAt: now }, subjects, audit))) throw stale();
      return one(principal, id);
    },
    async step(id: string, { principal, requestId, seen }: Doing, { event }: CooperationListingStepInput): Promise<CooperationListing> {
      const { row } = await find.ownListing(principal, id);
      checkVersion(seen, row.version);
      const move = nextMove(listingWorkflow, row.state, { event, by: principal.role });
      const now = clock();
      if (move.to === 'open' && row.toOn < dayOf(now))
        throw new ApiError('conflict', { zh: `有效期已于 ${row.toOn} 结束，请先修改日期`, en: `It ended on ${row.toOn}: change its dates first` });
      const step = { workflow: listingWorkflow.name, id, version: row.version, move, from: row.state, set: { changedAt: now }, at: now, actor: principal.actor, moveId: newId() }; // prettier-ignore
      const audit = record({ actor: principal.actor, requestId }, now, event, [entity, id], { state: move.to }, { state: row.state });
      if (!(await moves.move(db.schema.cooperationListings, step, audit))) throw stale();
      return one(principal, id);
    },
    async list(principal: Principal, asked: ListingQuestion, query: PageQuery) {
      const filter = filterOf(principal, asked);
      const page = await listings.page(filter, toPageRequest(query, ['text']));
      const items = await present(principal, page.items);
      return toList({ items, next: page.next }, query, (row) => row, () => listings.count(filter)); // prettier-ignore
    },
    /** All of them, for files. */
    async *rows(principal: Principal, asked: ListingQuestion): AsyncGenerator<CooperationListing> {
      const filter = filterOf(principal, asked);
      let some: ShownListing[] = [];
      for await (const row of walk(
        (page) => listings.page(filter, page),
        (found) => found,
      )) {
        some.push(row);
        if (some.length < filesAtOnce) continue;
        yield* await present(principal, some);
        some = [];
      }
      yield* await present(principal, some);
    },
  };
}
