import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import type { CursorValue, Page, PageRequest } from '../../../db/repositories/paging.ts';
import {
  createResultLists,
  openSorts,
  type FlagFilter,
  type FlagSort,
  type GapFilter,
  type GapSort,
  type TotalFilter,
  type TotalSort,
} from '../../../db/repositories/result-lists.ts';
import { createResultRepository } from '../../../db/repositories/results.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Flag, Gap, GapTotal, Series } from '../../../schemas/results.ts';
import type { GapTightness } from '../../../schemas/tightness.ts';
import type { ServerContext } from '../../context.ts';
import { gapFigures, withheldSeries } from '../../disclosure/figures.ts';
import { pastWithheldFrom, withoutPast } from '../../disclosure/few-schools.ts';
import { graduatesNeeded, presentFlag } from '../../disclosure/present-flag.ts';
import { programmesToldTo } from '../../disclosure/own-programmes.ts';
import { seesAll, toldTo } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { createTightness } from '../../tightness.ts';
import { toList, toPageRequest, type CursorShape, type PageQuery } from '../../paging.ts';

type Lists = ReturnType<typeof createResultLists>;
type GapRow = Awaited<ReturnType<Lists['pageGaps']>>['items'][number];
type TotalRow = Awaited<ReturnType<Lists['pageTotals']>>['items'][number];
type SeriesRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createResultRepository>['findSeries']>>>['series'];
const csvBatch = 500;
type Sorted<T> = Omit<T, 'withheldLast'>;
/** Series that enterprises make; the others are of schools. */
const counted: ReadonlySet<string> = new Set(['demand', 'occupation', 'hires', 'cityDemand']);
const cursorOf = ({ by, withheldLast }: GapSort | FlagSort | TotalSort): CursorShape => {
  const value = by === 'majorCode' || by === 'key' ? 'text' : 'number';
  return withheldLast && !openSorts.has(by) ? ['number', value, 'text'] : [value, 'text'];
};

