export interface KnownSurvival {
  readonly programmeId: string;
  readonly majorCode: string;
  readonly level: string;
  /** Share of first-year students that graduate, in [0, 1]. */
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
 * Share of a new seat that reaches graduation: the programme's own survival (pooled by the run), else the mean of the major's programmes, else of the level's,
 * weighted by the persons behind them; a parameter only where the run knows none.
 *
 * @param known rows of the level, in natural order
 * @param fallback parameter `seatSurvival`, share
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
