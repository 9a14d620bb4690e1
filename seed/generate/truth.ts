import { blocks, grossEntryShare, netEntryShare, separationRate, span, sum, windowYears } from './assumptions.ts';
import { supplyIn } from './cells.ts';
import type { Cell } from './cells.ts';
import type { OccupationLife } from './occupations.ts';
import type { Planted } from './roles.ts';

export interface WindowTruth {
  readonly demand: number;
  readonly supply: number;
  /** Supply ÷ demand. */
  readonly r: number;
}
export interface CellTruth {
  readonly majorCode: string;
  readonly level: Cell['level'];
  readonly lengthYears: number;
  readonly pipeline: WindowTruth;
  readonly decision: WindowTruth;
  readonly planted: Planted | null;
  readonly official: boolean;
}
/** A major that nobody offers, and the entry demand that would be its own. */
export interface UnofferedTruth {
  readonly majorCode: string;
  readonly level: string;
  readonly lengthYears: number;
  readonly pipeline: number;
  readonly decision: number;
}

/** True entry demand of an occupation by future year: openings are netted over each block and spread over its years in proportion to employees. */
export function entryDemand({ measure, values }: OccupationLife): Map<number, number> {
  const demand = new Map<number, number>();
  for (const [first, last] of blocks) {
    const years = span(first, last);
    const employees = sum(years.map((year) => values.get(year)!));
    const openings = Math.max(0, values.get(last)! - values.get(first - 1)! + sum(years.map((year) => separationRate * values.get(year - 1)!)));
    for (const year of years) {
      const value = values.get(year)!;
      demand.set(year, measure === 'flow' ? grossEntryShare * value : (netEntryShare * openings * value) / employees);
    }
  }
  return demand;
}

export type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** True entry demand for a major over a window of years. */
export function demandFor(
  major: string,
  weights: Weights,
  demands: ReadonlyMap<string, ReadonlyMap<number, number>>,
  [first, last]: readonly [number, number],
): number {
  const years = span(first, last);
  let demand = 0;
  for (const [code, byYear] of demands) {
    const weight = weights.get(code)?.get(major);
    if (weight !== undefined) demand += weight * sum(years.map((year) => byYear.get(year)!));
  }
  return demand;
}

export function tellTruth(
  cells: readonly Cell[],
  planted: ReadonlyMap<string, Planted>,
  weights: Weights,
  occupations: readonly OccupationLife[],
): CellTruth[] {
  const demands = new Map(occupations.map((life) => [life.code, entryDemand(life)]));
  return cells.map((cell) => {
    const windows = windowYears(cell.lengthYears);
    const window = (years: readonly [number, number]): WindowTruth => {
      const demand = demandFor(cell.majorCode, weights, demands, years);
      const supply = supplyIn(cell, years);
      return { demand, supply, r: supply / demand };
    };
    const { majorCode, level, lengthYears, official } = cell;
    return {
      majorCode,
      level,
      lengthYears,
      official,
      pipeline: window(windows.pipeline),
      decision: window(windows.decision),
      planted: planted.get(majorCode) ?? null,
    };
  });
}

export function tellUnoffered(majors: readonly { code: string; level: string }[], weights: Weights, occupations: readonly OccupationLife[]): UnofferedTruth[] {
  const demands = new Map(occupations.map((life) => [life.code, entryDemand(life)]));
  return majors.map(({ code, level }) => {
    const lengthYears = level === 'bachelor' ? 4 : 3;
    const { pipeline, decision } = windowYears(lengthYears);
    return {
      majorCode: code,
      level,
      lengthYears,
      pipeline: demandFor(code, weights, demands, pipeline),
      decision: demandFor(code, weights, demands, decision),
    };
  });
}
