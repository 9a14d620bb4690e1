import { isOpen } from './base-series.ts';
import type { Weight } from './crosswalk.ts';
import type { OccupationDemand } from './demand.ts';
import type { CitySnapshot, Level, SnapshotInflow, SnapshotMajor, SnapshotProgramme } from './snapshot.ts';
import { windowTotals, type Window } from './windows.ts';

/** One major in the region, with all that its numbers are made of. */
export interface Cell {
  readonly major: SnapshotMajor;
  readonly lengthYears: number;
  readonly programmes: readonly SnapshotProgramme[];
  readonly weights: readonly Weight[];
  readonly inflows: readonly SnapshotInflow[];
}

const defaultLength: Record<Level, number> = { secondary: 3, associate: 3, vocational_bachelor: 4, bachelor: 4 };

/** L of a cell: the length most of its intake has (reported years), ties to the longer; without programmes 3, or 4 for bachelor levels. */
function lengthOf(major: SnapshotMajor, programmes: readonly SnapshotProgramme[]): number {
  const persons = new Map<number, number>();
  for (const programme of programmes) {
    const intake = programme.years.reduce((sum, year) => sum + year.intake, 0);
    persons.set(programme.lengthYears, (persons.get(programme.lengthYears) ?? 0) + intake);
  }
  let best = defaultLength[major.level];
  let most = -1;
  for (const [length, n] of persons) {
    if (n > most || (n === most && length > best)) {
      best = length;
      most = n;
    }
  }
  return best;
}

/**
 * Majors with a programme, with declared inflow, or with a link to an occupation that has demand, in the order of the snapshot.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param snapshot of the city
 * @param weights of `crosswalkWeights`
 * @param demanded codes of occupations with demand
 * @returns one cell a major, in the order of the snapshot
 * @example cellsOf({ programmes: [], majors: [{ code: 'm', level: 'bachelor' }, { code: 'n' }] }, [{ major: 'm', occupation: 'o' }], new Set(['o'])).map((cell) => [cell.major.code, cell.lengthYears]) // → [['m', 4]]
 */
export function cellsOf(snapshot: CitySnapshot, weights: readonly Weight[], demanded: ReadonlySet<string>): Cell[] {
  const programmes = Map.groupBy(snapshot.programmes, (programme) => programme.major);
  const byMajor = Map.groupBy(
    weights.filter((weight) => demanded.has(weight.occupation)),
    (weight) => weight.major,
  );
  const inflows = Map.groupBy(
    (snapshot.inflows ?? []).filter(({ persons }) => persons > 0),
    (inflow) => inflow.major,
  );
  return snapshot.majors
    .filter(({ code }) => programmes.has(code) || byMajor.has(code) || inflows.has(code))
    .map((major) => {
      const own = programmes.get(major.code) ?? [];
      const parts = { weights: byMajor.get(major.code) ?? [], inflows: inflows.get(major.code) ?? [] };
      return { major, lengthYears: lengthOf(major, own), programmes: own, ...parts };
    });
}

/**
 * Declared inflow by year ahead.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param cell the major with its inflows
 * @param snapshot of the city, for its last year
 * @param horizon H
 * @returns persons, length H
 * @example [...inflowOf({ inflows: [{ year: 2027, persons: 12 }] }, { asOfYear: 2025 }, 3)] // → [0, 12, 0]
 */
export function inflowOf(cell: Pick<Cell, 'inflows'>, { asOfYear }: Pick<CitySnapshot, 'asOfYear'>, horizon: number): Float64Array {
  const persons = new Float64Array(horizon);
  for (const inflow of cell.inflows) {
    const at = inflow.year - asOfYear - 1;
    if (at >= 0 && at < horizon) persons[at]! += inflow.persons;
  }
  return persons;
}

interface Term {
  readonly share: number;
  readonly paths: Float64Array;
}
/**
 * Σ_o factor(o) · D(o) on every path.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param cell the major with its weights
 * @param demands by occupation, paths row-major [year][path], persons
 * @param size paths × years
 * @param factor share of an occupation's demand
 * @param sum receives the sums; a new table where none is given
 * @returns row-major [year][path], persons
 * @example [...weightedDemand({ weights: [{ occupation: 'o' }] }, new Map([['o', { paths: [10, 20] }]]), 2, () => 0.5)] // → [5, 10]
 */
export function weightedDemand(
  cell: Cell,
  demands: ReadonlyMap<string, OccupationDemand>,
  size: number,
  factor: (weight: Weight) => number,
  sum = new Float64Array(size),
): Float64Array {
  const terms: Term[] = [];
  for (const weight of cell.weights) {
    const share = factor(weight);
    const paths = demands.get(weight.occupation)?.paths;
    if (paths && share !== 0) terms.push({ share, paths });
  }
  sum.fill(0);
  // four at a time, added in their order: the sum is read and written a quarter as often
  for (let next = 0; next < terms.length; next += 4) addTerms(sum, size, terms, next);
  return sum;
}

