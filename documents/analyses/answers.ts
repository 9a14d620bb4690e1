import type { UncoveredMajor } from '../../schemas/crosswalk.ts';
import type { ChainProfile, ProfileCompetence, ProfileEmployment } from '../../schemas/profile.ts';
import type { Flag, Gap, GapTotal } from '../../schemas/results.ts';
import type { RuleFinding } from '../../schemas/rules.ts';
import type { AnalysisContent } from '../../schemas/analyses.ts';

export type RunNamed = AnalysisContent['run'];
/** What the API answers about a run to whoever asked for the report; nothing else is in a report. */
export interface CityAnswers {
  readonly run: RunNamed;
  readonly city: string;
  readonly simulated: boolean;
  /** Decision window of the region, levels and chains; single years of the region. */
  readonly region: GapTotal | undefined;
  readonly years: readonly GapTotal[];
  readonly levels: readonly GapTotal[];
  readonly chains: readonly GapTotal[];
  readonly categories: readonly GapTotal[];
  /** Decision windows of majors, the largest shortage first. */
  readonly gaps: readonly Gap[];
  readonly flags: readonly Flag[];
  /** Hits; none where the reader may not see findings. */
  readonly findings: readonly RuleFinding[];
  readonly uncovered: readonly UncoveredMajor[];
  readonly schools: number;
  readonly programmes: number;
}
export interface SchoolAnswers extends Pick<CityAnswers, 'run' | 'city' | 'simulated'> {
  readonly school: { readonly id: string; readonly name: string };
  readonly programmes: number;
  readonly majors: readonly { readonly code: string; readonly name: string; readonly level: Gap['level'] }[];
  readonly gaps: readonly Gap[];
  readonly flags: readonly Flag[];
}
export interface ChainAnswers extends Pick<CityAnswers, 'run' | 'city' | 'simulated' | 'gaps' | 'flags'> {
  readonly chain: { readonly id: string; readonly name: string };
  readonly total: GapTotal | undefined;
  readonly profile: ChainProfile;
  readonly employment: readonly ProfileEmployment[];
  readonly competences: readonly ProfileCompetence[];
}
