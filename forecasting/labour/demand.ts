import { openingsOf } from './openings.ts';
import type { OccupationSeries } from './occupations.ts';
import { normalsPerPath } from '../pooled/paths.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { mixNormals, normalsOf, pathsOf, withLuck } from './paths.ts';
import type { CitySnapshot } from './snapshot.ts';

/** Entry demand of one occupation on every path, persons. */
export interface OccupationDemand {
  readonly series: OccupationSeries;
  /** Row-major [path][year ahead 1…H]. */
  readonly paths: Float64Array;
  /** Means over paths by year ahead: what the demand is made of (persons, before the entry share). */
  readonly growth: Float64Array;
  readonly replacement: Float64Array;
  readonly openings: Float64Array;
  /** Fitted employees (or hires) at t0. */
  readonly level: number;
}

/** The chain whose enterprises employ most of the occupation: occupations of a chain share its luck. */
export function mainChain(series: OccupationSeries): string {
  let best = '';
  let share = -1;
  for (const [chain, value] of series.chainShares) {
    if (value > share || (value === share && chain < best)) {
      best = chain;
      share = value;
    }
  }
  return best;
}

/**
 * D(o) on joint sample paths: λ_net × openings from the stock, or λ_gross × hires. Path i of every occupation belongs to the same world;
 * occupations of a chain share a factor with correlation ρ. Random streams are keyed by region and code, never by row ids.
 */
export function occupationDemand(
  snapshot: CitySnapshot,
  series: readonly OccupationSeries[],
  forecastOf: (series: OccupationSeries) => BaseForecast,
  horizon: number,
  correlationOf: (series: OccupationSeries) => number,
): OccupationDemand[] {
  const { paths, sigma, lambdaNet, lambdaGross } = snapshot.parameters;
  const width = horizon + 1;
  const drawn = normalsPerPath(horizon);
  const factors = new Map<string, Float64Array>();
  const factorOf = (chain: string) => {
    const known = factors.get(chain) ?? normalsOf(`${snapshot.region}|chain|${chain}`, paths * drawn);
    factors.set(chain, known);
    return known;
  };
  return series.map((occupation) => {
    const own = normalsOf(`${snapshot.region}|occupation|${occupation.code}`, paths * drawn);
    const forecast = forecastOf(occupation);
    const lasting = pathsOf(forecast, mixNormals(factorOf(mainChain(occupation)), own, correlationOf(occupation)));
    // what a year brings by luck is noise of the report in a stock, but real in a flow
    const values = occupation.nature === 'stock' ? lasting : withLuck(lasting, forecast.luck, `${snapshot.region}|hires|${occupation.code}`);
    const demand = new Float64Array(paths * horizon);
    const growth = new Float64Array(horizon);
    const replacement = new Float64Array(horizon);
    const openings = new Float64Array(horizon);
    for (let i = 0; i < paths; i++) {
      const path = values.subarray(i * width, (i + 1) * width);
      const parts = occupation.nature === 'stock' ? openingsOf(path, sigma) : null;
      for (let h = 0; h < horizon; h++) {
        const opened = parts ? parts.total[h]! : path[h + 1]!;
        demand[i * horizon + h] = (parts ? lambdaNet : lambdaGross) * opened;
        openings[h]! += opened / paths;
        growth[h]! += (parts?.growth[h] ?? 0) / paths;
        replacement[h]! += (parts?.replacement[h] ?? 0) / paths;
      }
    }
    return { series: occupation, paths: demand, growth, replacement, openings, level: forecast.level };
  });
}
