import { createChance } from '../random.ts';
import type { Chance } from '../random.ts';
import { clamp, firstYear, grossEntryShare, lastReportedYear, lastTrueYear, netEntryShare, outsideShare, separationRate, span, sum } from './assumptions.ts';
import type { Planting } from './plant.ts';
import type { BlockDemand } from './solve.ts';

/** An occupation of the city through all years: employees at the end of each (stock), or hires during each (flow) where no stock is known. */
export interface OccupationLife {
  readonly code: string;
  readonly measure: 'stock' | 'flow';
  readonly values: ReadonlyMap<number, number>;
  /** Until 2018 the occupation was counted under a narrower definition: old counts are the true ones divided by this. */
  readonly shift: number;
}

export const shiftYear = 2018;
const shiftFactor = 1.35;
const shiftedOccupations = 2;
const flowOccupations = 6;
const [slowest, fastest] = [-0.03, 0.05];
const mostTurn = 0.015;

const compound = (growth: number): number => sum([0, 1, 2].map((k) => (1 + growth) ** k));
/** Openings of a three-year block at constant growth, per employee at its start. */
const openingsPerHead = (growth: number): number => (growth + separationRate) * compound(growth);
const riseOf = (first: number, second: number): number => ((1 + first) ** 3 * openingsPerHead(second)) / openingsPerHead(first);

/** Growth in the first and second block that makes openings rise as wanted: equal where that stays within bounds, else at the bound with a turn. */
export function growthFor(rise: number): [number, number] {
  const even = Math.cbrt(rise) - 1;
  const second = clamp(even, slowest, fastest);
  if (second === even) return [even, even];
  let [low, high] = [second - mostTurn, second + mostTurn];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (riseOf(middle, second) > rise) low = middle;
    else high = middle;
  }
  return [(low + high) / 2, second];
}

/** Walks from the value of 2025 back to 2014 and on to 2033; the recent past grows as the first block will, give or take half a percent. */
function walk(chance: Chance, base: number, [first, second]: readonly [number, number]): Map<number, number> {
  const values = new Map([[lastReportedYear, base]]);
  for (const year of span(lastReportedYear + 1, lastTrueYear)) values.set(year, values.get(year - 1)! * (1 + (year <= lastReportedYear + 3 ? first : second)));
  const recent = first + chance.between(-0.005, 0.005);
  let growth = clamp(recent, slowest, fastest);
  for (let year = lastReportedYear; year > firstYear; year--) {
    if (year <= 2020) growth = clamp(growth + 0.1 * (0.012 - growth) + 0.003 * chance.normal(), slowest, fastest);
    values.set(year - 1, values.get(year)! / (1 + growth));
  }
  return new Map([...values].sort(([a], [b]) => a - b));
}

function stockLife(chance: Chance, { first, second }: BlockDemand): Map<number, number> {
  const growth = growthFor(second / first);
  return walk(chance, first / netEntryShare / openingsPerHead(growth[0]), growth);
}

function flowLife(chance: Chance, { first, second }: BlockDemand): Map<number, number> {
  const growth = Math.cbrt(second / first) - 1;
  return walk(chance, first / grossEntryShare / ((1 + growth) * compound(growth)), [growth, growth]);
}

/** Demand that nobody trains for: enough, every year, that the share of its only major is far above one class. */
function unmetDemand(chance: Chance, codes: readonly string[]): [string, BlockDemand][] {
  const perYear = chance.between(95, 140) / (1 - outsideShare);
  return codes.map((code, i) => {
    const first = (3 * perYear * (i === 0 ? 0.6 : 0.4)) / (codes.length === 1 ? 0.6 : 1);
    return [code, { first, second: first * chance.between(1.03, 1.1) }];
  });
}

/** Turns block demands into histories and futures. Which occupations are known by flows only, or broke in 2018, is drawn among those no short or surplus cell depends on. */
export function growOccupations(
  seed: number,
  majors: ReadonlyMap<string, readonly string[]>,
  planting: Planting,
  unoffered: readonly string[],
): OccupationLife[] {
  const chance = createChance(seed, 'occupations');
  const unmet = unoffered.flatMap((major) =>
    unmetDemand(
      chance,
      [...majors].flatMap(([code, served]) => (served.includes(major) ? [code] : [])),
    ),
  );
  const demand = new Map([...planting.demand, ...unmet]);
  const leanedOn = (code: string): boolean => majors.get(code)!.some((major) => planting.planted.has(major) && planting.planted.get(major) !== 'balanced');
  const free = [...planting.demand.keys()].filter((code) => !leanedOn(code));

  const calm = free.filter((code) => {
    const { first, second } = demand.get(code)!;
    return second / first > 0.9 && second / first < 1.16;
  });
  const bySize = calm.sort((a, b) => demand.get(a)!.first - demand.get(b)!.first);
  const small = bySize.filter((code) => demand.get(code)!.first >= 24);
  const flows = new Set(small.slice(0, flowOccupations));
  const shifted = new Set(chance.shuffled(bySize.filter((code) => !flows.has(code) && demand.get(code)!.first > 150)).slice(0, shiftedOccupations));
  return [...demand.keys()].sort().map((code): OccupationLife => {
    const own = createChance(seed, `occupation/${code}`);
    const isFlow = flows.has(code);
    return {
      code,
      measure: isFlow ? 'flow' : 'stock',
      values: isFlow ? flowLife(own, demand.get(code)!) : stockLife(own, demand.get(code)!),
      shift: shifted.has(code) ? shiftFactor : 1,
    };
  });
}

/** What a count of that year would find, under the definition then in force. */
export function countedIn(life: OccupationLife, year: number): number {
  return life.values.get(year)! / (year < shiftYear ? life.shift : 1);
}
