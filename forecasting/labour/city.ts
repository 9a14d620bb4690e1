import { horizonOf } from './base-series.ts';
import { modelCell, type CellContext } from './cell-model.ts';
import { calibrateFits, type StoredFit } from './calibration.ts';
import { cellsOf, createWindowCache } from './cells.ts';
import { crosswalkWeights } from './crosswalk.ts';
import { occupationDemand } from './demand.ts';
import { classSkills } from './evidence.ts';
import { occupationSeries, reporterShares } from './occupations.ts';
import type { CityResult } from './results.ts';
import { snapshotVersion, type CitySnapshot } from './snapshot.ts';
import { createSupply } from './supply.ts';

/**
 * From a snapshot and the fits of its base series to gaps and flags. Pure and deterministic: the same snapshot and fits give the same numbers to the bit.
 * Every figure of a cell comes from the same joint sample paths, so gaps, windows and probabilities agree with each other.
 *
 * @param fits stored fit by occupation code or programme id; programmes that take no students have none
 * @throws Error when an occupation with demand has no fit, or the snapshot is of another version
 */
export function modelCity(snapshot: CitySnapshot, fits: ReadonlyMap<string, StoredFit>): CityResult {
  // an installation that was updated in the middle of a run holds one of the version before
  const version: number = snapshot.version;
  if (version !== snapshotVersion) throw new Error(`modelCity needs a snapshot of version ${snapshotVersion}, got ${version}`);
  const calibrated = calibrateFits(fits);
  const fitOf = (code: string) => calibrated.get(code);
  const horizon = horizonOf(snapshot);
  const occupations = occupationSeries(snapshot);
  const requireFit = (code: string): StoredFit => {
    const fit = fitOf(code);
    if (!fit) throw new Error(`modelCity needs a fit of occupation ${code}, got none`);
    return fit;
  };
  const demands = new Map(occupationDemand(snapshot, occupations, ({ code }) => requireFit(code), horizon).map((demand) => [demand.series.code, demand]));
  const weights = crosswalkWeights(snapshot);
  const cells = cellsOf(snapshot, weights, new Set(demands.keys()));
  const shares = reporterShares(snapshot);
  const context: CellContext = {
    ...{ snapshot, horizon, demands, shares },
    occupations: new Map(occupations.map((series) => [series.code, series])),
    windowTotal: createWindowCache(demands, horizon),
    supply: createSupply(snapshot, fitOf, horizon),
    skillOf: classSkills(cells, demands, (code) => fitOf(code)?.skill ?? null),
    previous: new Map((snapshot.previous?.flags ?? []).map((flag) => [flag.key, flag])),
    firstYear: Math.min(snapshot.asOfYear, ...occupations.map((o) => o.firstYear), ...snapshot.programmes.flatMap((p) => p.years.map((year) => year.year))),
  };
  const results = cells.map((cell) => modelCell(cell, context));
  const linked = { majors: new Set(weights.map((weight) => weight.major)), occupations: new Set(weights.map((weight) => weight.occupation)) };
  return {
    gaps: results.flatMap((cell) => cell.gaps),
    flags: results.flatMap((cell) => (cell.flag ? [cell.flag] : [])),
    series: results.flatMap((cell) => cell.series),
    uncoveredMajors: snapshot.majors.filter((major) => !linked.majors.has(major.code)).map((major) => major.code),
    uncoveredOccupations: occupations.filter((series) => !linked.occupations.has(series.code)).length,
    cells: cells.length,
    reporterShare: overallShare(snapshot, shares),
  };
}

function overallShare(snapshot: CitySnapshot, shares: ReadonlyMap<string, number>): number {
  const total = snapshot.register.reduce((sum, row) => sum + row.employees, 0);
  return total === 0 ? 0 : snapshot.register.reduce((sum, row) => sum + row.employees * (shares.get(row.chain) ?? 0), 0) / total;
}
