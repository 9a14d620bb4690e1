import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import { createResultRepository, type FlagFilter, type FlagSort, type GapFilter, type GapSort } from '../../../db/repositories/results.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Flag, Gap, Series } from '../../../schemas/results.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

type Results = ReturnType<typeof createResultRepository>;
type GapRow = Awaited<ReturnType<Results['pageGaps']>>['items'][number];
type FlagRow = Awaited<ReturnType<Results['pageFlags']>>['items'][number];
const csvBatch = 500;

export const demandSeries = (runId: string, region: string, major: string) => `${runId}.demand.${region}.${major}`;
export const supplySeries = (runId: string, region: string, major: string) => `${runId}.supply.${region}.${major}`;

export function createResultService({ db }: ServerContext) {
  const results = createResultRepository(db);
  const runs = createRunRepository(db);
  const catalogue = createCatalogueRepository(db);

  /** The named run, or the newest that succeeded; undefined before the first. */
  async function runOf(runId: string | undefined) {
    if (runId === undefined) return runs.latest();
    const found = await runs.find(runId);
    if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
    return found;
  }
  async function* walk(filter: GapFilter | undefined, sort: GapSort): AsyncGenerator<Gap> {
    if (!filter) return;
    let cursor: CursorValue[] | null = null;
    do {
      const page: Page<GapRow> = await results.pageGaps(filter, sort, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
      yield* page.items.map(presentGap);
      cursor = page.next;
    } while (cursor !== null);
  }
  const empty = (query: PageQuery) => ({ items: [], nextCursor: null, ...(query.total === true ? { total: 0 } : {}) });

  return {
    async gaps(runId: string | undefined, asked: Omit<GapFilter, 'runId'>, sort: GapSort, query: PageQuery) {
      const run = await runOf(runId);
      if (!run) return empty(query);
      const filter = { ...asked, runId: run.id };
      const page = await results.pageGaps(filter, sort, toPageRequest(query, [sort.by === 'majorCode' ? 'text' : 'number', 'text']));
      return toList(page, query, presentGap, () => results.countGaps(filter));
    },
    /** All items of the same question, for files; a missing run is said before the first. */
    async gapRows(runId: string | undefined, asked: Omit<GapFilter, 'runId'>, sort: GapSort): Promise<AsyncIterable<Gap>> {
      const run = await runOf(runId);
      return walk(run && { ...asked, runId: run.id }, sort);
    },
    async flags(runId: string | undefined, asked: Omit<FlagFilter, 'runId'>, sort: FlagSort, query: PageQuery) {
      const run = await runOf(runId);
      if (!run) return empty(query);
      const filter = { ...asked, runId: run.id };
      const page = await results.pageFlags(filter, sort, toPageRequest(query, [sort.by === 'majorCode' ? 'text' : 'number', 'text']));
      return toList(page, query, presentFlag, () => results.countFlags(filter));
    },
    async series(id: string): Promise<Series> {
      const found = await results.findSeries(id);
      if (!found) throw notFound({ zh: '此序列', en: 'This series' });
      const { series, asOfYear, forecast } = found;
      const name = ['occupation', 'hires'].includes(series.side)
        ? (await catalogue.findOccupation(series.code))?.name
        : (await catalogue.findMajor(series.code))?.name;
      const { runId, side, regionCode, code, nature, unit, why, simulated } = series;
      return {
        ...{ id, runId, side, regionCode, code, name: name ?? code, nature, unit, asOfYear, why, simulated },
        history: series.history.map((value, i) => ({ year: series.firstYear + i, value })),
        forecast: forecast.map(({ year, mean, lo80, hi80, lo95, hi95 }) => ({ year, mean, lo80, hi80, lo95, hi95 })),
      };
    },
  };
}

function presentGap({ gap: row, majorName, className, simulated }: GapRow): Gap {
  const { key: _key, chainKey, span: _span, ...rest } = row;
  return { ...rest, chain: chainKey, majorName, className, simulated };
}

function presentFlag({ flag: row, majorName, className, simulated }: FlagRow): Flag {
  const { key: _key, ...rest } = row;
  const { runId, regionCode, majorCode } = row;
  return {
    ...{ ...rest, majorName, className, simulated },
    demandSeriesId: demandSeries(runId, regionCode, majorCode),
    supplySeriesId: supplySeries(runId, regionCode, majorCode),
  };
}
