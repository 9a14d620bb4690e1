import { determinedBy } from './determined.ts';

/** A published figure. */
export interface Figure {
  readonly key: string;
  /** How much there is of it; 0 is known to everybody (nobody is behind it), and hides nothing. */
  readonly size: number;
  /** Too few stand behind it to be told. */
  readonly sensitive: boolean;
}
/** total = Σ weight · part, for figures that are told in the same table or beside it. */
export interface Line {
  readonly total: string;
  readonly parts: readonly { readonly key: string; readonly weight: number }[];
}
/** primary: too few behind it; secondary: with it a primary one could be worked out. */
export type Suppression = 'primary' | 'secondary';
/** How many enterprises are behind a figure, at least, and whether it is withheld from those who do not plan; both null in runs that did not count them. */
export interface Disclosure {
  readonly enterprises: number | null;
  readonly suppressed: Suppression | null;
}

/**
 * What has to be withheld of linked tables so that nobody who reads the rest, and knows how it adds up, can solve for a sensitive figure. Sensitive figures go first. Then,
 * until nothing changes, every line with something hidden hides at least two figures, and, where its total is told, one part that is not sensitive itself (else the difference
 * would be the sum of few): the smallest part that is still told, else the total. Last, the lines are read as equations: as long as they determine a sensitive
 * figure, the smallest figure of its lines goes too. Deterministic: ties go by key.
 *
 * Source: the threshold rule with complementary cell suppression (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
 *
 * @param figures each key once
 * @param lines of figures listed; order decides between patterns that protect alike
 * @returns hidden figures by key
 * @example suppress([{ key: 'all', size: 9, sensitive: false }, { key: 'a', size: 2, sensitive: true }, { key: 'b', size: 3, sensitive: false }, { key: 'c', size: 4, sensitive: false }], [{ total: 'all', parts: [{ key: 'a', weight: 1 }, { key: 'b', weight: 1 }, { key: 'c', weight: 1 }] }]) // → new Map([['a', 'primary'], ['b', 'secondary']])
 */
export function suppress(figures: readonly Figure[], lines: readonly Line[]): Map<string, Suppression> {
  const present = new Map(figures.filter(({ size }) => size > 0).map((figure) => [figure.key, figure]));
  const hidden = new Map<string, Suppression>();
  for (const { key, sensitive } of present.values()) if (sensitive) hidden.set(key, 'primary');
  if (hidden.size === 0) return hidden;
  const known = lines.map((line) => lineOf(line, present));
  for (;;) {
    while (known.map((line) => closeLine(line, hidden)).includes(true));
    const open = determinedBy(known.map((line) => equationOf(line, hidden)).filter((equation) => equation.size > 0));
    const solved = [...open].filter((key) => hidden.get(key) === 'primary');
    if (solved.length === 0) return hidden;
    if (!solved.map((key) => hideBeside(key, known, hidden)).includes(true)) return hidden;
  }
}

interface Told {
  readonly total: string | undefined;
  /** Largest last. */
  readonly parts: readonly { readonly key: string; readonly weight: number; readonly size: number; readonly sensitive: boolean }[];
}

function lineOf({ total, parts }: Line, present: ReadonlyMap<string, Figure>): Told {
  const own = parts.flatMap(({ key, weight }) => {
    const figure = present.get(key);
    return figure && weight > 0 ? [{ key, weight, size: weight * figure.size, sensitive: figure.sensitive }] : [];
  });
  return { total: present.has(total) ? total : undefined, parts: own.sort((a, b) => a.size - b.size || (a.key < b.key ? -1 : 1)) };
}

/** Hides one more figure of a line where that is needed; whether it did. */
function closeLine({ total, parts }: Told, hidden: Map<string, Suppression>): boolean {
  const without = parts.filter(({ key }) => hidden.has(key));
  const totalHidden = total !== undefined && hidden.has(total);
  const members = without.length + (totalHidden ? 1 : 0);
  if (members === 0) return false;
  const fewOnly = !totalHidden && without.every(({ sensitive }) => sensitive);
  if (members > 1 && !fewOnly) return false;
  return hideSmallest({ total, parts }, hidden);
}

function hideSmallest({ total, parts }: Told, hidden: Map<string, Suppression>): boolean {
  const next = parts.find(({ key }) => !hidden.has(key))?.key ?? total;
  if (next === undefined || hidden.has(next)) return false;
  hidden.set(next, 'secondary');
  return true;
}

const touches = ({ total, parts }: Told, key: string) => total === key || parts.some((part) => part.key === key);

/** Hides the smallest figure told in the lines of a figure, else in any line with something hidden. */
function hideBeside(key: string, lines: readonly Told[], hidden: Map<string, Suppression>): boolean {
  const own = lines.filter((line) => touches(line, key));
  const others = lines.filter((line) => [...hidden.keys()].some((other) => touches(line, other)));
  return [...own, ...others].some((line) => hideSmallest(line, hidden));
}

function equationOf({ total, parts }: Told, hidden: ReadonlyMap<string, Suppression>): Map<string, number> {
  const equation = new Map(parts.filter(({ key }) => hidden.has(key)).map(({ key, weight }) => [key, weight]));
  if (total !== undefined && hidden.has(total)) equation.set(total, -1);
  return equation;
}