/** All items of a list in pages; none where there is nothing to read. */
async function* walk<Row, Item>(read: ((page: PageRequest) => Promise<Page<Row>>) | undefined, present: (row: Row) => Item): AsyncGenerator<Item> {
  if (!read) return;
  let cursor: CursorValue[] | null = null;
  do {
    const page: Page<Row> = await read({ limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
    yield* page.items.map(present);
    cursor = page.next;
  } while (cursor !== null);
}

export function createResultService({ db }: ServerContext) {
  const lists = createResultLists(db);
  const results = createResultRepository(db);
  const runs = createRunRepository(db);
  const catalogue = createCatalogueRepository(db);
  const tightness = createTightness({ db });

  /** The named run, or the newest that succeeded; undefined before the first. */
  async function runOf(runId: string | undefined) {
    if (runId === undefined) return runs.latest();
    const found = await runs.find(runId);
    if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
    return found;
  }
  /** A programme has no name but its id; what is of all majors has that of the region. */
  async function nameOf({ side, code, regionCode }: SeriesRow): Promise<string | undefined> {
    if (side === 'cityDemand' || side === 'citySupply') return (await lists.groupNames('region')).get(regionCode);
    if (side === 'occupation' || side === 'hires') return (await catalogue.findOccupation(code))?.name;
    return (await catalogue.findMajor(code))?.name;
  }
  const empty = (query: PageQuery) => ({ items: [], nextCursor: null, ...(query.total === true ? { total: 0 } : {}) });

  return {
    async gaps(principal: Principal, runId: string | undefined, asked: Omit<GapFilter, 'runId'>, by: Sorted<GapSort>, query: PageQuery) {
      const all = seesAll(principal);
      const sort = { ...by, withheldLast: !all };
      const run = await runOf(runId);
      if (!run) return empty(query);
      const filter = { ...asked, runId: run.id };
      const beside = await tightness.beside(principal);
      const page = await lists.pageGaps(filter, sort, toPageRequest(query, cursorOf(sort)));
      return toList(
        page,
        query,
        (row) => presentGap(row, all, beside),
        () => lists.countGaps(filter),
      );
    },
    /** All items of the same question, for files; a missing run is said before the first. */
    async gapRows(principal: Principal, runId: string | undefined, asked: Omit<GapFilter, 'runId'>, by: Sorted<GapSort>): Promise<AsyncIterable<Gap>> {
      const run = await runOf(runId);
      const all = seesAll(principal);
      const filter = run && { ...asked, runId: run.id };
      const beside = await tightness.beside(principal);
      return walk(filter && ((page) => lists.pageGaps(filter, { ...by, withheldLast: !all }, page)), (row) => presentGap(row, all, beside));
    },
    async totals(principal: Principal, runId: string | undefined, asked: Omit<TotalFilter, 'runId'>, by: Sorted<TotalSort>, query: PageQuery) {
      const all = seesAll(principal);
      const sort = { ...by, withheldLast: !all };
      const run = await runOf(runId);
      if (!run) return empty(query);
      const filter = { ...asked, runId: run.id };
      const names = await lists.groupNames(asked.cut);
      const page = await lists.pageTotals(filter, sort, toPageRequest(query, cursorOf(sort)));
      return toList(page, query, (row) => presentTotal(row, names, all), () => lists.countTotals(filter)); // prettier-ignore
    },
    async totalRows(
      principal: Principal,
      runId: string | undefined,
      asked: Omit<TotalFilter, 'runId'>,
      by: Sorted<TotalSort>,
    ): Promise<AsyncIterable<GapTotal>> {
      const run = await runOf(runId);
      const all = seesAll(principal);
      const filter = run && { ...asked, runId: run.id };
      const names = await lists.groupNames(asked.cut);
      return walk(filter && ((page) => lists.pageTotals(filter, { ...by, withheldLast: !all }, page)), (row) => presentTotal(row, names, all));
    },
    async flags(principal: Principal, runId: string | undefined, asked: Omit<FlagFilter, 'runId'>, by: Sorted<FlagSort>, query: PageQuery) {
      const all = seesAll(principal);
      const sort = { ...by, withheldLast: !all };
      const run = await runOf(runId);
      if (!run) return empty(query);
      const needed = graduatesNeeded(run);
      const filter = { ...asked, runId: run.id };
      const page = await lists.pageFlags(filter, sort, toPageRequest(query, cursorOf(sort)));
      return toList(
        page,
        query,
        (row) => presentFlag(row, principal, needed),
        () => lists.countFlags(filter),
      );
    },
    async flagRows(principal: Principal, runId: string | undefined, asked: Omit<FlagFilter, 'runId'>, by: Sorted<FlagSort>): Promise<AsyncIterable<Flag>> {
      const run = await runOf(runId);
      const all = seesAll(principal);
      const filter = run && { ...asked, runId: run.id };
      const needed = run ? graduatesNeeded(run) : 0;
      return walk(filter && ((page) => lists.pageFlags(filter, { ...by, withheldLast: !all }, page)), (row) => presentFlag(row, principal, needed));
    },
    async series(principal: Principal, id: string): Promise<Series> {
      const found = await results.findSeries(id);
      if (!found) throw notFound({ zh: '此序列', en: 'This series' });
      const { series, asOfYear, forecast } = found;
      const name = await nameOf(series);
      const { runId, side, regionCode, code, nature, unit, why, simulated } = series;
      const { withheld, shown } = counted.has(side) ? toldTo(series, seesAll(principal)) : { withheld: false, shown: { enterprises: null, suppressed: null } };
      const told: Series = {
        ...{ id, runId, side, regionCode, code, name: name ?? code, nature, unit, asOfYear, why, ...shown, simulated },
        history: series.history.map((value, i) => ({ year: series.firstYear + i, value })),
        forecast: forecast.map(({ year, mean, lo80, hi80, lo95, hi95 }) => ({ year, mean, lo80, hi80, lo95, hi95 })),
      };
      const foreign = side === 'intake' && !(await programmesToldTo(db, principal))(code);
      if (withheld || foreign) return withheldSeries(told);
      const few = side === 'supply' && (await pastWithheldFrom(db, principal, { runIds: [runId], majorCodes: [code] }))(runId, code);
      return few ? withoutPast(told) : told;
    },
  };
}

function presentGap({ gap: row, majorName, className, simulated }: GapRow, all: boolean, beside: ReadonlyMap<string, GapTightness>): Gap {
  const { key: _key, chainKey, span: _span, ...rest } = row;
  const { withheld, shown } = toldTo(row, all);
  return {
    ...rest,
    ...shown,
    ...(withheld ? gapFigures() : {}),
    chain: chainKey,
    majorName,
    className,
    tightness: beside.get(row.majorCode) ?? null,
    simulated,
  };
}

/** Of a region the name is its own, of a level its code: pages have words for levels. */
function presentTotal({ total: row, simulated }: TotalRow, names: ReadonlyMap<string, string>, all: boolean): GapTotal {
  const { key: _key, span: _span, cut, ...rest } = row;
  const { withheld, shown } = toldTo(row, all);
  const name = names.get(cut === 'region' ? row.regionCode : cut === 'chain' ? row.code : `${row.level ?? ''}|${row.code}`) ?? row.code;
  return { ...rest, ...shown, ...(withheld ? gapFigures() : {}), by: cut, name, simulated };
}
