import { Readable } from 'node:stream';
import type { Principal } from '../../../db/repositories/access.ts';
import { createHeatRepository, type HeatFilter } from '../../../db/repositories/heat.ts';
import type { Page, PageRequest } from '../../../db/repositories/paging.ts';
import { createResultLists } from '../../../db/repositories/result-lists.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { addFigures, gapShare, type HeatFigures } from '../../../forecasting/labour/heat.ts';
import type { HeatCell, HeatPage, HeatRow } from '../../../schemas/heat.ts';
import { levels, type heatCuts } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll, suppressionOf, toldTo, type Disclosed } from '../../disclosure/readers.ts';
import { invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';

export interface HeatAsked extends Omit<HeatFilter, 'runId'> {
  readonly by: (typeof heatCuts)[number];
  readonly runId?: string;
  /** Of chains. */
  readonly year?: number;
}
type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
type Figures = Disclosed & HeatFigures & { readonly year: number; readonly band: HeatCell['band']; readonly window: HeatCell['window'] };

function cellOf(column: string, { year, window, band, demand, supply, ...disclosed }: Figures, majors: number | null, all: boolean): HeatCell {
  const { withheld, shown } = toldTo(disclosed, all);
  const told = withheld ? { demand: null, gap: null, share: null } : { demand, gap: demand - supply, share: gapShare({ demand, supply }) };
  return { column, year, window, majors, ...told, supply, band, suppressed: shown.suppressed };
}

/** Heat maps: figures of a run by row and column. */
export function createHeatService({ db }: ServerContext) {
  const heat = createHeatRepository(db);
  const runs = createRunRepository(db);
  const lists = createResultLists(db);

  async function runOf(runId: string | undefined): Promise<Run | undefined> {
    if (runId === undefined) return runs.latest();
    const found = await runs.find(runId);
    if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
    return found;
  }
  async function majorRows(run: Run, filter: HeatFilter, all: boolean, request: PageRequest): Promise<Page<HeatRow>> {
    const page = await heat.pageMajors(filter, request);
    const cells = Map.groupBy(await heat.majorCells(filter, page.items.map(({ code }) => code)), ({ majorCode }) => majorCode); // prettier-ignore
    const items = page.items.map((row): HeatRow => {
      const own = (cells.get(row.code) ?? []).map((cell) => cellOf(String(cell.year), cell, null, all));
      return { ...row, runId: run.id, by: 'major', cells: own, simulated: run.simulated };
    });
    return { items, next: page.next };
  }
  async function classRows(run: Run, filter: HeatFilter, all: boolean, request: PageRequest): Promise<Page<HeatRow>> {
    const page = await heat.pageClasses(filter, request);
    const names = await lists.groupNames('class');
    const placeOf = ({ level, code }: { readonly level: string | null; readonly code: string }) => `${level ?? ''}|${code}`;
    const cells = Map.groupBy(await heat.classCells(run.id, page.items.map(({ code }) => code)), placeOf); // prettier-ignore
    const items = page.items.map(({ key: _key, ...row }): HeatRow => {
      const own = (cells.get(placeOf(row)) ?? []).map((cell) => cellOf(String(cell.year), cell, cell.cells, all));
      return { ...row, name: names.get(placeOf(row)) ?? row.code, runId: run.id, by: 'class', cells: own, simulated: run.simulated };
    });
    return { items, next: page.next };
  }
  /** Added up from majors, whose lengths differ: so by single years. Who may not see every figure sees sums of told figures only, which tell nothing new. */
  async function chainRows(run: Run, year: number, { level }: Pick<HeatFilter, 'level'>, all: boolean): Promise<HeatRow[]> {
    const names = await heat.chainNames();
    const byChain = Map.groupBy(await heat.chainCells(run.id, year, level), ({ chainKey }) => chainKey);
    return [...byChain].map(([code, rows]): HeatRow => {
      const byLevel = Map.groupBy(rows, (row) => row.level);
      const cells = levels.flatMap((column): HeatCell[] => {
        const own = byLevel.get(column) ?? [];
        if (own.length === 0) return [];
        const suppressed = own.some((row) => suppressionOf(row) === 'primary')
          ? 'primary'
          : own.some((row) => suppressionOf(row) !== null)
            ? 'secondary'
            : null;
        return [cellOf(column, { ...addFigures(own), enterprises: 0, suppressed, year, window: null, band: null }, own.length, all)];
      });
      return { code, name: names.get(code) ?? code, level: null, runId: run.id, by: 'chain', cells, simulated: run.simulated };
    });
  }
  /** The first year of the decision window of the city: every major has forecasts for it, whatever its length. */
  async function yearOf(run: Run, asked: number | undefined, years: readonly number[]): Promise<number> {
    if (asked !== undefined && !years.includes(asked))
      throw invalidField('/query/year', `此批次没有 ${asked} 年的预测`, `must be a year the run forecasts: ${years[0] ?? ''} to ${years.at(-1) ?? ''}`);
    return asked ?? (await heat.region(run.id))?.year ?? run.asOfYear + 1;
  }
  const paged = { major: majorRows, class: classRows };

  return {
    async page(principal: Principal, asked: HeatAsked, query: PageQuery): Promise<HeatPage> {
      const run = await runOf(asked.runId);
      const shape = asked.by === 'class' ? (['text', 'text'] as const) : (['text'] as const);
      const request = toPageRequest(query, shape);
      if (!run) return { items: [], nextCursor: null, columns: [], year: null, years: [] };
      const years = await heat.years(run.id);
      const all = seesAll(principal);
      const filter = { ...asked, runId: run.id };
      if (asked.by === 'chain') {
        const year = await yearOf(run, asked.year, years);
        const rows = await chainRows(run, year, asked, all);
        const from = request.cursor?.[0];
        const rest = rows.filter(({ code }) => from === undefined || code > String(from));
        const last = rest[request.limit - 1];
        const page = { items: rest.slice(0, request.limit), next: rest.length > request.limit && last ? [last.code] : null };
        const columns = levels.filter((level) => rows.some(({ cells }) => cells.some(({ column }) => column === level)));
        return { ...(await toList(page, query, (row) => row, () => Promise.resolve(rows.length))), columns, year, years }; // prettier-ignore
      }
      const count = () => (asked.by === 'class' ? heat.countClasses(filter) : heat.countMajors(filter));
      return { ...(await toList(await paged[asked.by](run, filter, all, request), query, (row) => row, count)), columns: years.map(String), year: null, years };
    },
    /** All rows, for files. */
    async rows(principal: Principal, asked: HeatAsked): Promise<AsyncIterable<HeatRow>> {
      const run = await runOf(asked.runId);
      if (!run) return Readable.from([]);
      const all = seesAll(principal);
      const { by } = asked;
      if (by === 'chain') return Readable.from(await chainRows(run, await yearOf(run, asked.year, await heat.years(run.id)), asked, all));
      return walk((page) => paged[by](run, { ...asked, runId: run.id }, all, page), (row) => row); // prettier-ignore
    },
  };
}
