import type { Parameters } from './parameters.ts';

/** Changes when a snapshot holds something else than before: a run made with another one is not read. */
export const snapshotVersion = 2;

/**
 * Everything a run takes in, and nothing else: the same snapshot gives the same results. Rows are sums that the database made of reports
 * up to `asOfYear`; counts are persons. Arrays stand in natural-key order, so that the canonical JSON of equal inputs is equal.
 */
export interface CitySnapshot {
  readonly version: typeof snapshotVersion;
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
  /** Enterprises whose reports the demand of an occupation rests on, per chain ('' = none), each counted once. Absent in snapshots made before figures of few were withheld. */
  readonly reporters?: readonly ReporterCount[];
  /** Hires wanted through postings, for occupations without any declaration. */
  readonly hires: readonly HireYear[];
  readonly occupationBreaks: readonly { readonly occupation: string; readonly year: number }[];
  readonly programmes: readonly SnapshotProgramme[];
  /** 3+2 and 3+4 pathways between programmes of the snapshot. */
  readonly pathways: readonly SnapshotPathway[];
  /** Planned headcount that comes on top of what the stocks promise. Absent where no project is planned. */
  readonly projects?: readonly SnapshotProject[];
  /** Graduates from elsewhere, by graduation year. Absent where none are declared. */
  readonly inflows?: readonly SnapshotInflow[];
  /** Who was hired through postings whose outcome is told, by occupation group. Absent where no outcome tells it. */
  readonly entries?: readonly SnapshotEntry[];
  /** What became of what each enterprise announced through postings. Absent, as `enterpriseHires`, where no outcome was told. */
  readonly reliability?: readonly SnapshotReliability[];
  /** `hires` of each enterprise, in their order. */
  readonly enterpriseHires?: readonly EnterpriseHires[];
  /** What rule packs need besides: majors of each chain, and thresholds changed in copies, by rule and name. Absent: rules are not evaluated on chains, originals hold. */
  readonly rules?: RuleInputs;
  /** Flags of the latest completed run with an earlier year: what hysteresis compares with. */
  readonly previous: { readonly asOfYear: number; readonly flags: readonly PreviousFlag[] } | null;
}

export interface RuleInputs {
  readonly chains: readonly { readonly id: string; readonly name: string; readonly majors: readonly string[] }[];
  readonly thresholds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Shares by programme and year, null where only the other was told. Absent, as the two below, where nobody reported any. */
  readonly rates?: readonly {
    readonly programme: string;
    readonly year: number;
    readonly firstChoiceRate: number | null;
    readonly registrationRate: number | null;
  }[];
  /** Teachers by school and year, persons. */
  readonly staff?: readonly SchoolStaff[];
  /** Enterprises that told how many posts they offer to interns, with all employees they declared for the year. */
  readonly internships?: readonly InternshipYear[];
  /** Lines of the ledger of adjustments that stand, up to t0, by year, school, major and change. */
  readonly ledger?: readonly LedgerYear[];
}
export interface LedgerYear {
  readonly year: number;
  readonly school: string;
  readonly major: string;
  readonly level: Level;
  readonly change: string;
  readonly lines: number;
}
export interface SchoolStaff {
  readonly school: string;
  readonly year: number;
  readonly fullTime: number;
  /** Full-time teachers the school is to have. */
  readonly posts: number | null;
  readonly partTime: number | null;
}
export interface InternshipYear {
  readonly enterprise: string;
  readonly name: string;
  /** '' = not known. */
  readonly sizeClass: string;
  readonly year: number;
  readonly posts: number;
  readonly employees: number;
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
  /** Range of the weight as multiples of its value, in place of its origin's. */
  readonly low?: number;
  readonly high?: number;
}
/** Persons hired through postings of an occupation group, summed over postings. */
export interface SnapshotEntry {
  /** First two parts of an occupation code. */
  readonly group: string;
  /** `gross`: of all that were hired; `net`: of those who did not work in the occupation before. */
  readonly measure: 'net' | 'gross';
  readonly persons: number;
  /** Of them, those who came from education: as told, or hired through a posting that asked for one year of experience at most. */
  readonly entrants: number;
  /** Sum of the squares of persons by posting: those of one posting are alike. */
  readonly squares: number;
  readonly postings: number;
  readonly enterprises: number;
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
export interface ReporterCount {
  readonly occupation: string;
  readonly chain: string;
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
/** Where the graduates of a year went, persons. */
export interface DestinationYear {
  readonly year: number;
  readonly localJob: number;
  readonly otherRegion: number;
  readonly furtherStudy: number;
  readonly military: number;
  readonly unemployed: number;
  /** Of localJob; null where it was not asked. */
  readonly inField: number | null;
}
/** What graduates of a year said six months later, persons. */
export interface TrackYear {
  readonly year: number;
  readonly localJob: number;
  readonly otherRegion: number;
  readonly furtherStudy: number;
  readonly military: number;
  readonly unemployed: number;
  /** Of localJob and otherRegion; null where it was not asked. */
  readonly inField: number | null;
}
export interface SnapshotPathway {
  /** Programme ids. */
  readonly from: string;
  readonly to: string;
  /** Of the reported or planned intake of `to`. */
  readonly share: number;
  /** Persons a year agreed on: the intake of `to` where it has neither report nor plan. */
  readonly seats: number | null;
  /** First intake year of `to` it holds for, and the first it no longer does. */
  readonly firstYear: number;
  readonly closedYear: number | null;
}
/** Headcount that a project of an enterprise plans for one occupation. */
export interface EnterpriseHires extends HireYear {
  readonly enterpriseId: string;
}
/** Postings of an enterprise that had half a year at least to be filled or closed. */
export interface SnapshotReliability {
  readonly enterpriseId: string;
  readonly postings: number;
  /** Looked for. */
  readonly persons: number;
  /** Of them, those of postings that were filled, filled in part, withdrawn or expired, as the enterprise told. */
  readonly told: number;
  /** Sum of the squares of persons by posting. */
  readonly squares: number;
}
export interface SnapshotProject {
  readonly enterpriseId: string;
  readonly enterprise: string;
  readonly name: string;
  readonly occupation: string;
  /** Of the enterprise, '' = none. */
  readonly chain: string;
  readonly commissioningYear: number;
  readonly plannedHeadcount: number;
  /** The newest employees of the occupation that the enterprise reported, not older than `carriedYears`: its share of the growth already forecast. */
  readonly stock: { readonly year: number; readonly headcount: number } | null;
}
/** Graduates of other places who come to work here; of one major and year there is one. */
export interface SnapshotInflow {
  readonly major: string;
  /** Graduation year. */
  readonly year: number;
  readonly persons: number;
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
  /** Intake plans for years after t0. */
  readonly plans: readonly { readonly year: number; readonly plan: number }[];
  readonly destinations: readonly DestinationYear[];
  /** Absent where nobody of the programme was asked. */
  readonly tracks?: readonly TrackYear[];
}
export interface PreviousFlag {
  readonly key: string;
  readonly class: FlagClass;
  readonly proposedClass: FlagClass;
}
export type FlagClass = 'new' | 'expand' | 'maintain' | 'watch' | 'reduce' | 'suspend';

/** Years that a missing report is bridged with the growth of the others before the enterprise counts as gone. */
export const carriedYears = 2;
