import { api, dataOf, type Flag, type Gap, type Major, type Programme, type Series } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { readFlags } from './flags.ts';
import { readGaps } from './gaps.ts';

export interface MajorAnswer {
  readonly major: Major | null;
  readonly flag: Flag | null;
  readonly decision: Gap | null;
  readonly pipeline: Gap | null;
  readonly years: Gap[];
  readonly demand: Series | null;
  readonly supply: Series | null;
  readonly demandInputs: SeriesInput[];
  readonly supplyInputs: SeriesInput[];
}
/** A series that demand or supply is computed from; the first of the ids that exists holds it. */
export interface SeriesInput {
  readonly ids: readonly string[];
  readonly name: string;
  readonly code?: string;
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
  const [flags, decision, pipeline, years, majors, programmes] = await Promise.all([
    readFlags(of),
    gaps({ window: 'decision' }),
    gaps({ window: 'pipeline' }),
    gaps({ sort: 'year' }),
    searchMajors(code),
    dataOf(api.GET('/api/v1/programmes', { params: { query: { majorCode: code, limit: 200 } } })),
  ]);
  const any = decision.items[0] ?? years.items[0] ?? flags.items[0];
  const [forecast, supply] = await Promise.all([seriesOf(any?.demandSeriesId), seriesOf(any?.supplySeriesId)]);
  return {
    major: majors.find((major) => major.code === code) ?? null,
    flag: flags.items[0] ?? null,
    decision: decision.items[0] ?? null,
    pipeline: pipeline.items[0] ?? null,
    years: years.items,
    // a series that is withheld has nothing to draw
    ...{ demand: forecast && forecast.forecast.length > 0 ? forecast : null, supply },
    ...inputsOf(runId, any?.regionCode ?? '', flags.items[0] ?? null, programmes.items),
  };
}

export async function searchMajors(text: string): Promise<Major[]> {
  const q = text.trim().slice(0, 50);
  const page = await dataOf(api.GET('/api/v1/majors', { params: { query: { limit: 50, ...(q === '' ? {} : { q }) } } }));
  return page.items;
}

/** Occupations give the demand (employees; hires where only those are known), programmes the supply. */
function inputsOf(runId: string, region: string, flag: Flag | null, programmes: readonly Programme[]) {
  const id = (side: string, code: string) => `${runId}.${side}.${region}.${code}`;
  const demandInputs = (flag?.evidence.occupations ?? []).map(({ code, name }): SeriesInput => ({
    ids: [id('occupation', code), id('hires', code)],
    name,
    code,
  }));
  const supplyInputs = programmes.map((programme): SeriesInput => ({ ids: [id('intake', programme.id)], name: programme.schoolName }));
  return { demandInputs, supplyInputs };
}

/** Null when the run has none of them. */
export async function loadInput({ ids }: SeriesInput): Promise<Series | null> {
  for (const id of ids) {
    const found = await seriesOf(id);
    if (found) return found;
  }
  return null;
}

/** The major to open when none is named: the most urgent flag. */
export async function mostUrgent(runId: string): Promise<string | undefined> {
  const page = await readFlags({ runId, limit: 1 });
  return page.items[0]?.majorCode;
}
