import type { createProgrammeStandingRepository } from '../../../db/repositories/programme-standing.ts';
import { shareOfCount, shareOfInflow } from '../../../forecasting/labour/school-share.ts';
import { schoolsNeeded, type Placement, type ProgrammeStanding } from '../../../schemas/programme-standing.ts';

type Repository = ReturnType<typeof createProgrammeStandingRepository>;
type Entrants = Awaited<ReturnType<Repository['entrants']>>;
type Intakes = Awaited<ReturnType<Repository['forecastIntakes']>>;
type Destinations = Awaited<ReturnType<Repository['destinations']>>;
type Counted = Destinations['byMajor'][number] | Destinations['byProgramme'][number] | Destinations['byLevel'][number];

interface ShareInput {
  /** Of all programmes of the major. */
  readonly entrants: Entrants;
  readonly intakes: Intakes;
  readonly window: { readonly firstYear: number; readonly lastYear: number } | null;
  /** Whether the reader is told figures of other schools. */
  readonly told: boolean;
}

/** A programme's part in the city. With a single other one its figure would be the rest, so schools are not told their share then. */
export function shareOf(programmeId: string, { entrants, intakes, window, told }: ShareInput): ProgrammeStanding['share'] {
  const own = entrants.find((one) => one.programmeId === programmeId)?.intake ?? null;
  const all = entrants.reduce((sum, { intake }) => sum + intake, 0);
  const entering = intakes.filter(
    ({ year, lengthYears }) => window !== null && year + lengthYears >= window.firstYear && year + lengthYears <= window.lastYear,
  );
  const inflows = [...Map.groupBy(entering, (row) => row.programmeId)].map(([id, rows]) => ({
    ...{ id, intakes: rows.map(({ mean }) => mean), survival: rows[0]?.survival ?? 0 },
  }));
  const mine = inflows.find(({ id }) => id === programmeId);
  const bringing = [
    entrants.filter(({ intake }) => intake > 0).map((row) => row.programmeId),
    inflows.filter((row) => row.intakes.some((n) => n > 0)).map(({ id }) => id),
  ];
  const withheld = !told && bringing.some((ids) => ids.filter((id) => id !== programmeId).length === schoolsNeeded - 2);
  return {
    entrants: own,
    ofEntrants: withheld || own === null || all === 0 ? null : own / all,
    ofSupply: withheld || !mine ? null : shareOfInflow(mine, inflows),
    withheld,
  };
}

/** Local share of those who looked for work; null where nobody of them was reported. */
export function placementOf(counted: Counted | undefined, [firstYear, lastYear]: readonly [number, number]): Placement | null {
  if (!counted) return null;
  const { localJobs, otherRegion, unemployed } = counted;
  const seekers = localJobs + otherRegion + unemployed;
  const share = shareOfCount(localJobs, seekers);
  return share && { firstYear, lastYear, seekers, localJobs, ...share };
}

/** The same of the city: of the major where enough schools reported, else of its level, else nothing. */
export function cityPlacement({ byMajor, byLevel }: Destinations, majorCode: string, level: string, years: readonly [number, number]) {
  const [major, wide] = [byMajor.find(({ key }) => key === majorCode), byLevel.find(({ key }) => key === level)];
  if (major && major.schools >= schoolsNeeded) return { city: placementOf(major, years), cityOf: 'major' as const };
  if (wide && wide.schools >= schoolsNeeded) return { city: placementOf(wide, years), cityOf: 'level' as const };
  return { city: null, cityOf: null };
}
