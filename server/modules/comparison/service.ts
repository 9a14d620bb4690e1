import type { Principal } from '../../../db/repositories/access.ts';
import { createComparisonRepository, type ComparisonFilter, type ComparisonSort } from '../../../db/repositories/comparison.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { ComparedCell, RunComparison } from '../../../schemas/comparison.ts';
import type { ServerContext } from '../../context.ts';
import { withheldSide } from '../../disclosure/figures.ts';
import { seesAll, toldTo } from '../../disclosure/readers.ts';
import { ApiError, notFound } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { toList, toPageRequest, type CursorShape, type PageQuery } from '../../paging.ts';
import { causesOf, type RunRow } from './causes.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createComparisonRepository>['pageCells']>>['items'][number];
type Sorted = Omit<ComparisonSort, 'withheldLast'>;
type Asked = Omit<ComparisonFilter, 'before' | 'after'>;
const csvBatch = 500;

export function createComparisonService({ db }: ServerContext) {
  const runs = createRunRepository(db);
  const cells = createComparisonRepository(db);

  async function succeeded(id: string): Promise<RunRow> {
    const run = await runs.find(id);
    if (!run) throw notFound({ zh: `预测批次 ${id}`, en: `The run ${id}` });
    if (run.status !== 'succeeded')
      throw new ApiError('conflict', {
        zh: `批次 ${id} 没有结果（${runWords[run.status]}），无法比较`,
        en: `The run ${id} has no results (${run.status}) to compare`,
      });
    return run;
  }
  const contentOf = async (run: RunRow) => (run.snapshotHash === null ? undefined : await runs.snapshot(run.snapshotHash)) ?? '{}';
  async function* walk(filter: ComparisonFilter, sort: ComparisonSort, all: boolean): AsyncGenerator<ComparedCell> {
    let cursor: CursorValue[] | null = null;
    do {
      const page: Page<Row> = await cells.pageCells(filter, sort, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
      yield* page.items.map((row) => presentCell(row, all));
      cursor = page.next;
    } while (cursor !== null);
  }

  return {
    async compare(principal: Principal, id: string, other: string, asked: Asked, by: Sorted, query: PageQuery): Promise<RunComparison> {
      const all = seesAll(principal);
      const sort = { ...by, withheldLast: !all };
      const value = sort.by === 'change' ? 'number' : 'text';
      const shape: CursorShape = sort.withheldLast && sort.by === 'change' ? ['number', value, 'text', 'text'] : [value, 'text', 'text'];
      const [after, before] = [await succeeded(id), await succeeded(other)];
      const filter = { ...asked, before: before.id, after: after.id };
      const page = await cells.pageCells(filter, sort, toPageRequest(query, shape));
      const { onlyChanged: _only, ...anyChange } = filter;
      const counts = await cells.countCells(anyChange);
      const total = filter.onlyChanged === true ? counts.changed : counts.compared;
      return {
        ...{ before: presentRun(before), after: presentRun(after), cells: counts },
        causes: causesOf(before, after, { before: await contentOf(before), after: await contentOf(after) }),
        ...(await toList(
          page,
          query,
          (row) => presentCell(row, all),
          () => Promise.resolve(total),
        )),
      };
    },
    /** All cells of the same question, for files; a run that is missing is said before the first. */
    async rows(principal: Principal, id: string, other: string, asked: Asked, by: Sorted) {
      const all = seesAll(principal);
      const [after, before] = [await succeeded(id), await succeeded(other)];
      const ids = { before: before.id, after: after.id, simulated: before.simulated || after.simulated };
      return { ids, rows: walk({ ...asked, before: before.id, after: after.id }, { ...by, withheldLast: !all }, all) };
    },
  };
}

function presentRun({ id, asOfYear, engineVersion, snapshotHash, previousRunId, createdAt, simulated }: RunRow): RunComparison['before'] {
  return { id, asOfYear, engineVersion, snapshotHash, previousRunId, createdAt: createdAt.toISOString(), simulated };
}

/** What a reader is told of one run's side, and whether it is withheld. */
function presentSide(side: Row['before'], all: boolean): { readonly side: ComparedCell['before']; readonly withheld: boolean } {
  if (side === null) return { side: null, withheld: false };
  const { regionCode: _region, year, ...rest } = side;
  const { withheld, shown } = toldTo(side, all);
  const told = { ...rest, ...shown, firstYear: year };
  return { side: withheld ? withheldSide(told) : told, withheld };
}

function presentCell({ size: _size, hidden: _hidden, before, after, gapChange, ...cell }: Row, all: boolean): ComparedCell {
  const [was, is] = [presentSide(before, all), presentSide(after, all)];
  return { ...cell, before: was.side, after: is.side, gapChange: was.withheld || is.withheld ? null : gapChange };
}
