import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Cooperation,
  CooperationBatch,
  CooperationListing,
  CooperationListingInput,
  CooperationStatistics,
  CooperationSuggestion,
} from '../../schemas/cooperation.ts';
import type { Notification } from '../../schemas/notifications.ts';
import { addPerson, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let [school, other, enterprise, second]: Browser[] = [];
let day: (months: number) => string;
const words = { text: '双方共建订单班', occupationCodes: [] as string[] };
let major: string;
let chain: string;

async function person(kind: 'school' | 'enterprise', index: number): Promise<Browser> {
  const { organisations } = api.db.schema;
  const rows = await api.db.query.select().from(organisations).where(and(eq(organisations.kind, kind), eq(organisations.status, 'verified'))).orderBy(organisations.id); // prettier-ignore
  await addPerson(api, { login: `${kind}-${index}`, role: kind, organisationId: rows[index]!.id, manager: true });
  return signIn(api, `${kind}-${index}`);
}
const body = (more: Partial<CooperationListingInput> = {}): CooperationListingInput => ({
  ...{
    pair: 'training',
    title: '订单培养',
    ...words,
    chainId: chain,
    majorCodes: [major],
    regionCode: '150600',
    fromOn: day(1),
    toOn: day(13),
    capacity: 40,
    ...more,
  },
});
async function listed(by: Browser, more: Partial<CooperationListingInput> = {}, event: string | null = 'publish'): Promise<CooperationListing> {
  const added = await by.call('POST', '/cooperation-listings', body(more));
  if (added.statusCode !== 201) throw new Error(`a listing needs to be stored, got ${added.statusCode}: ${added.body}`);
  const listing = added.json<CooperationListing>();
  return event === null ? listing : (await by.call('POST', `/cooperation-listings/${listing.id}/steps`, { event })).json<CooperationListing>();
}
const step = async (by: Browser, id: string, input: object) => by.call('POST', `/cooperations/${id}/steps`, input);
const done = async (by: Browser, id: string, input: object): Promise<Cooperation> => {
  const response = await step(by, id, input);
  if (response.statusCode !== 200) throw new Error(`a step needs to be taken, got ${response.statusCode}: ${response.body}`);
  return response.json<Cooperation>();
};
/** Counts rows anew: what was stored before is no fault of this refusal. */
const refuse: RefusalCheck = async (...asked) => (await createRefusalCheck(api))(...asked);
const told = async (by: Browser) => (await by.get<{ items: Notification[] }>('/notifications?limit=5')).items[0];

beforeAll(async () => {
  api = await buildTestApp();
  day = (months) => new Date(+api.context.clock() + months * 30 * 86_400_000).toISOString().slice(0, 10);
  const { chainMajors } = api.db.schema;
  const [link] = await api.db.query.select().from(chainMajors).orderBy(chainMajors.chainId, chainMajors.majorCode).limit(1);
  [major, chain] = [link!.majorCode, link!.chainId];
  [school, other] = [await person('school', 0), await person('school', 1)];
  [enterprise, second] = [await person('enterprise', 0), await person('enterprise', 1)];
});
afterAll(() => api.close());

describe('a listing', () => {
  it('takes its side from who writes it, is a draft for its own eyes, then open to everybody', async () => {
    const draft = await listed(enterprise!, {}, null);
    expect(draft).toMatchObject({ side: 'need', state: 'draft', own: true, left: 40, moves: ['publish', 'withdraw'], simulated: false });
    expect(await other!.status('GET', `/cooperation-listings/${draft.id}`)).toBe(404);
    const open = (await enterprise!.call('POST', `/cooperation-listings/${draft.id}/steps`, { event: 'publish' })).json<CooperationListing>();
    expect(open).toMatchObject({ state: 'open', version: 2, moves: ['close', 'withdraw'] });
    expect(await other!.get(`/cooperation-listings/${draft.id}`)).toMatchObject({ own: false, moves: [], majors: [{ code: major }], chain: { id: chain } });
    const query = `pair=training&side=need&majorCode=${major}&chainId=${chain}&regionCode=150600&on=${day(2)}&q=${encodeURIComponent('订单')}&total=true`;
    const seen = await other!.get<{ items: CooperationListing[]; total: number }>(`/cooperation-listings?${query}`);
    expect([seen.items.map(({ id }) => id), seen.total]).toEqual([[draft.id], 1]);
    for (const none of [`on=${day(20)}`, 'side=offer', 'regionCode=610000', 'q=zzz', 'mine=true', 'pair=teachers'])
      expect([none, (await other!.get<{ items: unknown[] }>(`/cooperation-listings?${none}`)).items]).toEqual([none, []]);
    const csv = await other!.call('GET', '/cooperation-listings', undefined, { accept: 'text/csv', 'accept-language': 'zh' });
    expect(csv.body).toContain('剩余（人或项）');
    await enterprise!.call('POST', `/cooperation-listings/${draft.id}/steps`, { event: 'withdraw' });
    expect([await other!.status('GET', `/cooperation-listings/${draft.id}`), await enterprise!.status('GET', `/cooperation-listings/${draft.id}`)]).toEqual([
      404, 200,
    ]);
    const trail = await api.db.query.select().from(api.db.schema.auditEntries).where(eq(api.db.schema.auditEntries.entityId, draft.id));
    expect(trail.map(({ action }) => action)).toEqual(['create', 'publish', 'withdraw']);
    expect(JSON.stringify(trail)).not.toContain('订单');
  });
  it.each<[string, () => Partial<CooperationListingInput>, string]>([
    ['days the wrong way round', () => ({ toOn: day(0) }), '/toOn'],
    ['an unknown chain', () => ({ chainId: 'nothing' }), '/chainId'],
    ['an unknown major', () => ({ majorCodes: [major, '999999'] }), '/majorCodes/1'],
    ['an unknown occupation', () => ({ occupationCodes: ['9-99-99'] }), '/occupationCodes/0'],
    ['an unknown region', () => ({ regionCode: '999999' }), '/regionCode'],
    ['an expert for training', () => ({ resource: 'expert' }), '/resource'],
    ['no text', () => ({ text: ' ' }), '/text'],
  ])('is refused with %s', async (_what, more, pointer) => {
    await (
      await createRefusalCheck(api)
    )('POST', '/cooperation-listings', { headers: enterprise!.headers, body: body(more()) }, 422, [pointer]);
  });
  it('keeps its history of versions: what came first counts, what is over stays', async () => {
    const one = await listed(school!);
    const put = (version: number) =>
      school!.call('PUT', `/cooperation-listings/${one.id}`, { ...changeOf(one), title: '改题' }, { 'if-match': `"v${version}"` });
    expect([(await put(2)).statusCode, (await put(2)).statusCode]).toEqual([200, 412]);
    await school!.call('POST', `/cooperation-listings/${one.id}/steps`, { event: 'close' });
    expect((await put(4)).statusCode).toBe(409);
    expect((await school!.call('POST', `/cooperation-listings/${one.id}/steps`, { event: 'publish' })).statusCode).toBe(409);
    await school!.call('POST', `/cooperation-listings/${one.id}/steps`, { event: 'withdraw' });
  });
});
const changeOf = ({ title, text, fromOn, toOn }: CooperationListing) => ({ title, text, fromOn, toOn });

describe('from a suggestion to the outcome', () => {
  let need: CooperationListing;
  let offer: CooperationListing;
  let cooperation: Cooperation;
  it('suggests what fits best first, with the parts that make the score', async () => {
    need = await listed(enterprise!);
    offer = await listed(school!, { capacity: 30 });
    const half = await listed(other!, { majorCodes: [], chainId: null, fromOn: day(7) });
    const stranger = await listed(other!, { pair: 'technology' });
    const path = `/cooperation-listings/${need.id}/suggestions`;
    const { items } = await enterprise!.get<{ items: CooperationSuggestion[] }>(path);
    expect(items.map(({ listing }) => listing.id)).toEqual([offer.id, half.id]);
    const [best] = items;
    expect(best!.parts.map(({ part, fit }) => [part, fit])).toEqual([['chain', 1], ['majors', 1], ['occupations', 1], ['region', 1], ['time', 1], ['capacity', 0.75]]); // prettier-ignore
    expect(best!.score).toBeCloseTo(
      best!.parts.reduce((sum, { fit, weight }) => sum + (fit ?? 0.5) * weight, 0),
      12,
    );
    expect(await other!.status('GET', path)).toBe(404);
    expect((await api.call('GET', path, { as: 'planner' })).statusCode).toBe(200);
    const back = await school!.get<{ items: CooperationSuggestion[] }>(`/cooperation-listings/${offer.id}/suggestions`);
    expect(back.items.map(({ listing, score }) => [listing.id, score])).toEqual([[need.id, best!.score]]);
    const { items: weights } = await api.getJson<{ items: { name: string; source: string }[] }>('/cooperation-parameters?limit=200', 'school');
    expect(weights.some(({ name }) => name === 'weight.training.majors')).toBe(true);
    for (const one of [half, stranger]) await other!.call('POST', `/cooperation-listings/${one.id}/steps`, { event: 'withdraw' });
  });
  it('is begun by an invitation that only the other side answers', async () => {
    const invite = (by: Browser) => by.call('POST', '/cooperations', { needId: need.id, offerId: offer.id });
    expect((await invite(other!)).statusCode).toBe(403);
    cooperation = (await invite(enterprise!)).json<Cooperation>();
    expect(cooperation).toMatchObject({ state: 'invited', begunBy: 'need', side: 'need', moves: ['end'], version: 1 });
    expect((await invite(school!)).statusCode).toBe(409);
    expect(await told(school!)).toMatchObject({ kind: 'cooperation_invited', entityId: cooperation.id, values: { pair: 'training' } });
    expect(await other!.status('GET', `/cooperations/${cooperation.id}`)).toBe(404);
    expect((await step(enterprise!, cooperation.id, { event: 'accept' })).statusCode).toBe(403);
    await refuse('POST', `/cooperations/${cooperation.id}/steps`, { headers: school!.headers, body: { event: 'decline' } }, 422, ['/reason']);
    await refuse('POST', `/cooperations/${cooperation.id}/steps`, { headers: school!.headers, body: { event: 'begin' } }, 409);
    expect(await done(school!, cooperation.id, { event: 'accept' })).toMatchObject({ state: 'talking', side: 'offer', moves: ['propose', 'end'] });
    expect(await told(enterprise!)).toMatchObject({ kind: 'cooperation_moved', values: { state: 'talking' } });
    expect((await enterprise!.get<{ items: CooperationSuggestion[] }>(`/cooperation-listings/${need.id}/suggestions`)).items).toEqual([]);
  });
  it('is agreed by both, within what is left', async () => {
    const path = `/cooperations/${cooperation.id}/steps`;
    await refuse('POST', path, { headers: school!.headers, body: { event: 'propose' } }, 422, ['/terms', '/fromOn', '/toOn']);
    const terms = { event: 'propose', terms: '订单班', fromOn: day(2), toOn: day(12) };
    await done(school!, cooperation.id, { ...terms, capacity: 31 });
    expect((await step(school!, cooperation.id, { event: 'confirm' })).statusCode).toBe(403);
    await refuse('POST', path, { headers: enterprise!.headers, body: { event: 'confirm' } }, 409);
    await done(enterprise!, cooperation.id, { event: 'revise', reason: '名额不足' });
    await done(enterprise!, cooperation.id, { ...terms, capacity: 25 });
    expect(await done(school!, cooperation.id, { event: 'confirm' })).toMatchObject({ state: 'agreed', agreedCapacity: 25, proposedBy: 'need' });
    expect([(await school!.get<CooperationListing>(`/cooperation-listings/${offer.id}`)).left, (await school!.get<CooperationListing>(`/cooperation-listings/${need.id}`)).left]).toEqual([5, 15]); // prettier-ignore
  });
  it('keeps milestones, is closed with an outcome, and tells its history', async () => {
    const add = (title: string, dueOn: string) => school!.call('POST', `/cooperations/${cooperation.id}/milestones`, { title, dueOn });
    await add('招生', day(-1));
    const { milestones } = (await add('中期检查', day(6))).json<Cooperation>();
    expect(milestones.map(({ title, late }) => [title, late])).toEqual([['招生', true], ['中期检查', false]]); // prettier-ignore
    const completion = `/cooperation-milestones/${milestones[0]!.id}/completion`;
    await refuse('POST', completion, { headers: school!.headers, body: { doneOn: day(1) } }, 422, ['/doneOn']);
    expect(await other!.status('POST', completion, { doneOn: day(-2) })).toBe(404);
    const [first] = (await api.getJson<{ items: CooperationStatistics[] }>('/cooperation-statistics', 'planner')).items;
    expect(first).toMatchObject({ pair: 'training', openNeeds: 1, openOffers: 1, agreed: 1, agreedCapacity: 25, lateMilestones: 1 });
    const complete = await school!.call('POST', completion, { doneOn: day(-2), note: '招生 25 人' });
    expect(complete.json<Cooperation>().milestones[0]).toMatchObject({ doneOn: day(-2), late: false });
    expect([
      await school!.status('POST', completion, { doneOn: day(-2) }),
      (await school!.call('DELETE', `/cooperation-milestones/${milestones[0]!.id}`, undefined, { 'if-match': '*' })).statusCode,
    ]).toEqual([409, 409]);
    expect(await enterprise!.status('DELETE', `/cooperation-milestones/${milestones[1]!.id}`)).toBe(428);
    expect(
      (await enterprise!.call('DELETE', `/cooperation-milestones/${milestones[1]!.id}`, undefined, { 'if-match': '*' })).json<Cooperation>().milestones,
    ).toHaveLength(1);
    await done(school!, cooperation.id, { event: 'begin' });
    await refuse('POST', `/cooperations/${cooperation.id}/steps`, { headers: school!.headers, body: { event: 'close' } }, 422, ['/outcome']);
    const closed = await done(school!, cooperation.id, { event: 'close', outcome: 'achieved', note: '25 人全部入职' });
    expect(closed).toMatchObject({ state: 'closed', outcome: 'achieved', moves: [] });
    const { items } = await enterprise!.get<{ items: { event: string; from: string; reason: string | null }[] }>(`/cooperations/${cooperation.id}/history`);
    expect(items.map(({ event }) => event)).toEqual(['close', 'begin', 'confirm', 'propose', 'revise', 'propose', 'accept', 'invite']);
    expect(items[4]).toMatchObject({ from: 'proposed', reason: '名额不足' });
    const csv = await api.call('GET', '/cooperations?state=closed', { as: 'planner', headers: { accept: 'text/csv' } });
    expect(csv.body.trim().split('\n')).toHaveLength(2);
    expect((await other!.get<{ items: unknown[] }>('/cooperations')).items).toEqual([]);
  });
  it('may be taken up again, once over', async () => {
    const again = (await school!.call('POST', '/cooperations', { needId: need.id, offerId: offer.id })).json<Cooperation>();
    expect(again).toMatchObject({ state: 'invited', begunBy: 'offer' });
    expect(await done(enterprise!, again.id, { event: 'decline', reason: '今年不再扩招' })).toMatchObject({ state: 'declined' });
    for (const [by, { id }] of [[enterprise!, need], [school!, offer]] as const) await by.call('POST', `/cooperation-listings/${id}/steps`, { event: 'withdraw' }); // prettier-ignore
  });
});

describe('a listing that was closed meanwhile', () => {
  it('is read and answered by whom it invited, and by no stranger', async () => {
    const asked = await listed(enterprise!, { pair: 'staff_training', resource: 'course', title: '班组长培训' });
    const given = await listed(school!, { pair: 'staff_training', resource: 'course', title: '培训课程' });
    const { id } = (await enterprise!.call('POST', '/cooperations', { needId: asked.id, offerId: given.id })).json<Cooperation>();
    expect(await other!.status('GET', `/cooperation-listings/${asked.id}`)).toBe(200);
    await enterprise!.call('POST', `/cooperation-listings/${asked.id}/steps`, { event: 'close' });
    expect(await school!.get(`/cooperation-listings/${asked.id}`)).toMatchObject({ state: 'closed', own: false, moves: [] });
    for (const stranger of [other!, second!]) {
      expect(await stranger.status('GET', `/cooperation-listings/${asked.id}`)).toBe(404);
      expect(await stranger.status('GET', `/cooperations/${id}`)).toBe(404);
    }
    expect(await done(school!, id, { event: 'decline', reason: '时间不合' })).toMatchObject({ state: 'declined' });
  });
});

describe('a batch', () => {
  it('pairs one to one what ticked it, proves it, and suggests the pairs to both sides', async () => {
    const common = { pair: 'teachers', oneToOne: true, resource: 'practice_post' } as const;
    await (
      await createRefusalCheck(api)
    )('POST', '/cooperation-batches', { as: 'planner', body: { pair: 'teachers' } }, 409);
    const wide = await listed(school!, { ...common, capacity: 4 });
    const late = await listed(other!, { ...common, capacity: 4, fromOn: day(8) });
    const alone = await listed(other!, { ...common, oneToOne: false });
    const early = await listed(enterprise!, { ...common, capacity: 4 });
    const later = await listed(second!, { ...common, capacity: 4, fromOn: day(8) });
    const batch = (await api.call('POST', '/cooperation-batches', { as: 'planner', body: { pair: 'teachers', chainId: chain } })).json<CooperationBatch>();
    expect([wide.side, early.side]).toEqual(['need', 'offer']);
    expect(batch.pairs.map(({ need, offer }) => [need.id, offer.id]).sort()).toEqual([[wide.id, early.id], [late.id, later.id]].sort()); // prettier-ignore
    expect(batch).toMatchObject({ needs: 2, offers: 2, paired: 2, certificate: { feasibility: 0, slackness: 0, unused: 0, proven: true } });
    expect(batch.pairs.flatMap(({ need }) => need.id)).not.toContain(alone.id);
    const { items } = await second!.get<{ items: Cooperation[] }>(`/cooperations?batchId=${batch.id}`);
    expect(items).toMatchObject([{ state: 'suggested', begunBy: 'city', side: 'offer', moves: ['invite', 'decline'] }]);
    expect(await told(second!)).toMatchObject({ kind: 'cooperation_suggested' });
    const invited = await done(second!, items[0]!.id, { event: 'invite' });
    expect(invited).toMatchObject({ state: 'invited', invitedBy: 'offer', moves: ['end'] });
    expect(await done(other!, items[0]!.id, { event: 'accept' })).toMatchObject({ state: 'talking' });
    // the same again finds nothing that is not suggested already
    const repeated = (await api.call('POST', '/cooperation-batches', { as: 'planner', body: { pair: 'teachers' } })).json<CooperationBatch>();
    expect(repeated.pairs.every(({ need, offer }) => !batch.pairs.some((pair) => pair.need.id === need.id && pair.offer.id === offer.id))).toBe(true);
    expect(await api.getJson(`/cooperation-batches/${batch.id}`, 'secretariat')).toEqual(batch);
    expect((await api.getJson<{ items: { id: string }[] }>('/cooperation-batches', 'planner')).items.map(({ id }) => id)).toEqual([repeated.id, batch.id]);
  });
});

describe('two agreements at once', () => {
  it('cannot take the same room', async () => {
    const offer = await listed(school!, { capacity: 10 });
    const needs = [await listed(enterprise!, { capacity: 10 }), await listed(second!, { capacity: 10 })];
    const ids: string[] = [];
    for (const [i, need] of needs.entries()) {
      const by = [enterprise!, second!][i]!;
      const { id } = (await by.call('POST', '/cooperations', { needId: need.id, offerId: offer.id })).json<Cooperation>();
      ids.push(id);
      await done(school!, id, { event: 'accept' });
      await done(by, id, { event: 'propose', terms: '订单班', capacity: 8, fromOn: day(1), toOn: day(2) });
    }
    const answers = await Promise.all(ids.map((id) => step(school!, id, { event: 'confirm' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const { cooperations } = api.db.schema;
    const rows = await api.db.query.select({ state: cooperations.state }).from(cooperations).where(inArray(cooperations.id, ids));
    expect(rows.map(({ state }) => state).sort()).toEqual(['agreed', 'proposed']);
  });
});
