import type { Parameters } from './parameters.ts';

/**
 * Everything a run takes in, and nothing else: the same snapshot gives the same results. Rows are sums that the database made of reports
 * up to `asOfYear`; counts are persons. Arrays stand in natural-key order, so that the canonical JSON of equal inputs is equal.
 */
export interface CitySnapshot {
  readonly version: 1;
  readonly region: string;
  /** t0 */
  readonly asOfYear: number;
  readonly parameters: Parameters;
  readonly simulated: boolean;
  readonly majors: readonly SnapshotMajor[];
  readonly occupations: readonly { readonly code: string; readonly name: string }[];
  readonly chains: readonly string[];
  readonly links: readonly CrosswalkLink[];
  /** Consecutive reports of the same enterprises, summed by occupation and the two years. */
  readonly stockSpans: readonly StockSpan[];
  /** Newest reported stocks by the year they were reported for, per occupation, chain ('' = none) and size class. */
  readonly lastStocks: readonly LastStock[];
  readonly register: readonly { readonly chain: string; readonly sizeClass: string; readonly employees: number }[];
  /** Hires wanted through postings, for occupations without any declaration. */
  readonly hires: readonly HireYear[];
  readonly occupationBreaks: readonly { readonly occupation: string; readonly year: number }[];
  readonly programmes: readonly SnapshotProgramme[];
  /** What rule packs need besides: majors of each chain, and thresholds changed in copies, by rule and name. Absent: rules are not evaluated on chains, originals hold. */
  readonly rules?: RuleInputs;
  /** Flags of the latest completed run with an earlier year: what hysteresis compares with. */
  readonly previous: { readonly asOfYear: number; readonly flags: readonly PreviousFlag[] } | null;
}

export interface RuleInputs {
  readonly chains: readonly { readonly id: string; readonly name: string; readonly majors: readonly string[] }[];
  readonly thresholds: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
export type Level = 'secondary' | 'associate' | 'vocational_bachelor' | 'bachelor';
export interface SnapshotMajor {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly classCode: string;
  readonly categoryCode: string;
}
export interface CrosswalkLink {
  readonly major: string;
  readonly occupation: string;
  readonly strength: number;
  readonly origin: 'official' | 'editorial' | 'user';
}
export interface StockSpan {
  readonly occupation: string;
  /** Year of the earlier report; null for an enterprise's first. */
  readonly from: number | null;
  readonly to: number;
  readonly before: number;
  readonly now: number;
  readonly enterprises: number;
}
export interface HireYear {
  readonly occupation: string;
  readonly chain: string;
  readonly sizeClass: string;
  readonly year: number;
  readonly headcount: number;
}
export interface LastStock {
  readonly occupation: string;
  readonly chain: string;
  readonly sizeClass: string;
  readonly year: number;
  readonly stock: number;
}
export interface ProgrammeYear {
  readonly year: number;
  readonly plan: number | null;
  readonly intake: number;
  readonly graduates: number;
  /** Students by grade at the start of the school year, grade 1 first. */
  readonly enrolled: readonly number[];
}
export interface SnapshotProgramme {
  readonly id: string;
  readonly major: string;
  readonly schoolId: string;
  readonly school: string;
  readonly lengthYears: number;
  readonly closedYear: number | null;
  /** Years from which the series means something else. */
  readonly breaks: readonly number[];
  readonly years: readonly ProgrammeYear[];
}
export interface PreviousFlag {
  readonly key: string;
  readonly class: FlagClass;
  readonly proposedClass: FlagClass;
}
export type FlagClass = 'new' | 'expand' | 'maintain' | 'watch' | 'reduce' | 'suspend';

/** Years that a missing report is bridged with the growth of the others before the enterprise counts as gone. */
export const carriedYears = 2;
