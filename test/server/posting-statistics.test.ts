import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { PostingStatistics } from '../../schemas/posting-statistics.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp();
});
afterAll(() => api.close());
const rowsFor = async (as: Role, query = '') => (await api.getJson<{ items: PostingStatistics[] }>(`/postings/statistics?limit=200${query}`, as)).items;
/** Postings of the last three years with what became of them, by hand. */
async function byHand(keep: (organisationId: string) => boolean) {
  const { postings, postingOutcomes } = api.db.schema;
  const told = new Map((await api.db.query.select().from(postingOutcomes)).map((row) => [row.postingId, row]));
  const rows = (await api.db.query.select().from(postings)).filter(({ year, organisationId }) => year > api.t0 - 3 && keep(organisationId));
  const newest = [...new Map(rows.sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => [`${row.organisationId}|${row.occupationCode}|${row.openedOn}`, row])).values()]; // prettier-ignore
  return Map.groupBy(
    newest.map((row) => ({ ...row, outcome: told.get(row.id) })),
    ({ occupationCode }) => occupationCode,
  );
}
const dayMs = 86_400_000;

describe('fill rates and days open', () => {
  it('are those of the postings with an outcome, by occupation and together', async () => {
    const expected = await byHand(() => true);
    const [all, ...rows] = await rowsFor('planner');
    expect(rows.map(({ occupationCode }) => occupationCode)).toEqual([...expected.keys()].sort());
    for (const { occupationCode, city } of rows) {
      const some = expected.get(occupationCode!)!;
      const ended = some.flatMap(({ headcount, openedOn, outcome }) =>
        outcome && outcome.outcome !== 'withdrawn' ? [{ headcount, openedOn, ...outcome }] : [],
      );
      const days = ended.map(({ closedOn, openedOn }) => (Date.parse(closedOn) - Date.parse(openedOn)) / dayMs).sort((a, b) => a - b);
      const at = (share: number) => days[Math.ceil(days.length * share) - 1] ?? null;
      expect(city).toMatchObject({
        ...{ postings: some.length, open: some.filter(({ outcome }) => !outcome).length },
        ...{ wanted: ended.reduce((sum, { headcount }) => sum + headcount, 0), hired: ended.reduce((sum, { filled }) => sum + filled, 0) },
        ...{ daysLow: at(0.25), days: at(0.5), daysHigh: at(0.75), withheld: null },
      });
      if (city.fillRate !== null) expect(city.fillRate).toBeCloseTo(city.hired! / city.wanted!, 12);
    }
    expect(all!.occupationCode).toBeNull();
    for (const field of ['postings', 'open', 'withdrawn', 'wanted', 'hired'] as const)
      expect(all!.city[field]).toBe(rows.reduce((sum, { city }) => sum + city[field]!, 0));
  });
  it('withhold from organisations what fewer than three enterprises make up, or would give it away; the own figures are told', async () => {
    const everything = new Map((await rowsFor('planner')).map((row) => [row.occupationCode, row]));
    const seen = await rowsFor('enterprise');
    const hidden = seen.filter(({ city }) => city.withheld !== null);
    expect(hidden.length).toBeGreaterThan(1);
    expect(hidden.length).toBeLessThan(seen.length);
    for (const { occupationCode, city } of seen) {
      const { enterprises } = everything.get(occupationCode)!.city;
      if (enterprises! < 3) expect(city.withheld).toBe('few_enterprises');
      if (city.withheld === null) expect(city).toEqual(everything.get(occupationCode)!.city);
      else expect(Object.values(city).filter((value) => value !== null)).toEqual([city.withheld]);
    }
    const mine = (await api.getJson<{ items: { organisationId: string }[] }>('/demand/postings?limit=1', 'enterprise')).items[0]!.organisationId;
    const own = await byHand((organisationId) => organisationId === mine);
    expect(seen.filter((row) => row.own !== null && row.occupationCode !== null).map((row) => [row.occupationCode, row.own!.postings])).toEqual(
      [...own].map(([code, some]) => [code, some.length]).sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    expect((await rowsFor('school')).every((row) => row.own === null)).toBe(true);
  });
  it('are of the years asked for', async () => {
    const [one] = await rowsFor('planner', `&year=${api.t0 - 1}&years=1`);
    expect(one).toMatchObject({ from: api.t0 - 1, to: api.t0 - 1 });
    expect(await rowsFor('planner', '&year=2001&years=1')).toEqual([]);
  });
});
