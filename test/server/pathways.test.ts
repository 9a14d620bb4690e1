import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Programme } from '../../schemas/catalogue.ts';
import { Pathway } from '../../schemas/pathways.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
let secondary: Programme[];
let associate: Programme[];
let bachelor: Programme[];
beforeAll(async () => {
  api = await buildTestApp();
  const { items } = await api.getJson<{ items: Programme[] }>('/programmes?limit=200');
  const inPathway = new Set((await api.getJson<{ items: Pathway[] }>('/pathways')).items.flatMap(({ from, to }) => [from.programmeId, to.programmeId]));
  const free = (level: Programme['level']) => items.filter((programme) => programme.level === level && !inPathway.has(programme.id));
  [secondary, associate, bachelor] = [free('secondary'), free('associate'), free('bachelor')];
  refused = await createRefusalCheck(api);
});
afterAll(() => api.close());

const body = (from: Programme, to: Programme, changes: object = {}) => ({
  ...{ fromProgrammeId: from.id, toProgrammeId: to.id, share: 0.3, firstYear: api.t0 + 1 },
  ...changes,
});
const refuse = (input: object, pointers: readonly string[]) => refused('POST', '/pathways', { as: 'planner', body: input }, 422, pointers);
async function agree(from: Programme, to: Programme, changes: object = {}): Promise<Pathway> {
  const response = await api.call('POST', '/pathways', { as: 'planner', body: body(from, to, changes) });
  expect([response.statusCode, response.body]).toEqual([201, response.body]);
  refused = await createRefusalCheck(api);
  return response.json<Pathway>();
}

describe('the demo city', () => {
  it('has simulated pathways in the published shape, from a lower level to a higher', async () => {
    const { items, total } = await api.getJson<{ items: Pathway[]; total: number }>('/pathways?total=true');
    expect(total).toBe(items.length);
    expect(items.length).toBeGreaterThanOrEqual(2);
    const published = Compile(Pathway as TSchema);
    for (const item of items) {
      expect(published.Errors(item)).toEqual([]);
      expect(item).toMatchObject({ simulated: true, closedYear: null, from: { level: 'secondary' }, to: { level: 'associate' } });
    }
    const { from, to } = items[0]!;
    for (const query of [`majorCode=${from.majorCode}&school=${to.schoolId}`, `school=${from.schoolId}`, `majorCode=${to.majorCode}`])
      expect((await api.getJson<{ items: Pathway[] }>(`/pathways?${query}`)).items.map((item) => item.id)).toContain(items[0]!.id);
    expect((await api.getJson<{ items: Pathway[] }>('/pathways?school=nobody')).items).toEqual([]);
  });
});

describe('POST /pathways', () => {
  it.each([-0.01, 1.01, '0.3', null, undefined])('share %j', async (share) => {
    await refuse(body(secondary[0]!, associate[0]!, { share }), ['/share']);
  });
  it.each([0, 1.5, '30'])('seats %j', async (seats) => {
    await refuse(body(secondary[0]!, associate[0]!, { seats }), ['/seats']);
  });
  it('a first year too far', async () => {
    await refuse(body(secondary[0]!, associate[0]!, { firstYear: api.t0 + 2 }), ['/firstYear']);
  });
  it('programmes that do not exist', async () => {
    await refuse(body({ ...secondary[0]!, id: 'nobody' }, associate[0]!), ['/fromProgrammeId']);
    await refuse(body(secondary[0]!, { ...associate[0]!, id: 'nobody' }), ['/toProgrammeId']);
  });
  it('from a programme to itself, to its own level, to a lower one', async () => {
    await refuse(body(secondary[0]!, secondary[0]!), ['/toProgrammeId']);
    await refuse(body(secondary[0]!, secondary[1]!), ['/toProgrammeId']);
    await refuse(body(associate[0]!, secondary[0]!), ['/toProgrammeId']);
  });
  it('is stored with its audit entry; a loop, a second time and too much of the intake are refused, naming it', async () => {
    const before = await rowCounts(api);
    const [low, college] = [secondary[0]!, associate[0]!];
    const made = await agree(low, college, { seats: 20 });
    expect(made).toMatchObject({ from: { programmeId: low.id, schoolName: low.schoolName }, to: { programmeId: college.id }, share: 0.3, seats: 20 });
    expect(made).toMatchObject({ closedYear: null, simulated: false, source: 'api' });
    expect(await rowCounts(api)).toEqual({ ...before, pathways: before['pathways']! + 1, auditEntries: before['auditEntries']! + 1 });
    const named = async (input: object, pointer: string) => {
      await refuse(input, [pointer]);
      return (await api.call('POST', '/pathways', { as: 'planner', body: input })).json<Problem>().errors![0]!.detail;
    };
    const row = `${low.schoolName} ${low.majorName} → ${college.schoolName} ${college.majorName}`;
    expect(await named(body(college, low), '/toProgrammeId')).toContain(row);
    await agree(college, bachelor[0]!);
    expect(await named(body(bachelor[0]!, low), '/toProgrammeId')).toContain(row);
    expect(await named(body(secondary[1]!, college, { share: 0.8 }), '/share')).toContain(row);
    await refuse(body(low, college), ['/toProgrammeId']);
  });
});

describe('DELETE /pathways/{id}', () => {
  it('closes it after the intakes that have begun, once, with an audit entry; its place is free again', async () => {
    const made = await agree(secondary[2]!, associate[2]!, { firstYear: api.t0 - 1 });
    const before = await rowCounts(api);
    const closed = await api.call('DELETE', `/pathways/${made.id}`, { as: 'planner' });
    expect([closed.statusCode, closed.json()]).toEqual([200, { ...made, closedYear: api.t0 + 1 }]);
    expect(await rowCounts(api)).toEqual({ ...before, auditEntries: before['auditEntries']! + 1 });
    const { items } = await api.getJson<{ items: Pathway[] }>(`/pathways?majorCode=${made.from.majorCode}`);
    expect(items.find((item) => item.id === made.id)).toEqual(closed.json());
    refused = await createRefusalCheck(api);
    await refused('DELETE', `/pathways/${made.id}`, { as: 'administrator' }, 409);
    await agree(secondary[2]!, associate[2]!);
  });
  it('of one that does not exist', async () => {
    await refused('DELETE', '/pathways/nothing', { as: 'planner' }, 404);
  });
});
