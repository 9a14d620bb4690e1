import { api, dataOf, type ChainProfile } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

export type ProfilePart = 'employment' | 'education' | 'ladder' | 'competences';
export type ProfileSegment = NonNullable<ChainProfile['segment']>;
export const profileSegments = ['upstream', 'midstream', 'downstream', 'unassigned'] as const satisfies readonly ProfileSegment[];
export const competenceStates = ['gap', 'covered', 'taught_only'] as const;
export interface ProfileQuestion {
  readonly id: string;
  /** '' is the base year of the latest run. */
  readonly year: string;
  /** '' is the whole chain. */
  readonly segment: string;
}

function queryOf({ year, segment }: ProfileQuestion) {
  const whole = Number(year);
  return {
    ...(Number.isInteger(whole) && whole >= 2000 && whole <= 2100 ? { year: whole } : {}), // an address typed by hand may hold anything
    ...(profileSegments.some((one) => one === segment) ? { segment: segment as ProfileSegment } : {}),
  };
}

/** The overview and the four lists, side by side; a chain's lists are short. */
export async function loadProfile(question: ProfileQuestion) {
  const query = queryOf(question);
  const path = { id: question.id };
  const list = { params: { path, query: { ...query, limit: 200 } } };
  const [overview, employment, education, ladder, competences] = await Promise.all([
    dataOf(api.GET('/api/v1/chains/{id}/profile', { params: { path, query } })),
    dataOf(api.GET('/api/v1/chains/{id}/profile/employment', list)),
    dataOf(api.GET('/api/v1/chains/{id}/profile/education', list)),
    dataOf(api.GET('/api/v1/chains/{id}/profile/ladder', list)),
    dataOf(api.GET('/api/v1/chains/{id}/profile/competences', list)),
  ]);
  // the routes also answer CSV, so their types are unions; without an Accept header they answer JSON
  return {
    overview,
    employment: employment.items,
    education: education.items,
    ladder: ladder.items,
    competences: competences.items,
  };
}
export type ProfileAnswer = Awaited<ReturnType<typeof loadProfile>>;

export const profileAddress = (part: ProfilePart, question: ProfileQuestion): string =>
  addressOf(`/api/v1/chains/${encodeURIComponent(question.id)}/profile/${part}`, queryOf(question));

/** Names one rung or level of a stacked bar can be told by. */
export interface SharePart {
  readonly name: string;
  readonly share: number;
  /** 0 lightest … 1 darkest. */
  readonly depth: number;
  /** Another colour for what is no step of the same scale. */
  readonly tone?: 'other';
}
