import type { Principal } from '../../../db/repositories/access.ts';
import { createCooperationBatchRepository, type BatchRow } from '../../../db/repositories/cooperation-batches.ts';
import { createCooperationListingRepository } from '../../../db/repositories/cooperation-listings.ts';
import { createCooperationRepository } from '../../../db/repositories/cooperations.ts';
import { pairBatch } from '../../../matching/cooperation/batch.ts';
import { cooperationParameters } from '../../../matching/cooperation/parameters.ts';
import { indexLinks } from '../../../matching/cooperation/reach.ts';
import { canonicalJson, sha256 } from '../../../schemas/canonical.ts';
import type { CooperationBatch, CooperationBatchInput, CooperationStatistics } from '../../../schemas/cooperation.ts';
import { cooperationPairs } from '../../../schemas/vocabulary.ts';
import { cooperationWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { comparedOf, createComparison, isTaken } from './compared.ts';
import { newCooperation } from './cooperations.ts';

/** Listings a batch takes at most: of 200 needs and 200 offers the best pairing takes well under a second. */
const largest = 400;

/** Batches 一对一匹配, and how cooperation stands in the city. */
export function createBatchService(context: ServerContext) {
  const { db, clock, newId } = context;
  const batches = createCooperationBatchRepository(db);
  const listings = createCooperationListingRepository(db);
  const cooperations = createCooperationRepository(db);
  const comparison = createComparison(context);
  const record = createRecorder(context);

  async function present(rows: readonly BatchRow[]): Promise<CooperationBatch[]> {
    const ids = rows.flatMap(({ result }) => result.pairs.flatMap(({ needId, offerId }) => [needId, offerId]));
    const named = new Map((await listings.named(ids)).map((one) => [one.id, one]));
    return rows.map((row) => presentBatch(row, named));
  }
  async function one(row: BatchRow): Promise<CooperationBatch> {
    const [batch] = await present([row]);
    if (!batch) throw new Error(`batch ${row.id} needs to be told`);
    return batch;
  }

  return {
    /** Pairs all open listings that take one partner, stores the proof, and suggests every pair to both sides. */
    async add({ actor }: Principal, { pair, chainId }: CooperationBatchInput, requestId: string): Promise<CooperationBatch> {
      if (chainId !== undefined && !(await listings.chainExists(chainId))) throw invalidField('/chainId', '没有此产业链', 'no chain has this id');
      const now = clock();
      const found = await listings.forBatch(pair, chainId, dayOf(now), largest + 1);
      if (found.length > largest)
        throw invalidField('/chainId', `一次最多匹配 ${largest} 条，请按产业链分批`, `a batch takes ${largest} listings at most: name a chain`);
      const rows = new Map(found.map(({ row }) => [row.id, row]));
      const details = await listings.detailsOf([...rows.keys()]);
      const side = (name: 'need' | 'offer') => found.filter(({ row }) => row.side === name).map(({ row }) => comparedOf(row, details)).filter((one) => !isTaken(one)); // prettier-ignore
      const [needs, offers] = [side('need'), side('offer')];
      if (needs.length === 0 || offers.length === 0)
        throw new ApiError('conflict', {
          zh: `没有可匹配的信息：选择一对一匹配的需求 ${needs.length} 条、供给 ${offers.length} 条`,
          en: `There is nothing to pair: of those who take one partner there are ${needs.length} needs and ${offers.length} offers`,
        });
      const links = await comparison.links();
      const taken = await cooperations.standing(needs.map(({ id }) => id));
      const result = pairBatch(pair, needs, offers, indexLinks(links), taken);
      const id = newId();
      const suggested = result.pairs.flatMap(({ need, offer, score, parts }) => {
        const [a, b] = [rows.get(need), rows.get(offer)];
        return a && b ? [{ ...newCooperation({ id: newId(), need: a, offer: b, score, parts: [...parts], at: now, actor }), batchId: id }] : [];
      });
      const input = { pair, needs, offers, links, taken: [...taken].sort(), parameters: cooperationParameters.map(({ name, value }) => ({ name, value })) };
      const stored = result.pairs.map(({ need, offer, score, parts }) => ({ needId: need, offerId: offer, score, parts: [...parts] }));
      const row: BatchRow = {
        ...{ id, pair, needs: needs.length, offers: offers.length, paired: stored.length, total: result.total, result: { pairs: stored, gaps: result.gaps } },
        ...{ inputHash: sha256(canonicalJson(input)), simulated: found.some((one) => one.row.simulated), createdBy: actor, createdAt: now },
      };
      const said = { pair, chainId: chainId ?? null, needs: row.needs, offers: row.offers, paired: row.paired, total: row.total, inputHash: row.inputHash };
      const tell = suggested.flatMap(({ id: cooperationId, needOrganisationId, offerOrganisationId }) =>
        [...new Set([needOrganisationId, offerOrganisationId])].map((organisationId) => ({
          ...{ to: { organisationId }, kind: 'cooperation_suggested' as const, values: { pair }, about: ['cooperation', cooperationId] as const },
        })),
      );
      await batches.add(row, suggested, { ...record({ actor, requestId }, now, 'create', ['cooperation_batch', id], said), tell });
      return one(row);
    },
    async get(id: string): Promise<CooperationBatch> {
      const row = await batches.find(id);
      if (!row) throw notFound({ zh: '此批匹配', en: 'This batch' });
      return one(row);
    },
    async list(query: PageQuery) {
      const page = await batches.page(toPageRequest(query, ['text']));
      const items = await present(page.items);
      return toList({ items, next: page.next }, query, (row) => row, () => batches.count()); // prettier-ignore
    },
    /** A row a pair, in their order. */
    async statistics(): Promise<CooperationStatistics[]> {
      const { open, begun, late } = await batches.statistics(dayOf(clock()));
      const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0);
      const capacity = (rows: readonly { capacity: number }[]) => rows.reduce((total, one) => total + one.capacity, 0);
      return cooperationPairs.map((pair): CooperationStatistics => {
        const [listed, rows] = [open.filter((row) => row.pair === pair), begun.filter((row) => row.pair === pair)];
        const side = (name: 'need' | 'offer') => listed.filter((row) => row.side === name);
        const counts = Object.fromEntries(statesOf(cooperationWorkflow).map((state) => [state, sum(rows.filter((row) => row.state === state))]));
        const ending = (outcome: string) => sum(rows.filter((row) => row.outcome === outcome));
        return {
          ...{
            pair,
            openNeeds: sum(side('need')),
            openOffers: sum(side('offer')),
            needCapacity: capacity(side('need')),
            offerCapacity: capacity(side('offer')),
          },
          ...(counts as Record<(typeof cooperationWorkflow)['initial'], number>),
          ...{ achieved: ending('achieved'), partly: ending('partly'), notAchieved: ending('not_achieved') },
          agreedCapacity: capacity(rows.filter(({ state }) => state === 'agreed' || state === 'underway' || state === 'closed')),
          lateMilestones: sum(late.filter((row) => row.pair === pair)),
          simulated: [...listed, ...rows].some((row) => row.simulated),
        };
      });
    },
  };
}

type Partner = CooperationBatch['pairs'][number]['need'];
function presentBatch(row: BatchRow, named: ReadonlyMap<string, Partner>): CooperationBatch {
  const { id, pair, needs, offers, paired, total, result, inputHash, simulated, createdAt } = row;
  const partner = (of: string) => named.get(of) ?? { id: of, title: of, organisationId: of, organisationName: of };
  const { feasibility, slackness, unused } = result.gaps;
  return {
    ...{ id, pair, needs, offers, paired, total, inputHash, simulated, createdAt: createdAt.toISOString() },
    pairs: result.pairs.map(({ needId, offerId, score, parts }) => ({ need: partner(needId), offer: partner(offerId), score, parts: [...parts] })),
    certificate: { feasibility, slackness, unused, proven: feasibility === 0 && slackness === 0 && unused === 0 },
  };
}
