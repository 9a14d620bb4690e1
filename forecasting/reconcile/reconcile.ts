import { ForecastError } from '../errors.ts';
import { solvePositive } from './cholesky.ts';
import { requireHierarchy, type Hierarchy, type NodeValues } from './hierarchy.ts';

const sumOf = (members: readonly number[], values: readonly number[]): number => members.reduce((sum, part) => sum + values[part]!, 0);

/** The adjusted parts when only `free` parts may move: parts + V·Cᵀ·(C·V·Cᵀ + U)⁻¹·(totals − C·parts). */
function adjust(hierarchy: Hierarchy, forecast: NodeValues, variances: NodeValues, free: readonly boolean[]): number[] {
  const { totals } = hierarchy;
  const members = totals.map((list) => new Set(list));
  const parts = forecast.parts.map((value, part) => (free[part]! ? value : 0));
  const normal = totals.map((list, row) =>
    totals.map((_, column) =>
      list.reduce((sum, part) => sum + (free[part]! && members[column]!.has(part) ? variances.parts[part]! : 0), row === column ? variances.totals[row]! : 0),
    ),
  );
  const push = solvePositive(
    normal,
    totals.map((list, row) => forecast.totals[row]! - sumOf(list, parts)),
  );
  totals.forEach((list, row) => {
    for (const part of list) if (free[part]!) parts[part]! += variances.parts[part]! * push[row]!;
  });
  return parts;
}

/**
 * Makes forecasts of parts and totals add up, moving the uncertain ones most: the weighted least squares solution among all coherent non-negative values.
 * Parts that would fall below 0 are held at 0 and the rest solved again. Source: Wickramasuriya, Athanasopoulos & Hyndman (2019), with a diagonal error covariance.
 *
 * @param hierarchy p parts, m totals
 * @param forecast p + m values ≥ 0 in one unit
 * @param variances p + m error variances > 0, as `nodeVariances` gives them
 * @returns p + m coherent values ≥ 0: every total is the sum of its parts
 * @throws ForecastError `bad_hierarchy`, or `bad_shape` when the numbers of values do not fit
 * @example reconcile({ parts: 2, totals: [[0, 1]] }, { parts: [10, 20], totals: [36] }, { parts: [1, 1], totals: [1] }).parts.map(Math.round) // → [12, 22]
 */
export function reconcile(hierarchy: Hierarchy, forecast: NodeValues, variances: NodeValues): NodeValues {
  requireHierarchy(hierarchy);
  for (const { parts, totals } of [forecast, variances]) {
    if (parts.length !== hierarchy.parts || totals.length !== hierarchy.totals.length) {
      throw new ForecastError(
        'bad_shape',
        `Reconciliation needs ${hierarchy.parts} parts and ${hierarchy.totals.length} totals, got ${parts.length} and ${totals.length}.`,
      );
    }
  }
  const free = forecast.parts.map(() => true);
  let parts = adjust(hierarchy, forecast, variances, free);
  while (parts.some((value) => value < 0)) {
    parts.forEach((value, part) => {
      if (value < 0) free[part] = false;
    });
    parts = adjust(hierarchy, forecast, variances, free);
  }
  return { parts, totals: hierarchy.totals.map((list) => sumOf(list, parts)) };
}

/** Sample paths of every node, each of the same length; entry i of every node belongs to the same path and year. */
export interface NodePaths {
  readonly parts: readonly Float64Array[];
  readonly totals: readonly Float64Array[];
}

/**
 * Reconciles sample paths entry by entry, so that every path adds up in every year; quantiles taken afterwards stay honest, which reconciled quantiles would not.
 * Source: Panagiotelis, Gamakumara, Athanasopoulos & Hyndman (2023).
 *
 * @param hierarchy p parts, m totals
 * @param paths row-major [path][step] arrays of one length, a multiple of `width`
 * @param width entries a path: one for each year
 * @param variances of the nodes by step, length `width`
 * @returns coherent paths ≥ 0 of the same shape
 * @throws ForecastError as `reconcile`
 * @example Math.round(reconcilePaths({ parts: 1, totals: [[0]] }, { parts: [new Float64Array([4])], totals: [new Float64Array([6])] }, 1, [{ parts: [1], totals: [1] }]).parts[0][0]) // → 5
 */
export function reconcilePaths(hierarchy: Hierarchy, paths: NodePaths, width: number, variances: readonly NodeValues[]): NodePaths {
  const length = paths.parts[0]?.length ?? 0;
  const all = [...paths.parts, ...paths.totals];
  if (length % width !== 0 || variances.length !== width || all.some((one) => one.length !== length)) {
    throw new ForecastError(
      'bad_shape',
      `Path reconciliation needs paths of one length, a multiple of ${width}, and ${width} sets of variances; got lengths ${all.map((one) => one.length).join(', ')} and ${variances.length} sets.`,
    );
  }
  const result = { parts: paths.parts.map(() => new Float64Array(length)), totals: paths.totals.map(() => new Float64Array(length)) };
  for (let entry = 0; entry < length; entry++) {
    const values = { parts: paths.parts.map((one) => one[entry]!), totals: paths.totals.map((one) => one[entry]!) };
    const coherent = reconcile(hierarchy, values, variances[entry % width]!);
    coherent.parts.forEach((value, part) => (result.parts[part]![entry] = value));
    coherent.totals.forEach((value, total) => (result.totals[total]![entry] = value));
  }
  return result;
}
