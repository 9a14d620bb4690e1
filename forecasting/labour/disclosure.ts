import { suppress, type Disclosure, type Figure, type Line } from '../disclosure/suppress.ts';
import type { Cell } from './cells.ts';
import type { OccupationDemand } from './demand.ts';
import { groupsOf, type Cut } from './group-totals.ts';
import type { Reporters } from './reporters.ts';
import type { GapRow, GroupRow } from './results.ts';
import type { Level } from './snapshot.ts';

interface GroupPlace {
  readonly cut: Cut;
  readonly code: string;
  readonly level: Level | null;
}

const cellKey = (chain: string, major: string) => `cell|${chain}|${major}`;
const groupKey = ({ cut, code, level }: GroupPlace) => `${cut}|${level ?? ''}|${code}`;
const occupationKey = (code: string) => `occupation|${code}`;
const region = { cut: 'region', code: 'all', level: null } as const;
const unit = (key: string) => ({ key, weight: 1 });
/** Rows call enterprises without a chain `outside`. */
const chainOf = (chain: string) => (chain === 'outside' ? '' : chain);

/** Demand of both windows together, by figure: a figure is withheld with all its years, so that no year gives another away. */
function sizesOf<T extends { readonly span: string; readonly demand: number }>(rows: readonly T[], keyOf: (row: T) => string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const row of rows) if (row.span === 'total') sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + row.demand);
  return sizes;
}

/** How the figures of a run add up: chains to the city, majors to classes, categories, levels and the region, majors to chains, occupations × weight to majors. */
function linesOf(
  cells: readonly Cell[],
  groups: readonly GroupPlace[],
  chainsOf: ReadonlyMap<string, readonly string[]>,
  demanded: ReadonlySet<string>,
): Line[] {
  const line = (total: string, parts: readonly string[]): Line => ({ total, parts: parts.map(unit) });
  const members = (cut: Cut) => Map.groupBy(cells, (cell) => groupKey(groupsOf(cell).find((group) => group.cut === cut) ?? region));
  const nested = (outer: Cut, inner: Cut) =>
    [...members(outer)].map(([key, own]) => {
      const parts = own.flatMap((cell) => groupsOf(cell).filter((group) => group.cut === inner));
      return line(key, [...new Set(parts.map(groupKey))]);
    });
  const chains = groups.filter(({ cut }) => cut === 'chain');
  const majors = [...chainsOf.keys()];
  return [
    ...majors.map((major) =>
      line(
        cellKey('city', major),
        (chainsOf.get(major) ?? []).map((chain) => cellKey(chain, major)),
      ),
    ),
    ...[...members('class')].map(([key, own]) => line(key, own.map(({ major }) => cellKey('city', major.code)))), // prettier-ignore
    ...nested('category', 'class'),
    ...nested('level', 'category'),
    ...nested('region', 'level'),
    ...chains.map((chain) => line(groupKey(chain), majors.filter((major) => chainsOf.get(major)?.includes(chain.code)).map((major) => cellKey(chain.code, major)))), // prettier-ignore
    line(groupKey(region), chains.map(groupKey)),
    ...cells.map(({ major, weights }) => ({
      total: cellKey('city', major.code),
      parts: weights.filter(({ occupation }) => demanded.has(occupation)).map(({ occupation, weight }) => ({ key: occupationKey(occupation), weight })),
    })),
  ].filter(({ parts }) => parts.length > 0);
}

/**
 * What of a run's demand is told to whom: figures with fewer enterprises behind them than the threshold, and those from which they could be worked out, by `suppress`.
 * Source: docs/model.md, Profile of a chain, Withheld; cell suppression in linked tables (Cox 1980).
 *
 * @param input cells of the run with rows, groups and demand of its occupations; `reporters` undefined in snapshots that do not count enterprises: then nothing is known of any figure; `threshold` enterprises a figure needs
 * @returns whether anything is known; enterprises behind a figure and whether it is withheld, by cell and chain, by group and by occupation
 * @example disclosureOf({ cells: [], gaps: [], groups: [], demands: new Map([['o', { openings: [10] }]]), reporters: { inCity: () => 2 }, threshold: 3 }).ofOccupation('o') // → { enterprises: 2, suppressed: 'primary' }
 */
export function disclosureOf(input: {
  readonly cells: readonly Cell[];
  readonly gaps: readonly GapRow[];
  readonly groups: readonly GroupRow[];
  readonly demands: ReadonlyMap<string, OccupationDemand>;
  readonly reporters: Reporters | undefined;
  readonly threshold: number;
}) {
  const { cells, gaps, groups, demands, reporters, threshold } = input;
  const unknown: Disclosure = { enterprises: null, suppressed: null };
  if (!reporters) return { known: false, ofCell: () => unknown, ofGroup: () => unknown, ofOccupation: () => unknown };
  const byMajor = new Map(cells.map((cell) => [cell.major.code, cell]));
  const occupationsOf = (of: readonly Cell[]) => new Set(of.flatMap(({ weights }) => weights.map(({ occupation }) => occupation)));
  const counts = new Map<string, number>();
  const sizes = new Map([
    ...sizesOf(gaps, ({ chain, major }) => cellKey(chain, major)),
    ...sizesOf(groups, groupKey),
    ...[...demands].map(([code, { openings }]): [string, number] => [occupationKey(code), openings.reduce((sum, value) => sum + value, 0)]),
  ]);
  const chainsOf = new Map<string, string[]>();
  for (const { chain, major, span, window } of gaps) {
    if (span !== 'total' || window !== 'decision') continue;
    const occupations = occupationsOf([byMajor.get(major)].filter((cell) => cell !== undefined));
    counts.set(cellKey(chain, major), chain === 'city' ? reporters.inCity(occupations) : reporters.inChain(occupations, chainOf(chain)));
    chainsOf.set(major, [...(chainsOf.get(major) ?? []), ...(chain === 'city' ? [] : [chain])]);
  }
  const places = groups.filter(({ span, window }) => span === 'total' && window === 'decision');
  for (const place of places) {
    const { cut, code } = place;
    const own = cells.filter((cell) => (cut === 'chain' ? chainsOf.get(cell.major.code)?.includes(code) : groupsOf(cell).some((group) => groupKey(group) === groupKey(place)))); // prettier-ignore
    const occupations = occupationsOf(own);
    counts.set(groupKey(place), cut === 'chain' ? reporters.inChain(occupations, chainOf(code)) : reporters.inCity(occupations));
  }
  for (const code of demands.keys()) counts.set(occupationKey(code), reporters.inCity([code]));
  const figures = [...counts].map(([key, enterprises]): Figure => ({ key, size: sizes.get(key) ?? 0, sensitive: enterprises < threshold }));
  const hidden = suppress(figures, linesOf(cells, places, chainsOf, new Set(demands.keys())));
  const found = (key: string): Disclosure => ({ enterprises: counts.get(key) ?? 0, suppressed: hidden.get(key) ?? null });
  return {
    known: true,
    /** `chain` is `city`, a chain id or `outside`. */
    ofCell: (chain: string, major: string) => found(cellKey(chain, major)),
    ofGroup: (place: GroupPlace) => found(groupKey(place)),
    ofOccupation: (code: string) => found(occupationKey(code)),
  };
}
