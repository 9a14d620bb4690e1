import { destinationRates, supplyShare } from '../labour/destinations.ts';
import type { CitySnapshot, Level } from '../labour/snapshot.ts';
import { survivalRates } from '../labour/survival.ts';

export interface KnownSurvival {
  readonly programmeId: string;
  readonly majorCode: string;
  readonly level: Level;
  /** Share of first-year students that graduate and supply the city, in [0, 1]. */
  readonly survival: number;
  /** Persons behind it. */
  readonly basis: number;
}
export interface SeatSurvival {
  readonly share: number;
  readonly source: 'programme' | 'major' | 'level' | 'parameter';
}

function mean(rows: readonly KnownSurvival[]): number | undefined {
  const basis = rows.reduce((sum, row) => sum + row.basis, 0);
  return basis > 0 ? rows.reduce((sum, row) => sum + row.survival * row.basis, 0) / basis : undefined;
}

/**
 * Share of a new seat that comes to the city's labour market: the programme's own (pooled by the run), else the mean of the major's programmes, else of the level's,
 * weighted by the persons behind them; a parameter only where the run knows none.
 * Source: docs/model.md, Seats: survival × (1−p−u)·q·f.
 *
 * @param seat its programme (null: a new one), major and level
 * @param known rows of the level, in natural order
 * @param fallback parameter `seatSurvival`, share
 * @returns share in (0, 1] and what it was taken from
 * @example seatSurvival({ programmeId: null, majorCode: 'm', level: 'associate' }, [{ programmeId: 'p', majorCode: 'm', level: 'associate', survival: 0.5, basis: 30 }, { programmeId: 'q', majorCode: 'm', level: 'associate', survival: 0.25, basis: 10 }], 0.6) // → { share: 0.4375, source: 'major' }
 */
export function seatSurvival(
  seat: { readonly programmeId: string | null; readonly majorCode: string; readonly level: string },
  known: readonly KnownSurvival[],
  fallback: number,
): SeatSurvival {
  const own = known.find((row) => row.programmeId === seat.programmeId);
  if (own && own.survival > 0) return { share: own.survival, source: 'programme' };
  const major = mean(known.filter((row) => row.majorCode === seat.majorCode));
  if (major !== undefined && major > 0) return { share: major, source: 'major' };
  const level = mean(known.filter((row) => row.level === seat.level));
  return level !== undefined && level > 0 ? { share: level, source: 'level' } : { share: fallback, source: 'parameter' };
}

/**
 * Share of a programme's new students that comes to the city's labour market: survival from grade 1 to graduation × (1−p−u)·q·f, both as the run pooled them,
 * because the gap counts supply in the same way.
 * Source: docs/model.md, Seats: survival × (1−p−u)·q·f.
 *
 * @param snapshot of the city
 * @returns shares by programme, in the order of the snapshot
 * @throws ForecastError `bad_rate` as `supplyShare`
 * @example programmeSurvival({ asOfYear: 2025, parameters: { rateYears: 3, poolingStrength: 0, inFieldUsed: 0 }, majors: [{ code: 'm', level: 'associate' }], programmes: [{ id: 'p', major: 'm', lengthYears: 1, years: [{ year: 2024, enrolled: [40], graduates: 0 }, { year: 2025, enrolled: [40], graduates: 30 }], destinations: [{ year: 2025, localJob: 15, otherRegion: 15, furtherStudy: 0, military: 0, unemployed: 0, inField: null }] }] })[0].survival // → 0.375
 */
export function programmeSurvival(snapshot: CitySnapshot): KnownSurvival[] {
  const survival = survivalRates(snapshot);
  const stay = destinationRates(snapshot);
  const levels = new Map(snapshot.majors.map((major) => [major.code, major.level]));
  return snapshot.programmes.flatMap(({ id, major }) => {
    const [level, known, rates] = [levels.get(major), survival.get(id), stay.get(id)];
    if (!level || !known || !rates) return [];
    const share = (known.toGraduation[0] ?? 1) * supplyShare(rates, snapshot.parameters.inFieldUsed === 1);
    return [{ programmeId: id, majorCode: major, level, survival: share, basis: known.basis }];
  });
}
