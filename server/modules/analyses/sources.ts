import type { Principal } from '../../../db/repositories/access.ts';
import type { FindingFilter } from '../../../db/repositories/rules.ts';
import type { FlagFilter, FlagSort, GapFilter, GapSort, TotalFilter, TotalSort } from '../../../db/repositories/result-lists.ts';
import type { UncoveredMajor } from '../../../schemas/crosswalk.ts';
import type { ChainProfile, ProfileCompetence, ProfileEmployment } from '../../../schemas/profile.ts';
import type { Flag, Gap, GapTotal } from '../../../schemas/results.ts';
import type { RuleFinding } from '../../../schemas/rules.ts';

type Sorted<T> = Omit<T, 'withheldLast'>;
/** What other modules answer: reports ask the very functions the API asks, in the name of whoever wants the report. */
export interface AnalysisSources {
  readonly results: {
    gapRows(principal: Principal, runId: string, asked: Omit<GapFilter, 'runId'>, by: Sorted<GapSort>): Promise<AsyncIterable<Gap>>;
    totalRows(principal: Principal, runId: string, asked: Omit<TotalFilter, 'runId'>, by: Sorted<TotalSort>): Promise<AsyncIterable<GapTotal>>;
    flagRows(principal: Principal, runId: string, asked: Omit<FlagFilter, 'runId'>, by: Sorted<FlagSort>): Promise<AsyncIterable<Flag>>;
  };
  readonly rules: { findingRows(runId: string, asked: Omit<FindingFilter, 'runId'>): Promise<AsyncIterable<RuleFinding>> };
  readonly crosswalk: { uncoveredRows(runId: string): Promise<{ readonly majors: readonly UncoveredMajor[] }> };
  readonly profile: {
    overview(principal: Principal, question: { readonly chainId: string; readonly year: number }): Promise<ChainProfile>;
    employment(principal: Principal, question: { readonly chainId: string; readonly year: number }): Promise<readonly ProfileEmployment[]>;
    competences(principal: Principal, question: { readonly chainId: string; readonly year: number }): Promise<readonly ProfileCompetence[]>;
  };
}

export async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
