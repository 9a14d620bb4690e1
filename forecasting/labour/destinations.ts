import { ForecastError } from '../errors.ts';
import { createPool, type Scope } from './pooling.ts';
import type { CitySnapshot, DestinationYear, SnapshotProgramme, TrackYear } from './snapshot.ts';

/** Where the graduates of a programme go, as shares: what becomes of G persons is S = G·(1−p−u)·q·f. */
export interface StayRates {
  /** p, 升学率: go on to further study. */
  readonly furtherStudy: number;
  /** u: join the army. */
  readonly military: number;
  /** q: of the others, stay in the city, at work or looking for it. */
  readonly localStay: number;
  /** f: of those at work in the city, work in the field of their major. */
  readonly inField: number;
  /** Graduates of the programme itself whose destination was reported. */
  readonly persons: number;
  /** Those of them whose work in the city was reported with its field. */
  readonly jobs: number;
  /** The narrowest group that reported; null: nobody did, all are taken to stay. */
  readonly from: Scope | null;
  /** Where q and f rest on what graduates said six months later: persons of the programme behind q and f, and the graduation years. Absent where they do not. */
  readonly tracked?: { readonly persons: number; readonly jobs: number; readonly years: readonly number[] };
}

/**
 * Graduates counted in a report of destinations: local job + other region + further study + military + unemployed.
 * Source: docs/model.md, Supply 3; partial pooling as the posterior mean of a beta-binomial (Gelman et al. 2013).
 *
 * @param row report of one year, persons
 * @returns persons
 * @example counted({ localJob: 50, otherRegion: 30, furtherStudy: 15, military: 2, unemployed: 3, inField: 40 }) // → 100
 */
export const counted = (row: DestinationYear): number => row.localJob + row.otherRegion + row.furtherStudy + row.military + row.unemployed;

const working = ({ localJob, otherRegion }: TrackYear) => localJob + otherRegion;
/**
 * What graduates of a programme and year said six months later, where enough answered to take the place of the first destination.
 * Source: docs/model.md, Supply 3; partial pooling as the posterior mean of a beta-binomial (Gelman et al. 2013).
 *
 * @param programme with its tracks, persons
 * @param year of graduation
 * @param fewest answers that count, `trackedGraduates`
 * @returns the track, or undefined
 * @example trackOf({ tracks: [{ year: 2024, localJob: 6, otherRegion: 2, furtherStudy: 1, military: 0, unemployed: 1, inField: null }] }, 2024, 10)?.localJob // → 6
 */
export function trackOf({ tracks }: Pick<SnapshotProgramme, 'tracks'>, year: number, fewest: number): TrackYear | undefined {
  return tracks?.find((row) => row.year === year && working(row) + row.furtherStudy + row.military + row.unemployed >= fewest);
}

/**
 * Of the graduates counted in a report, the share that supplies the city: (local job + unemployed) · f ÷ counted, f = in field ÷ local job where it counts, else 1.
 * Source: docs/model.md, Supply 3; partial pooling as the posterior mean of a beta-binomial (Gelman et al. 2013).
 *
 * @param row report of one year, persons
 * @param inFieldUsed whether f counts
 * @param later what they said six months later, of those who did not study on nor join the army
 * @returns share in [0, 1]; undefined where the report counts nobody
 * @example stayedShare({ localJob: 50, otherRegion: 40, furtherStudy: 0, military: 0, unemployed: 10, inField: 25 }, true) // → 0.3
 */
export function stayedShare(row: DestinationYear, inFieldUsed: boolean, later?: TrackYear): number | undefined {
  const all = counted(row);
  if (all === 0) return undefined;
  const free = later ? working(later) + later.unemployed : 0;
  if (later && free > 0) {
    const field = inFieldUsed && later.inField !== null && working(later) > 0 ? later.inField / working(later) : 1;
    return (((all - row.furtherStudy - row.military) / all) * field * (later.localJob + later.unemployed)) / free;
  }
  const f = inFieldUsed && row.inField !== null && row.localJob > 0 ? row.inField / row.localJob : 1;
  return ((row.localJob + row.unemployed) * f) / all;
}

