import { fromLog, type TrendModel, type TrendState } from './trend.ts';

/**
 * Normals one path needs: two for the state, two a year.
 * Source: counting.
 *
 * @param horizon H, years ≥ 0
 * @returns 2 + 2H
 * @example normalsPerPath(3) // → 8
 */
export const normalsPerPath = (horizon: number): number => 2 + 2 * horizon;

/** What paths are drawn around: centres on the log scale (index 0 = last year, length H + 1) and the factor of their spread by year. */
export interface PathFrame {
  readonly centre: readonly number[];
  readonly factor: readonly number[];
}

/**
 * Joint sample paths of the level: the state drawn with its covariance, then shocks to level and growth year by year, so that a misjudged trend shows in all years of a path alike.
 * level ← level + slope + shock, slope ← damping · slope + shock, as deviations; value_h = max(0, e^(centre_h + factor_h · level_h) − ½).
 * Source: simulation from the last state of a structural model, Harvey (1989).
 *
 * @param state of the series after its last year, log scale
 * @param model shared by the pool
 * @param frame centres and factors of length H + 1
 * @param normals independent standard normals, row-major [path][2 + 2H]
 * @returns row-major [path][0 … H], units of the series, ≥ 0
 * @example trendPaths(filterTrend({ values: [5, 6, 7] }, estimateTrend([{ values: [5, 6, 7] }]).model, 1), estimateTrend([{ values: [5, 6, 7] }]).model, { centre: [2, 2], factor: [1, 1] }, new Float64Array(8)).length // → 4
 */
export function trendPaths(state: TrendState, model: TrendModel, { centre, factor }: PathFrame, normals: Float64Array): Float64Array {
  const width = centre.length;
  const drawn = normalsPerPath(width - 1);
  const paths = normals.length / drawn;
  const levelSpread = Math.sqrt(state.levelVariance);
  const shared = levelSpread > 0 ? state.covariance / levelSpread : 0;
  const slopeSpread = Math.sqrt(Math.max(0, state.slopeVariance - shared ** 2));
  const shock = state.scale * model.level;
  const turn = state.scale * model.slope;
  const values = new Float64Array(paths * width);
  for (let path = 0; path < paths; path++) {
    const from = path * drawn;
    let level = levelSpread * normals[from]!;
    let slope = shared * normals[from]! + slopeSpread * normals[from + 1]!;
    const to = path * width;
    values[to] = fromLog(centre[0]! + factor[0]! * level);
    for (let h = 1; h < width; h++) {
      level += slope + shock * normals[from + 2 * h]!;
      slope = model.damping * slope + turn * normals[from + 2 * h + 1]!;
      values[to + h] = fromLog(centre[h]! + factor[h]! * level);
    }
  }
  return values;
}

/**
 * The same level as a linear combination of the normals, log scale: deviation at step h = Σ response[h][k] · normal[k].
 * Source: damped local linear trend, Gardner & McKenzie (1985).
 *
 * @param state of the series after its last year, log scale
 * @param model shared by the pool
 * @param factor of the spread by step, length H + 1
 * @returns one array a step 0 … H, each of length 2 + 2h
 * @example trendResponse(filterTrend({ values: [5, 6, 7] }, estimateTrend([{ values: [5, 6, 7] }]).model, 1), estimateTrend([{ values: [5, 6, 7] }]).model, [1, 1]).map((own) => own.length) // → [2, 4]
 */
export function trendResponse(state: TrendState, model: TrendModel, factor: readonly number[]): Float64Array[] {
  const size = normalsPerPath(factor.length - 1);
  const level = new Float64Array(size);
  const slope = new Float64Array(size);
  const levelSpread = Math.sqrt(state.levelVariance);
  level[0] = levelSpread;
  slope[0] = levelSpread > 0 ? state.covariance / levelSpread : 0;
  slope[1] = Math.sqrt(Math.max(0, state.slopeVariance - slope[0] ** 2));
  const responses: Float64Array[] = [];
  for (let h = 0; h < factor.length; h++) {
    if (h > 0) {
      for (let k = 0; k < 2 * h; k++) level[k]! += slope[k]!;
      level[2 * h] = state.scale * model.level;
      for (let k = 0; k < 2 * h; k++) slope[k]! *= model.damping;
      slope[2 * h + 1] = state.scale * model.slope;
    }
    const width = factor[h]!;
    const own = new Float64Array(2 + 2 * h);
    for (let k = 0; k < own.length; k++) own[k] = width * level[k]!;
    responses.push(own);
  }
  return responses;
}
