import type { Band } from '../labour/bands.ts';
import type { Grade } from '../labour/evidence.ts';
import type { Level } from '../labour/snapshot.ts';

export type AlertKind = 'severe_band' | 'sign_change' | 'plans_overshoot' | 'reporters_lost';
export type AlertState = 'severe_shortage' | 'severe_surplus' | 'short' | 'surplus' | 'below_threshold';

/** What alerts look at: the city figures of one major in one run, persons over the decision window. */
export interface WatchedCell {
  readonly major: string;
  readonly level: Level;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly ratio: number | null;
  /** Share of paths with more demand than supply. */
  readonly probability: number;
  readonly band: Band;
  readonly grade: Grade;
  readonly pipeline: { readonly firstYear: number; readonly lastYear: number; readonly ratio: number | null; readonly band: Band };
  /** Share of the employment behind the demand whose enterprises reported lately; null where no flag says. */
  readonly reporterShare: number | null;
}
export interface AlertCondition {
  readonly kind: AlertKind;
  readonly state: AlertState;
}
