import { suppress } from '../forecasting/disclosure/suppress.ts';
import type { withheldReasons } from '../schemas/vocabulary.ts';

export type Withheld = (typeof withheldReasons)[number];
/** A figure with the number of enterprises behind it. */
export interface CountedCell {
  readonly key: string;
  readonly enterprises: number;
  /** The figure itself: of several that could be withheld in addition, the smallest goes. */
  readonly value: number;
}
/** A published sum: whoever knows all members but one knows the last. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
  /** How much of each part is in the total, in their order; left out: all of it. */
  readonly weights?: readonly number[];
}
const reasons = { primary: 'few_enterprises', secondary: 'would_reveal' } as const satisfies Record<string, Withheld>;

/**
 * Which counts may not be shown: those with fewer than `fewest` enterprises behind them, and as many others as it takes that no published sum gives one of them
 * away. A count with no enterprise behind it is nobody's, whatever its value; one of 0 employees of some enterprise is theirs.
 *
 * @param cells every figure that may be shown, by key; members of sums that are no cell are taken as shown.
 * @param sums totals and their parts, in any order; a total may be part of another.
 * @returns key → reason, for those withheld.
 */
export function withhold(cells: readonly CountedCell[], sums: readonly Sum[], fewest: number): Map<string, Withheld> {
  const figures = cells.map(({ key, enterprises, value }) => ({ key, size: enterprises === 0 ? 0 : value + 1, sensitive: enterprises < fewest }));
  const lines = sums.map(({ total, parts, weights }) => ({ total, parts: parts.map((key, i) => ({ key, weight: weights?.[i] ?? 1 })) }));
  return new Map([...suppress(figures, lines)].map(([key, kind]) => [key, reasons[kind]]));
}
