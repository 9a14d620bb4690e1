import { evaluateRules, type Finding } from '../../forecasting/flags/rules/evaluate.ts';
import { ruleFacts } from '../../forecasting/flags/rules/facts.ts';
import { rulePacks } from '../../forecasting/flags/rules/packs.ts';
import { programmeSurvival, type KnownSurvival } from '../../forecasting/flags/seat-survival.ts';
import type { StoredFit } from '../../forecasting/labour/base-forecasts.ts';
import { modelCity } from '../../forecasting/labour/city.ts';
import type { CityResult } from '../../forecasting/labour/results.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';

export interface AssembleTask {
  readonly snapshot: string;
  readonly fits: readonly (readonly [code: string, fit: StoredFit])[];
}
export interface AssembleResult extends CityResult {
  readonly survival: readonly KnownSurvival[];
  readonly findings: readonly Finding[];
}

/** From the stored fits to gaps and flags, what the guard reads seats with, and what published rules say of the same facts. */
export function assemble({ snapshot: content, fits }: AssembleTask): AssembleResult {
  const snapshot = JSON.parse(content) as CitySnapshot;
  const result = modelCity(snapshot, new Map(fits));
  const findings = evaluateRules(rulePacks, ruleFacts(snapshot, result.bases), snapshot.rules?.thresholds ?? {}, snapshot.asOfYear);
  return { ...result, survival: programmeSurvival(snapshot), findings };
}
