import { api, dataOf, type Flag, type Gap, type Major, type Series } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { readGaps } from './gaps.ts';

export interface MajorAnswer {
  readonly major: Major | null;
  readonly flag: Flag | null;
  readonly decision: Gap | null;
  readonly pipeline: Gap | null;
  readonly years: Gap[];
  readonly demand: Series | null;
  readonly supply: Series | null;
}
/** A side without any report has no series: that is an answer, not an error. */
async function seriesOf(id: string | undefined): Promise<Series | null> {
  if (id === undefined) return null;
  try {
    return await dataOf(api.GET('/api/v1/series/{id}', { params: { path: { id } } }));
  } catch (error) {
    if (problemOf(error).status === 404) return null;
    throw error;
  }
}

/** Everything about one major in a run; a few small requests side by side. */
export async function loadMajor({ runId, code }: { readonly runId: string; readonly code: string }): Promise<MajorAnswer> {
  const of = { runId, majorCode: code };
  const gaps = (query: { window?: Gap['window']; sort?: 'year' }) => readGaps({ ...of, ...query, limit: 200 });
  const [flags, decision, pipeline, years, majors] = await Promise.all([
    dataOf(api.GET('/api/v1/flags', { params: { query: of } })),
    gaps({ window: 'decision' }),
    gaps({ window: 'pipeline' }),
    gaps({ sort: 'year' }),
    searchMajors(code),
  ]);
  const any = decision.items[0] ?? years.items[0] ?? flags.items[0];
  const [demand, supply] = await Promise.all([seriesOf(any?.demandSeriesId), seriesOf(any?.supplySeriesId)]);
  return {
    major: majors.find((major) => major.code === code) ?? null,
    flag: flags.items[0] ?? null,
    decision: decision.items[0] ?? null,
    pipeline: pipeline.items[0] ?? null,
    years: years.items,
    ...{ demand, supply },
  };
}

export async function searchMajors(text: string): Promise<Major[]> {
  const q = text.trim().slice(0, 50);
  const page = await dataOf(api.GET('/api/v1/majors', { params: { query: { limit: 50, ...(q === '' ? {} : { q }) } } }));
  return page.items;
}

/** The major to open when none is named: the most urgent flag. */
export async function mostUrgent(runId: string): Promise<string | undefined> {
  const page = await dataOf(api.GET('/api/v1/flags', { params: { query: { runId, limit: 1 } } }));
  return page.items[0]?.majorCode;
}
