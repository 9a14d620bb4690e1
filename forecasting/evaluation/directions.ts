export type Direction = 'short' | 'surplus' | 'none';
export type DirectionOutcome = 'hit' | 'miss' | 'too_early' | 'no_direction';

export interface FlagOutcome {
  readonly direction: Direction;
  /** Years of the window that have come to pass with both sides known. */
  readonly observedYears: number;
  /** Sums over the observed years, persons; null while none is. */
  readonly demand: number | null;
  readonly supply: number | null;
  readonly outcome: DirectionOutcome;
}

const directions: Readonly<Record<string, Direction>> = { new: 'short', expand: 'short', reduce: 'surplus', suspend: 'surplus' };

/**
 * A past flag against what came, as far as its window has come to pass: short (new, expand) is a hit where ΣD > ΣS over the observed years, surplus (reduce, suspend) where
 * ΣD < ΣS; equal sums are a miss. Maintain and watch claim no direction. A window not begun is too early. Source: share of right directions, as the
 * US Bureau of Labor Statistics reports for its occupational projections.
 *
 * @param flag class shown, and its window (both years included)
 * @param demand persons of a year as known later; null where not known
 * @param supply the same
 * @returns the outcome of the flag, with its years and sums in persons
 * @example scoreDirection({ class: 'expand', firstYear: 2028, lastYear: 2030 }, () => 50, () => 40).outcome // → 'hit'
 */
export function scoreDirection(
  flag: { readonly class: string; readonly firstYear: number; readonly lastYear: number },
  demand: (year: number) => number | null,
  supply: (year: number) => number | null,
): FlagOutcome {
  const direction = directions[flag.class] ?? 'none';
  let observedYears = 0;
  const sums = { demand: 0, supply: 0 };
  for (let year = flag.firstYear; year <= flag.lastYear; year++) {
    const [wanted, came] = [demand(year), supply(year)];
    if (wanted === null || came === null) continue;
    observedYears++;
    sums.demand += wanted;
    sums.supply += came;
  }
  const nothing = { direction, observedYears, demand: null, supply: null };
  if (observedYears === 0) return { ...nothing, outcome: direction === 'none' ? 'no_direction' : 'too_early' };
  if (direction === 'none') return { direction, observedYears, ...sums, outcome: 'no_direction' };
  const right = direction === 'short' ? sums.demand > sums.supply : sums.demand < sums.supply;
  return { direction, observedYears, ...sums, outcome: right ? 'hit' : 'miss' };
}
