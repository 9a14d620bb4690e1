import { createGraduateTrackRepository } from '../db/repositories/graduate-tracks.ts';
import { createOrganisationRepository } from '../db/repositories/organisations.ts';
import { createTransitionRepository } from '../db/repositories/transitions.ts';
import type { GraduateTrackInput } from '../schemas/graduate-tracks.ts';
import type { ServerContext } from './context.ts';
import { createGraduateTrackService } from './modules/graduate-tracks/service.ts';
import { plantOnce } from './plant-once.ts';

const demo = { role: 'administrator', organisationId: null, actor: 'demo' } as const;
/** Of ten at work and of ten who answered: how many in each band of pay, and each grade of satisfaction. */
const [pay, satisfied] = [
  { wageTo3000: 1, wageTo5000: 4, wageTo8000: 3, wageTo12000: 1 },
  { satisfied2: 1, satisfied3: 2, satisfied4: 4, satisfied5: 2 },
];
/** Two cohorts, by years before the newest: one asked after half a year, one after a year. */
const cohorts = [{ ago: 0, months: 6 }, { ago: 1, months: 12 }] as const; // prettier-ignore
const programmesAtMost = 4;

/**
 * What the graduates of two cohorts told their school, for the demo city and marked as simulated: four of five answer as the destinations of their year say. Where anything was tracked, nothing is added, but for what a killed start left out.
 */
export async function ensureFirstTracks(context: ServerContext): Promise<void> {
  const told = createGraduateTrackRepository(context.db);
  await plantOnce(context.db, 'tracks', async () => (await told.count({ inForce: false })) > 0, () => plantTracks(context)); // prettier-ignore
}

async function plantTracks(context: ServerContext): Promise<boolean> {
  const { db } = context;
  const standing = createGraduateTrackRepository(db);
  const school = await createOrganisationRepository(db).firstOfKind('school');
  if (!school) return false;
  const transitions = createTransitionRepository(db);
  const { items } = await transitions.pageDestinations({ organisationId: school.id }, { limit: 200 });
  const newest = Math.max(...items.map(({ row }) => row.year));
  const tracks = createGraduateTrackService(context);
  for (const { ago, months } of cohorts) {
    const told = new Map(items.filter(({ row }) => row.year === newest - ago).map((one) => [one.majorCode, one])); // of a year reported twice the newest comes first
    for (const [majorCode, { row, level }] of [...told].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, programmesAtMost)) {
      const part = (persons: number | null) => Math.floor((persons ?? 0) * 0.8);
      const places = { localJob: part(row.localJob), otherRegion: part(row.otherRegion), furtherStudy: part(row.furtherStudy), military: part(row.military), unemployed: part(row.unemployed) }; // prettier-ignore
      const [work, answered] = [places.localJob + places.otherRegion, Object.values(places).reduce((sum, n) => sum + n, 0)];
      if (answered === 0) continue;
      if ((await standing.count({ organisationId: school.id, year: row.year, months, majorCode, inForce: false })) > 0) continue;
      const tenths = (shares: Readonly<Record<string, number>>, of: number) => Object.fromEntries(Object.entries(shares).map(([name, n]) => [name, Math.floor((of * n) / 10)])); // prettier-ignore
      const asked = row.localJob + row.otherRegion + row.furtherStudy + row.military + row.unemployed;
      const input = { majorCode, level, year: row.year, months, asked, ...places, inField: Math.min(work, part(row.inField)), ...tenths(pay, work), ...tenths(satisfied, answered) }; // prettier-ignore
      await tracks.report(demo, { ...input, organisationId: school.id } satisfies GraduateTrackInput, 'first-start', true);
    }
  }
  return true;
}
