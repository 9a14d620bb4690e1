import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Posting } from '../../schemas/demand.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let own: Posting;
let other: Posting;
const today = new Date('2026-03-02T20:00:00Z'); // 3 March in China
beforeAll(async () => {
  api = await buildTestApp({ clock: () => today });
  const { items } = await api.getJson<{ items: Posting[] }>('/demand/postings?limit=1', 'enterprise');
  const body = { openedOn: '2026-02-10', occupationCode: items[0]!.occupationCode, headcount: 5, jobTitle: '  维修电工 ' };
  own = (await api.call('POST', '/demand/postings', { as: 'enterprise', body })).json<Posting>();
  const all = await api.getJson<{ items: Posting[] }>('/demand/postings?limit=200', 'planner');
  other = all.items.find(({ organisationId }) => organisationId !== own.organisationId)!;
  refused = await createRefusalCheck(api);
});
afterAll(() => api.close());

const path = (id: string) => `/demand/postings/${id}/outcome`;
/** Who was hired: it may be left out. */
const whom = { newGraduates: 2, sameOccupation: 1 };
const untold = { newGraduates: null, sameOccupation: null };
const told = { outcome: 'partly', filled: 3, ...whom, closedOn: '2026-03-01' };
const tell = async (body: object) => (await api.call('POST', path(own.id), { as: 'enterprise', body })).json<Posting>();

describe('POST /demand/postings/{id}/outcome', () => {
  it('finds a new posting open, with the title as it was said', () => {
    expect(own).toMatchObject({ status: 'open', outcome: null, filled: null, closedOn: null, jobTitle: '维修电工' });
  });
  it.each([
    ['closed before it was opened', { closedOn: '2026-02-09' }, '/closedOn'],
    ['closed tomorrow', { closedOn: '2026-03-04' }, '/closedOn'],
    ['a day that is none', { closedOn: '2026-02-30' }, '/closedOn'],
    ['no day', { closedOn: undefined }, '/closedOn'],
    ['an unknown outcome', { outcome: 'cancelled' }, '/outcome'],
    ['partly without a number', { filled: undefined }, '/filled'],
    ['partly with everybody', { filled: 5 }, '/filled'],
    ['partly with nobody', { filled: 0 }, '/filled'],
    ['filled with fewer', { outcome: 'filled', filled: 4 }, '/filled'],
    ['withdrawn with some', { outcome: 'withdrawn', filled: 1 }, '/filled'],
    ['half a person', { filled: 2.5 }, '/filled'],
    ['more graduates than hired', { newGraduates: 4, sameOccupation: undefined }, '/newGraduates'],
    ['more of both than hired', { newGraduates: 2, sameOccupation: 2 }, '/sameOccupation'],
    ['an unknown field', { note: 'x' }, '/note'],
  ])('refuses %s', (_what, change, pointer) => refused('POST', path(own.id), { as: 'enterprise', body: { ...told, ...change } }, 422, [pointer]));
  it('refuses the posting of another enterprise, and one that is none', async () => {
    await refused('POST', path(other.id), { as: 'enterprise', body: told }, 404);
    await refused('POST', path('nobody'), { as: 'enterprise', body: told }, 404);
  });
  it('is stored with one audit entry; the newest counts', async () => {
    const before = await rowCounts(api);
    expect(await tell(told)).toMatchObject({ id: own.id, status: 'closed', outcome: 'partly', filled: 3, ...whom, closedOn: '2026-03-01' });
    expect(await rowCounts(api)).toEqual({
      ...before,
      postingOutcomes: before['postingOutcomes']! + 1,
      auditEntries: before['auditEntries']! + 1,
      auditHead: 1,
    });
    expect(await tell({ outcome: 'filled', closedOn: '2026-03-03' })).toMatchObject({ status: 'filled', filled: 5, closedOn: '2026-03-03' });
    expect(await tell({ outcome: 'expired', closedOn: '2026-03-03' })).toMatchObject({ status: 'closed', outcome: 'expired', filled: 0 });
    const trail = (await api.db.query.select().from(api.db.schema.auditEntries)).filter((entry) => entry.entityId === own.id && entry.action === 'outcome');
    expect(trail.map(({ entity, before: was, after }) => [entity, was, after])).toEqual([
      ['posting', null, { ...whom, outcome: 'partly', filled: 3, closedOn: '2026-03-01' }],
      ['posting', { ...whom, outcome: 'partly', filled: 3, closedOn: '2026-03-01' }, { ...untold, outcome: 'filled', filled: 5, closedOn: '2026-03-03' }],
      ['posting', { ...untold, outcome: 'filled', filled: 5, closedOn: '2026-03-03' }, { ...untold, outcome: 'expired', filled: 0, closedOn: '2026-03-03' }],
    ]);
  });
  it('is what lists answer and count by', async () => {
    const list = (status: string) => api.getJson<{ items: Posting[]; total: number }>(`/demand/postings?total=true&limit=200&status=${status}`, 'enterprise');
    const [open, filled, closed] = [await list('open'), await list('filled'), await list('closed')];
    const { total } = await api.getJson<{ total: number }>('/demand/postings?total=true&limit=1', 'enterprise');
    expect(open.total + filled.total + closed.total).toBe(total);
    expect(closed.items[0]).toMatchObject({ id: own.id, status: 'closed', outcome: 'expired' });
    expect(new Set(filled.items.map(({ status }) => status))).toEqual(new Set(['filled']));
    expect(open.items.every(({ outcome, filled: n }) => outcome === null && n === null)).toBe(true);
  });
  it('goes with its posting when a batch is taken back', async () => {
    const { postings, postingOutcomes } = api.db.schema;
    expect((await api.db.query.select().from(postingOutcomes)).filter(({ postingId }) => postingId === own.id)).toHaveLength(3);
    const { eq } = await import('drizzle-orm');
    await api.db.query.delete(postings).where(eq(postings.id, own.id));
    expect((await api.db.query.select().from(postingOutcomes)).filter(({ postingId }) => postingId === own.id)).toEqual([]);
  });
});
