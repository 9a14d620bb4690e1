import { modelCity, type CityResult, type StoredFit } from '../../forecasting/labour/city.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';

export interface AssembleTask {
  readonly snapshot: string;
  readonly fits: readonly (readonly [code: string, fit: StoredFit])[];
}
export type AssembleResult = CityResult;

/** From the stored fits to gaps and flags. */
export function assemble({ snapshot, fits }: AssembleTask): AssembleResult {
  const byCode = new Map(fits);
  return modelCity(JSON.parse(snapshot) as CitySnapshot, (code) => byCode.get(code));
}
