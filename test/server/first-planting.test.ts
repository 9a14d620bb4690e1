import { afterEach, describe, expect, it } from 'vitest';
import type { ServerContext } from '../../server/context.ts';
import { ensureFirstCooperations } from '../../server/first-cooperations.ts';
import { ensureFirstPlacements } from '../../server/first-placements.ts';
import { ensureFirstTracks } from '../../server/first-tracks.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

let api: TestApp;
afterEach(() => api.close());

const plant = async (context: ServerContext): Promise<void> => {
  await ensureFirstPlacements(context);
  await ensureFirstCooperations(context);
  await ensureFirstTracks(context);
};
/** What was planted, without ids, codes and times. */
async function planted() {
  const { schema: s, query: q } = api.db;
  const [posts, people, listings, tracks] = [
    await q.select().from(s.placementPosts),
    await q.select().from(s.placementCandidates),
    await q.select().from(s.cooperationListings),
    await q.select().from(s.graduateTracks),
  ];
  const rounds = (await q.select().from(s.placementRounds)).map(({ id, seed, status }) => `${seed} ${status} ${posts.filter(({ roundId }) => roundId === id).map(({ title }) => title).sort().join(',')} ${people.filter(({ roundId }) => roundId === id).map(({ number }) => number).sort().join(',')}`); // prettier-ignore
  return {
    rounds: rounds.sort(),
    numbers: {
      wishes: (await q.select().from(s.placementChoices)).length,
      rankings: (await q.select().from(s.placementRankings)).length,
      outcomes: (await q.select().from(s.placementOutcomes)).length,
      appeals: (await q.select().from(s.placementAppeals)).length,
      batches: (await q.select().from(s.cooperationBatches)).length,
    },
    listings: listings.map(({ title, state }) => `${title} ${state}`).sort(),
    cooperations: (await q.select().from(s.cooperations)).map(({ state }) => state).sort(),
    milestones: (await q.select().from(s.cooperationMilestones)).map(({ title, doneOn }) => `${title} ${doneOn !== null}`).sort(),
    tracks: tracks.map(({ programmeId, year, months }) => `${programmeId} ${year} ${months}`).sort(),
  };
}
class Killed extends Error {}
/** A process that ends when something is done for the nth time. */
function killedAfter(context: ServerContext, times: number): ServerContext {
  let left = times;
  const newId = () => {
    if (left-- <= 0) throw new Killed();
    return context.newId();
  };
  return { ...context, newId };
}

describe('a first start that was killed while planting', () => {
  it('is completed by the next ones, to what one start plants, and adds nothing afterwards', async () => {
    api = await buildTestApp({ working: true });
    await plant(api.context);
    const whole = await planted();
    expect(whole.rounds.length).toBe(2);
    expect(whole.numbers).toMatchObject({ appeals: 1, batches: 1 });
    expect([whole.tracks.length > 0, whole.milestones.length]).toEqual([true, 3]);
    await plant(api.context);
    expect(await planted()).toEqual(whole);
    await api.close();

    api = await buildTestApp({ working: true });
    let kills = 0;
    for (let times = 1; ; times = Math.min(times + 6, 40)) {
      try {
        await plant(killedAfter(api.context, times));
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills += 1;
      }
    }
    expect(kills).toBeGreaterThan(5);
    expect(await planted()).toEqual(whole);
  });
  it('leaves alone what stood before', async () => {
    api = await buildTestApp();
    const round = { id: api.context.newId(), name: '自办', kind: 'hiring', proposing: 'students', seed: 'own', maxChoices: 3, status: 'draft', createdAt: api.context.clock() } as const; // prettier-ignore
    await api.db.query.insert(api.db.schema.placementRounds).values(round);
    await ensureFirstPlacements(api.context);
    await api.db.query.delete(api.db.schema.placementRounds);
    await ensureFirstPlacements(api.context);
    expect((await planted()).rounds).toEqual([]);
  });
});
