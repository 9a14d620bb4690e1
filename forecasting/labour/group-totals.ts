import type { Cell } from './cells.ts';
import type { Level } from './snapshot.ts';

/** Cuts by which cells are added up: 专业类, 专业大类, 层次, 产业链, 全市. */
export const cuts = ['class', 'category', 'level', 'chain', 'region'] as const;
export type Cut = (typeof cuts)[number];

/** Demand and supply of a group on every path: sums of its cells' paths, so that totals have intervals of their own. */
export interface GroupPaths {
  readonly cut: Cut;
  /** Class, category or level code; a chain id or `outside`; `all` for the region. */
  readonly code: string;
  /** Null where a group crosses levels. */
  readonly level: Level | null;
  readonly cells: Cell[];
  /** Row-major [year 1…H][path], persons. */
  readonly demand: Float64Array;
  readonly supply: Float64Array;
}

/**
 * Groups a city cell belongs to; codes of classes and categories carry their level, since two catalogues may share one.
 * Source: docs/model.md, Totals.
 *
 * @param cell its major
 * @returns class, category, level and region, narrowest first; chains are cut elsewhere
 * @example groupsOf({ major: { classCode: '4601', categoryCode: '46', level: 'associate' } }).map(({ cut, code }) => [cut, code]) // → [['class', '4601'], ['category', '46'], ['level', 'associate'], ['region', 'all']]
 */
export function groupsOf({ major: { classCode, categoryCode, level } }: Pick<Cell, 'major'>): { cut: Cut; code: string; level: Level | null }[] {
  return [
    { cut: 'class', code: classCode, level },
    { cut: 'category', code: categoryCode, level },
    { cut: 'level', code: level, level },
    { cut: 'region', code: 'all', level: null },
  ];
}

/**
 * Adds cells up as they are modelled: matrices are not kept beyond their group.
 * Source: docs/model.md, Totals.
 *
 * @param size paths × years of the matrices added, persons
 * @returns `add`: demand and supply of a cell in the city or in one chain; `all`: every group with its sums
 * @example ((totals) => ([3, 4].forEach((demand) => totals.add('c', {}, new Float64Array([demand]), new Float64Array(1))), totals.all().map((group) => [group.cut, group.cells.length, group.demand[0]])))(createGroupTotals(1)) // → [['chain', 2, 7]]
 */
export function createGroupTotals(size: number) {
  const groups = new Map<string, GroupPaths>();
  function addTo(cut: Cut, code: string, level: Level | null, cell: Cell, demand: Float64Array, supply: Float64Array): void {
    const key = `${cut}|${level ?? ''}|${code}`;
    const group = groups.get(key) ?? { cut, code, level, cells: [], demand: new Float64Array(size), supply: new Float64Array(size) };
    groups.set(key, group);
    group.cells.push(cell);
    const { demand: demanded, supply: supplied } = group;
    for (let i = 0; i < size; i++) {
      demanded[i]! += demand[i]!;
      supplied[i]! += supply[i]!;
    }
  }
  return {
    /** `chain` is `city`, a chain id or `outside`. */
    add(chain: string, cell: Cell, demand: Float64Array, supply: Float64Array): void {
      if (chain !== 'city') addTo('chain', chain, null, cell, demand, supply);
      else for (const { cut, code, level } of groupsOf(cell)) addTo(cut, code, level, cell, demand, supply);
    },
    /** In natural order. */
    all: (): GroupPaths[] => [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group),
  };
}
export type GroupTotals = ReturnType<typeof createGroupTotals>;
