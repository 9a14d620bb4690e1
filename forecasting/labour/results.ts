import type { Condition } from '../flags/classify.ts';
import type { Disclosure, Suppression } from '../disclosure/suppress.ts';
import type { Turn } from '../flags/decisive.ts';
import type { Reason } from '../flags/reasons.ts';
import type { Band } from './bands.ts';
import type { BaseYear } from './base-years.ts';
import type { CellSeries } from './cell-series.ts';
import type { CitySeries } from './city-series.ts';
import type { EntryRow } from './entry-shares.ts';
import type { Grade, Sentence } from './evidence.ts';
import type { Cut } from './group-totals.ts';
import type { FlagClass, Level } from './snapshot.ts';
import type { JoinedRates } from './tracked-rates.ts';

export type WindowName = 'pipeline' | 'decision';

export interface GapRow extends Disclosure {
  /** `city`, a chain id, or `outside` (enterprises without a chain, and supply of majors without demand). */
  readonly chain: string;
  readonly major: string;
  readonly level: Level;
  readonly span: 'year' | 'total';
  readonly window: WindowName;
  readonly year: number;
  readonly lastYear: number;
  readonly demand: number;
  readonly supply: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  /** Of the window the row belongs to. */
  readonly ratio: number | null;
  readonly probability: number;
  readonly band: Band;
  readonly grade: Grade;
  readonly robust: boolean;
}

/** A total over cells of one cut, from their summed paths. */
export interface GroupRow extends Disclosure, Omit<GapRow, 'chain' | 'major' | 'level' | 'grade' | 'robust'> {
  readonly cut: Cut;
  readonly code: string;
  readonly level: Level | null;
  /** Cells in it. */
  readonly cells: number;
}

export interface FlagRow extends Disclosure {
  readonly major: string;
  readonly level: Level;
  readonly class: FlagClass;
  readonly proposedClass: FlagClass;
  readonly previousClass: FlagClass | null;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly probability: number;
  readonly ratio: number | null;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly band: Band;
  readonly grade: Grade;
  readonly urgency: number;
  readonly reasons: readonly Reason[];
  readonly evidence: Evidence;
}

export interface Evidence {
  readonly conditions: readonly Condition[];
  readonly demand: number;
  readonly supply: number;
  readonly bounds: Omit<BoundsRow, 'major'>;
  /** Gap of the window at the centre of the model and of "no change", persons. Only where the class shows no skill and a flag needs one sign under both. */
  readonly both?: { readonly model: number; readonly noChange: number };
  readonly pipeline: { readonly ratio: number | null; readonly probability: number; readonly band: Band };
  readonly components: {
    readonly stock: number;
    readonly growth: number;
    readonly replacement: number;
    /** Jobs of projects beyond the growth already forecast; growth + replacement + projects = openings, save where openings are held at zero. */
    readonly projects: number;
    readonly openings: number;
    readonly entryDemand: number;
  };
  readonly occupations: readonly {
    readonly code: string;
    readonly weight: number;
    readonly demand: number;
    readonly origin: string;
    readonly suppressed: Suppression | null;
  }[];
  /** What the supply of the decision window is made of; null without programmes and inflow. */
  readonly supplyParts: SupplyParts | null;
  readonly schools: readonly { readonly id: string; readonly name: string; readonly intake: number | null; readonly enrolled: number | null }[];
  readonly potentialDemand: number | null;
  readonly gradeReasons: readonly Sentence[];
  /** Share of the employment behind the demand whose enterprises reported lately. */
  readonly reporterShare: number;
  /** Entry shares that outcomes of postings told, of the groups of its occupations. Absent where none did. */
  readonly entry?: readonly EntryRow[];
  /** Values of single assumptions at which the class would be another, nearest first. */
  readonly decisive: readonly Turn[];
}

/** Forecast of a base series as the gaps were made of it; enterprises are counted behind occupations and hires. */
export interface BaseRow extends Disclosure {
  readonly side: string;
  readonly code: string;
  /** Fitted value of t0 and its standard deviation. */
  readonly level: number;
  readonly levelSpread: number;
  readonly skill: number | null;
  /** Share of the pooled trend beside the engine; null where "no change" stands instead of both. */
  readonly trendShare: number | null;
  /** Plans times their fulfilment stand in place of past intakes. */
  readonly byPlan: boolean;
  readonly years: readonly BaseYear[];
}

/** Persons of the decision window by expectation: supply = graduates − those who leave + declared inflow. */
export interface SupplyParts {
  readonly graduates: number;
  readonly furtherStudy: number;
  /** Of furtherStudy, those whom pathways take. */
  readonly pathway: number;
  readonly military: number;
  readonly otherRegion: number;
  /** Those who work outside their field, where that limits supply; else 0. */
  readonly outOfField: number;
  /** Graduates from elsewhere as declared. */
  readonly inflow: number;
  readonly supply: number;
  readonly rates: JoinedRates;
  readonly inFieldUsed: boolean;
  /** Share of the recent graduates whose destination was reported. */
  readonly reported: number;
  /** Intakes behind the window, by graduation year. */
  readonly intakes: readonly IntakeRow[];
}
export interface IntakeRow {
  /** Graduation year. */
  readonly year: number;
  readonly intake: number;
  /** Of the intake, what plans, forecasts and pathways give. */
  readonly planned: number;
  readonly forecast: number;
  readonly sent: number;
  /** Plan × fulfilment minus forecast, where both are known. */
  readonly difference: number | null;
}

/** Worst case of the decision window when every crosswalk weight may move within its range: median gaps, whose sign says whether the cell is robust, and probabilities. */
export interface BoundsRow {
  readonly major: string;
  readonly gapLow: number;
  readonly gapHigh: number;
  readonly probabilityLow: number;
  readonly probabilityHigh: number;
}

export interface CityResult {
  readonly bases: BaseRow[];
  readonly gaps: GapRow[];
  /** Of every cell, flagged or not. */
  readonly bounds: BoundsRow[];
  readonly groups: GroupRow[];
  readonly flags: FlagRow[];
  readonly series: CellSeries[];
  readonly citySeries: CitySeries[];
  /** Majors of the snapshot without any link to an occupation: listed, never guessed. */
  readonly uncoveredMajors: string[];
  /** Occupations with demand that no major is linked to. */
  readonly uncoveredOccupations: number;
  readonly cells: number;
  /** Share of the register whose enterprises reported lately. */
  readonly reporterShare: number;
}
