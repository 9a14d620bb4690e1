import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../db/repositories/access.ts';
import type { ChainMap } from '../../schemas/chain-map.ts';
import type { Gap } from '../../schemas/results.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk, type ListPage } from '../support/pages.ts';

let api: TestApp;
let chains: { id: string; name: string }[];
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  ({ items: chains } = await api.getJson<ListPage<{ id: string; name: string }>>('/chains?limit=200'));
});
afterAll(() => api.close());
const mapOf = (id: string, as: Role = 'planner') => api.getJson<ChainMap>(`/chains/${id}/map`, as);
const sum = (links: readonly { readonly persons: number | null }[]) => links.reduce((total, { persons }) => total + (persons ?? 0), 0);

describe('map of a chain', () => {
  it('is empty before the first run', async () => {
    const map = await mapOf(chains[0]!.id);
    expect([map.runId, map.nodes, map.links]).toEqual([null, [], []]);
  });
  it('adds up in every column, and its majors are the gap report of the chain', async () => {
    const run = await api.runToEnd({ parameters: { paths: 200 } });
    for (const { id } of chains) {
      const map = await mapOf(id);
      expect(map.runId).toBe(run.id);
      for (const { key, persons, uncovered } of map.nodes) {
        if (uncovered === 'no_demand') continue;
        const sides = [map.links.filter(({ source }) => source === key), map.links.filter(({ target }) => target === key)];
        for (const side of sides) if (side.length > 0) expect(sum(side)).toBeCloseTo(persons ?? NaN, 6);
      }
      const gaps = await walk<Gap>(api, `/gaps?chain=${id}&window=decision`, 200, 'planner');
      const demand = new Map(gaps.map((gap) => [gap.majorCode, gap.demand ?? 0]));
      for (const { kind, code, persons } of map.nodes) if (kind === 'major') expect((persons ?? NaN) * 3).toBeCloseTo(demand.get(code) ?? 0, 6);
      expect(map.thinnest.every(({ short, covered }) => short > 0 && covered >= 0 && covered < 1)).toBe(true);
    }
  });
  it('keeps from organisations what few enterprises make up, and every figure it could be worked out of', async () => {
    let hiddenOnes = 0;
    for (const { id } of chains) {
      const [all, told] = [await mapOf(id), await mapOf(id, 'enterprise')];
      const gaps = await walk<Gap>(api, `/gaps?chain=${id}&window=decision`, 200, 'enterprise');
      const withheld = new Set(gaps.filter(({ suppressed }) => suppressed !== null).map(({ majorCode }) => `major:${majorCode}`));
      expect(all.nodes.every((node) => node.withheld === null)).toBe(true);
      for (const node of told.nodes) {
        expect(node.persons === null).toBe(node.withheld !== null);
        if (withheld.has(node.key)) expect(node.withheld).not.toBeNull();
      }
      const hidden = new Set(told.nodes.filter((node) => node.withheld !== null).map(({ key }) => key));
      hiddenOnes += hidden.size;
      for (const { source, target, persons } of told.links) {
        if (hidden.has(source)) expect(persons).toBeNull();
        if (hidden.has(target) && !source.startsWith('major:')) expect(persons).toBeNull();
      }
      // a sum that is told never has exactly one hidden part
      for (const { key, persons } of told.nodes)
        for (const side of [told.links.filter((link) => link.source === key), told.links.filter((link) => link.target === key)])
          if (persons !== null && !withheld.has(key) && key.startsWith('segment:')) expect(side.filter((link) => link.persons === null).length).not.toBe(1);
    }
    expect(hiddenOnes).toBeGreaterThan(0);
  });
  it('tells organisations the schools of a major as one place, so that nobody reads enrolment from their shares', async () => {
    for (const as of ['school', 'enterprise'] as const)
      for (const { id } of chains) {
        const [all, told] = [await mapOf(id), await mapOf(id, as)];
        expect(told.nodes.filter(({ kind }) => kind === 'school')).toEqual([]);
        expect(told.links.filter(({ target }) => target.startsWith('school:'))).toEqual([]);
        expect(all.nodes.some(({ kind }) => kind === 'school')).toBe(true);
        expect(all.nodes.some(({ kind }) => kind === 'schools')).toBe(false);
        const met = new Map(told.links.filter(({ target }) => target === 'schools').map(({ source, persons }) => [source, persons]));
        const taught = Map.groupBy(all.links.filter(({ target }) => target.startsWith('school:')), ({ source }) => source); // prettier-ignore
        expect([...met.keys()]).toEqual([...taught.keys()]);
        for (const [major, persons] of met) if (persons !== null) expect(persons).toBeCloseTo(sum(taught.get(major) ?? []), 6);
        const place = told.nodes.find(({ key }) => key === 'schools')!;
        expect([place.kind, place.persons === null]).toEqual(['schools', place.withheld !== null]);
        // which majors nobody offers is the same for all
        const unoffered = (map: ChainMap) => map.nodes.filter(({ uncovered }) => uncovered === 'no_school').map(({ key }) => key).toSorted(); // prettier-ignore
        expect(unoffered(told)).toEqual(unoffered(all));
      }
  });
  it('names what it does not find', async () => {
    expect((await api.call('GET', '/chains/nobody/map', { as: 'planner' })).statusCode).toBe(404);
    expect((await api.call('GET', `/chains/${chains[0]!.id}/map?runId=nobody`, { as: 'planner' })).statusCode).toBe(404);
  });
});
