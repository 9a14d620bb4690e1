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
}
export const fewestEnterprises = 3;

/**
 * Which figures may not be shown: those with one or two enterprises behind them, and as many others as it takes that no published sum gives one of them
 * away. What is not shown of a sum needs at least two members, one of them with `fewest` enterprises: otherwise the difference of what is shown would be a
 * figure of too few. Figures with no enterprise behind them are zero and nobody's. Grows until every sum is safe, so it ends.
 *
 * @param cells every figure that may be shown, by key; members of sums that are no cell are taken as shown.
 * @param sums totals and their parts, in any order; a total may be part of another.
 * @returns key → reason, for those withheld.
 */
export function withhold(cells: readonly CountedCell[], sums: readonly Sum[], fewest = fewestEnterprises): Map<string, Withheld> {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const withheld = new Map<string, Withheld>();
  for (const { key, enterprises } of cells) if (enterprises > 0 && enterprises < fewest) withheld.set(key, 'few_enterprises');
  for (let changed = withheld.size > 0; changed;) {
    changed = false;
    for (const sum of sums) {
      const added = exposed(sum, byKey, withheld, fewest);
      if (added === undefined) continue;
      withheld.set(added, 'would_reveal');
      changed = true;
    }
  }
  return withheld;
}

/** The member that has to be withheld too; undefined when the sum gives nothing away. */
function exposed({ total, parts }: Sum, byKey: ReadonlyMap<string, CountedCell>, withheld: ReadonlyMap<string, Withheld>, fewest: number): string | undefined {
  if (withheld.has(total) && parts.some((part) => withheld.has(part))) return undefined;
  const members = [...parts, total].flatMap((key) => byKey.get(key) ?? []).filter((cell) => cell.enterprises > 0);
  const hidden = members.filter((cell) => withheld.has(cell.key));
  if (hidden.length === 0 || (hidden.length > 1 && hidden.some((cell) => cell.enterprises >= fewest))) return undefined;
  const open = members.filter((cell) => !withheld.has(cell.key));
  const smallest = (some: readonly CountedCell[]) => [...some].sort((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1))[0];
  // a part before the total: who loses a part keeps the rest of the sum
  return (smallest(open.filter((cell) => cell.key !== total)) ?? open.find((cell) => cell.key === total))?.key;
}
