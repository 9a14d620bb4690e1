import { evaluateRules, type Finding } from '../../forecasting/flags/rules/evaluate.ts';
import { ruleFacts } from '../../forecasting/flags/rules/facts.ts';
import { rulePacks } from '../../forecasting/flags/rules/packs.ts';
import type { StoredFit } from '../../forecasting/labour/calibration.ts';
import { modelCity } from '../../forecasting/labour/city.ts';
import type { CityResult } from '../../forecasting/labour/results.ts';
import type { CitySnapshot } from '../../forecasting/labour/snapshot.ts';
import { survivalRates, type Survival } from '../../forecasting/labour/survival.ts';

export interface AssembleTask {
  readonly snapshot: string;
  readonly fits: readonly (readonly [code: string, fit: StoredFit])[];
}
export interface AssembleResult extends CityResult {
  readonly survival: ReadonlyMap<string, Survival>;
  readonly findings: readonly Finding[];
}

/** From the stored fits to gaps and flags, what the guard reads seats with, and what published rules say of the same facts. */
export function assemble({ snapshot: content, fits }: AssembleTask): AssembleResult {
  const snapshot = JSON.parse(content) as CitySnapshot;
  const byCode = new Map(fits);
  const findings = evaluateRules(rulePacks, ruleFacts(snapshot, byCode), snapshot.rules?.thresholds ?? {}, snapshot.asOfYear);
  return { ...modelCity(snapshot, byCode), survival: survivalRates(snapshot), findings };
}
