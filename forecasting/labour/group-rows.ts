import { bandOf } from './bands.ts';
import type { Cell } from './cells.ts';
import type { GroupPaths } from './group-totals.ts';
import type { Parameters } from './parameters.ts';
import type { GroupRow } from './results.ts';
import { gapInterval, gapStatistics, windowsOf, windowTotals } from './windows.ts';

/** Intake of a cell's programmes in all their years; a cell is in as many groups as it has chains and cuts. */
const intakes = new WeakMap<object, number>();
function intakeOf(cell: Pick<Cell, 'programmes'>): number {
  const known = intakes.get(cell);
  if (known !== undefined) return known;
  const intake = cell.programmes.reduce((sum, { years }) => sum + years.reduce((all, year) => all + year.intake, 0), 0);
  intakes.set(cell, intake);
  return intake;
}

/**
 * L of a group: the length most of the intake of its cells has, ties to the longer; without any intake the longest.
 * Source: docs/model.md, Totals.
 *
 * @param cells of the group, at least one
 * @returns whole years
 * @example groupLength([{ lengthYears: 3, programmes: [{ years: [{ intake: 40 }] }] }, { lengthYears: 4, programmes: [{ years: [{ intake: 30 }] }] }]) // → 3
 */
export function groupLength(cells: readonly Pick<Cell, 'lengthYears' | 'programmes'>[]): number {
  const persons = new Map<number, number>();
  for (const cell of cells) persons.set(cell.lengthYears, (persons.get(cell.lengthYears) ?? 0) + intakeOf(cell));
  const [[length] = [0]] = [...persons].sort(([a, m], [b, n]) => n - m || b - a);
  return length;
}

/**
 * Rows of a group, as those of a cell: every year and the totals of both windows, which are those of the group's own length, the same calendar years for all that is in it.
 * Everything comes from the summed paths; means add up from cell to region, intervals do not.
 * Source: docs/model.md, Totals.
 *
 * @param group with its paths
 * @param horizon H
 * @param t0 year before the first
 * @param p limits of the bands
 * @returns persons; first the total of a window, then its years
 * @example groupRows({ cut: 'region', code: 'all', level: null, cells: [{ lengthYears: 1, programmes: [] }], demand: new Float64Array([10, 20, 20, 20]), supply: new Float64Array([10, 15, 15, 15]) }, 4, 2025, resolveParameters({}).parameters).map(({ year, lastYear, gap }) => [year, lastYear, gap]) // → [[2026, 2026, 0], [2026, 2026, 0], [2027, 2029, 15], [2027, 2027, 5], [2028, 2028, 5], [2029, 2029, 5]]
 */
export function groupRows({ cut, code, level, cells, demand, supply }: GroupPaths, horizon: number, t0: number, p: Parameters): GroupRow[] {
  const windows = windowsOf(groupLength(cells));
  return (['pipeline', 'decision'] as const).flatMap((name) => {
    const window = windows[name];
    const { balancedProbability, ...total } = gapStatistics(windowTotals(demand, horizon, window), windowTotals(supply, horizon, window), p);
    const { ratio, probability } = total;
    const band = bandOf({ ...total, balancedProbability }, p);
    const ofWindow = { cut, code, level, cells: cells.length, window: name, ratio, probability, band, enterprises: null, suppressed: null };
    const years = Array.from({ length: window.to - window.from + 1 }, (_, i): GroupRow => {
      const h = window.from + i;
      const year = { from: h, to: h };
      const interval = gapInterval(windowTotals(demand, horizon, year), windowTotals(supply, horizon, year));
      return { ...ofWindow, ...interval, span: 'year', year: t0 + h, lastYear: t0 + h };
    });
    return [{ ...ofWindow, ...total, span: 'total' as const, year: t0 + window.from, lastYear: t0 + window.to }, ...years];
  });
}
