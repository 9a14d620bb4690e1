import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { FlagPastPage, MajorEmployerPage } from '../../schemas/major-ties.ts';
import type { Static } from 'typebox';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
});
afterAll(() => api.close());
const employers = (code: string, as: Role) => api.getJson<MajorEmployerPage>(`/majors/${code}/employers?limit=200`, as);
async function declare(code: string): Promise<void> {
  const occupation = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1')).items[0]?.code;
  const body = { occupationCode: occupation, year: api.t0, headcount: 40, plannedHires: 6, acceptedMajors: [code] };
  const response = await api.call('POST', '/demand/declarations', { as: 'enterprise', body });
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
}

describe('what a major is tied to', () => {
  it('lists the flags of all runs, newest data first, without figures that are withheld', async () => {
    const code = '730801';
    const before = await api.getJson<Static<typeof FlagPastPage>>(`/majors/${code}/flags`, 'planner');
    expect(before.items).toEqual([]);
    const parameters = { paths: 200 };
    const earlier = await api.runToEnd({ asOfYear: api.t0 - 1, parameters });
    const later = await api.runToEnd({ parameters });
    const past = await walk<Static<typeof FlagPastPage>['items'][number]>(api, `/majors/${code}/flags?`, 1, 'planner');
    expect(past.map(({ runId, asOfYear }) => [runId, asOfYear])).toEqual([
      [later.id, api.t0],
      [earlier.id, api.t0 - 1],
    ]);
    const told = await api.getJson<Static<typeof FlagPastPage>>(`/majors/${code}/flags`, 'enterprise');
    for (const one of told.items) expect(one.gap === null).toBe(one.suppressed !== null);
  });
  it('names enterprises that accept it to those who plan, and to nobody else', async () => {
    const code = '730801';
    const before = await employers(code, 'planner');
    await declare(code);
    const after = await employers(code, 'planner');
    expect(after.enterprises).toBe(after.items.length);
    expect(after.items.length).toBeGreaterThanOrEqual(Math.max(1, before.items.length));
    expect(after.planned).toBeGreaterThanOrEqual(6);
    for (const role of ['school', 'enterprise'] as const) {
      const told = await employers(code, role);
      expect(told.items).toEqual([]);
      expect([told.enterprises, told.withheld]).toEqual((after.enterprises ?? 0) < 3 ? [null, 'few_enterprises'] : [after.enterprises, null]);
    }
  });
  it('says what it does not know', async () => {
    for (const part of ['flags', 'employers']) expect((await api.call('GET', `/majors/999999/${part}`, { as: 'planner' })).statusCode).toBe(404);
  });
});