/** Adds up to four terms, from the one named on. */
function addTerms(sum: Float64Array, size: number, terms: readonly Term[], from: number): void {
  const { share: a, paths: x } = terms[from]!;
  const [second, third, fourth] = [terms[from + 1], terms[from + 2], terms[from + 3]];
  if (!second) {
    for (let i = 0; i < size; i++) sum[i] = sum[i]! + a * x[i]!;
    return;
  }
  const { share: b, paths: y } = second;
  if (!third) {
    for (let i = 0; i < size; i++) sum[i] = sum[i]! + a * x[i]! + b * y[i]!;
    return;
  }
  const { share: c, paths: z } = third;
  if (!fourth) {
    for (let i = 0; i < size; i++) sum[i] = sum[i]! + a * x[i]! + b * y[i]! + c * z[i]!;
    return;
  }
  const { share: d, paths: w } = fourth;
  for (let i = 0; i < size; i++) sum[i] = sum[i]! + a * x[i]! + b * y[i]! + c * z[i]! + d * w[i]!;
}

/**
 * Σ_o share(o) · ΣD(o) of a window: totals at an end of the weight ranges.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param cell the major with its weights
 * @param totals of an occupation in the window, one value a path, persons
 * @param paths number of paths
 * @param share of an occupation's demand
 * @returns one value a path, persons
 * @example [...boundTotals({ weights: [{ occupation: 'o', shareMax: 0.5 }] }, () => [10, 20], 2, (weight) => weight.shareMax)] // → [5, 10]
 */
export function boundTotals(
  cell: Cell,
  totals: (occupation: string) => Float64Array | undefined,
  paths: number,
  share: (weight: Weight) => number,
): Float64Array {
  const terms: Term[] = [];
  for (const weight of cell.weights) {
    const values = totals(weight.occupation);
    const factor = share(weight);
    if (values && factor !== 0) terms.push({ share: factor, paths: values });
  }
  const sum = new Float64Array(paths);
  for (let next = 0; next < terms.length; next += 4) addTerms(sum, paths, terms, next);
  return sum;
}

/**
 * Window totals of every occupation, made once a window.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param demands by occupation, paths row-major [year 1…H][path]
 * @param horizon H
 * @returns a function of occupation and window: one sum a path, persons; undefined without demand
 * @example [...createWindowCache(new Map([['o', { paths: new Float64Array([1, 2, 3]) }]]), 3)('o', { from: 1, to: 2 })] // → [3]
 */
export function createWindowCache(demands: ReadonlyMap<string, OccupationDemand>, horizon: number) {
  const windows = new Map<number, Map<string, Float64Array>>();
  return (occupation: string, { from, to }: Window): Float64Array | undefined => {
    const place = from * (horizon + 1) + to;
    const cache = windows.get(place) ?? new Map<string, Float64Array>();
    if (cache.size === 0) windows.set(place, cache);
    const known = cache.get(occupation);
    if (known) return known;
    const demand = demands.get(occupation);
    if (!demand) return undefined;
    const totals = windowTotals(demand.paths, horizon, { from, to });
    cache.set(occupation, totals);
    return totals;
  };
}

/**
 * Years with reports on each side: graduates of any programme of the major; occupations weighted by their openings × weight.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param cell the major with its weights and programmes
 * @param demands by occupation
 * @returns whole years
 * @example observationsOf({ programmes: [{ years: [{ year: 2024 }, { year: 2025 }] }], weights: [{ occupation: 'o', weight: 1 }] }, new Map([['o', { openings: [3], series: { observations: 9 } }]])) // → { demand: 9, supply: 2 }
 */
export function observationsOf(cell: Cell, demands: ReadonlyMap<string, OccupationDemand>): { readonly demand: number; readonly supply: number } {
  const years = new Set(cell.programmes.flatMap((programme) => programme.years.map((year) => year.year)));
  let weighted = 0;
  let total = 0;
  for (const weight of cell.weights) {
    const demand = demands.get(weight.occupation);
    if (!demand) continue;
    const size = weight.weight * demand.openings.reduce((sum, value) => sum + value, 0);
    weighted += size * demand.series.observations;
    total += size;
  }
  return { demand: total > 0 ? Math.round(weighted / total) : 0, supply: years.size };
}

/**
 * No intake in the city for some years (3), and none planned or sent by a pathway: nobody offers the major.
 * Source: docs/model.md, Demand 5 and Windows.
 *
 * @param cell the major with its programmes
 * @param t0 last year of the snapshot
 * @param expects whether a programme will take students in
 * @param noIntakeYears years without intake, parameter of the run
 * @returns true where nobody offers it
 * @example [isUnoffered({ programmes: [] }, 2025, () => false, 3), isUnoffered({ programmes: [{ closedYear: null, years: [{ year: 2024, intake: 30 }] }] }, 2025, () => false, 3)] // → [true, false]
 */
export function isUnoffered(cell: Cell, t0: number, expects: (programme: SnapshotProgramme) => boolean, noIntakeYears: number): boolean {
  return cell.programmes.every(
    (programme) => !isOpen(programme, t0) && !expects(programme) && programme.years.every((year) => year.year <= t0 - noIntakeYears || year.intake === 0),
  );
}