/**
 * Share of graduates that supplies the city's labour market, (1−p−u)·q·f.
 * Source: docs/model.md, Supply 3; partial pooling as the posterior mean of a beta-binomial (Gelman et al. 2013).
 *
 * @param rates p, u, q and f, shares
 * @param inFieldUsed whether f counts; else it is only shown
 * @returns share in [0, 1]
 * @throws ForecastError `bad_rate` when a share lies outside 0…1 or p + u exceeds 1
 * @example supplyShare({ furtherStudy: 0.25, military: 0, localStay: 0.5, inField: 0.8 }, false) // → 0.375
 */
export function supplyShare(rates: Pick<StayRates, 'furtherStudy' | 'military' | 'localStay' | 'inField'>, inFieldUsed: boolean): number {
  const { furtherStudy: p, military: u, localStay: q, inField: f } = rates;
  const sound = p >= 0 && p <= 1 && u >= 0 && u <= 1 && q >= 0 && q <= 1 && f >= 0 && f <= 1;
  for (const [name, rate] of sound ? [] : Object.entries({ p, u, q, f })) {
    if (!(rate >= 0 && rate <= 1)) throw new ForecastError('bad_rate', `The share ${name} needs to lie between 0 and 1, got ${rate}.`);
  }
  // shares of one whole may exceed it by a rounding
  if (p + u > 1 + 1e-9) throw new ForecastError('bad_rate', `Shares that leave need p + u ≤ 1, got ${p} + ${u}.`);
  return Math.max(0, 1 - p - u) * q * (inFieldUsed ? f : 1);
}

/**
 * p, u, q and f of every programme over the last `rateYears` graduation years, partially pooled programme → class → category → level. Where nobody of the
 * level reported p = u = 0 and q = f = 1. Graduates without work stay: they supply the city until they are reported elsewhere, so that supply is graduates
 * minus those reported to leave, to the person. Where `trackedGraduates` or more of a year answered six months later, their stay and their work in the field take
 * the place of the first destination; who studies on and who joins the army is known at graduation.
 * Source: docs/model.md, Supply 3; partial pooling as the posterior mean of a beta-binomial (Gelman et al. 2013).
 *
 * @param snapshot of the city
 * @returns shares by programme id
 * @example destinationRates({ asOfYear: 2025, parameters: { rateYears: 3, poolingStrength: 0 }, majors: [], programmes: [{ id: 'p', destinations: [{ year: 2025, localJob: 50, otherRegion: 20, furtherStudy: 25, military: 0, unemployed: 5, inField: null }] }] }).get('p').furtherStudy // → 0.25
 */
export function destinationRates(snapshot: CitySnapshot): ReadonlyMap<string, StayRates> {
  const pool = createPool(snapshot, 'level');
  const { rateYears, trackedGraduates } = snapshot.parameters;
  const recent = ({ year }: { readonly year: number }) => year > snapshot.asOfYear - rateYears && year <= snapshot.asOfYear;
  const trackedYears = new Map<string, number[]>();
  for (const programme of snapshot.programmes) {
    for (const row of programme.destinations) {
      if (!recent(row)) continue;
      const all = counted(row);
      const here = row.localJob + row.unemployed;
      pool.add(programme, 'p', row.furtherStudy, all);
      pool.add(programme, 'u', row.military, all);
      const later = trackOf(programme, row.year, trackedGraduates);
      if (!later) pool.add(programme, 'q', here, here + row.otherRegion);
      if (row.inField !== null && (later?.inField ?? null) === null) pool.add(programme, 'f', row.inField, row.localJob);
    }
    for (const row of programme.tracks ?? []) {
      if (!recent(row) || row !== trackOf(programme, row.year, trackedGraduates)) continue;
      const here = row.localJob + row.unemployed;
      pool.add(programme, 'q', here, here + row.otherRegion);
      if (row.inField !== null) pool.add(programme, 'f', row.inField, working(row));
      trackedYears.set(programme.id, [...(trackedYears.get(programme.id) ?? []), row.year]);
    }
  }
  return new Map(
    snapshot.programmes.map((programme) => {
      const p = pool.rateOf(programme, 'p', 0);
      const q = pool.rateOf(programme, 'q', 1);
      const f = pool.rateOf(programme, 'f', 1);
      const years = trackedYears.get(programme.id);
      return [
        programme.id,
        {
          furtherStudy: p.rate,
          military: pool.rateOf(programme, 'u', 0).rate,
          localStay: q.rate,
          ...{ inField: f.rate, persons: p.own, jobs: f.own, from: p.from ?? q.from },
          ...(years ? { tracked: { persons: q.own, jobs: f.own, years } } : {}),
        },
      ];
    }),
  );
}
