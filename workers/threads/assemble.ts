import type { StoredFit } from '../../forecasting/labour/base-forecasts.ts';
import { modelCity } from '../../forecasting/labour/city.ts';
import type { CityResult } from '../../forecasting/labour/results.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';

export interface AssembleTask {
  readonly snapshot: string;
  readonly fits: readonly (readonly [code: string, fit: StoredFit])[];
}
export type AssembleResult = CityResult;

/** From the stored fits to gaps and flags. */
export function assemble({ snapshot, fits }: AssembleTask): AssembleResult {
  return modelCity(JSON.parse(snapshot) as CitySnapshot, new Map(fits));
}
