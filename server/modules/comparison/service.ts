import { createComparisonRepository, type ComparisonFilter, type ComparisonSort } from '../../../db/repositories/comparison.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { ComparedCell, RunComparison } from '../../../schemas/comparison.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { causesOf, type RunRow } from './causes.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createComparisonRepository>['pageCells']>>['items'][number];
type Asked = Omit<ComparisonFilter, 'before' | 'after'>;
const csvBatch = 500;

export function createComparisonService({ db }: ServerContext) {
  const runs = createRunRepository(db);
  const cells = createComparisonRepository(db);

  async function succeeded(id: string): Promise<RunRow> {
    const run = await runs.find(id);
    if (!run) throw notFound({ zh: `预测批次 ${id}`, en: `The run ${id}` });
    if (run.status !== 'succeeded')
      throw new ApiError('conflict', { zh: `批次 ${id} 没有结果（${run.status}），无法比较`, en: `The run ${id} has no results (${run.status}) to compare` });
    return run;
  }
  const contentOf = async (run: RunRow) => (run.snapshotHash === null ? undefined : await runs.snapshot(run.snapshotHash)) ?? '{}';
  async function* walk(filter: ComparisonFilter, sort: ComparisonSort): AsyncGenerator<ComparedCell> {
    let cursor: CursorValue[] | null = null;
    do {
      const page: Page<Row> = await cells.pageCells(filter, sort, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
      yield* page.items.map(presentCell);
      cursor = page.next;
    } while (cursor !== null);
  }

  return {
    async compare(id: string, other: string, asked: Asked, sort: ComparisonSort, query: PageQuery): Promise<RunComparison> {
      const [after, before] = [await succeeded(id), await succeeded(other)];
      const filter = { ...asked, before: before.id, after: after.id };
      const page = await cells.pageCells(filter, sort, toPageRequest(query, [sort.by === 'change' ? 'number' : 'text', 'text', 'text']));
      const { onlyChanged: _only, ...all } = filter;
      const counts = await cells.countCells(all);
      const total = filter.onlyChanged === true ? counts.changed : counts.compared;
      return {
        ...{ before: presentRun(before), after: presentRun(after), cells: counts },
        causes: causesOf(before, after, { before: await contentOf(before), after: await contentOf(after) }),
        ...(await toList(page, query, presentCell, () => Promise.resolve(total))),
      };
    },
    /** All cells of the same question, for files; a run that is missing is said before the first. */
    async rows(id: string, other: string, asked: Asked, sort: ComparisonSort) {
      const [after, before] = [await succeeded(id), await succeeded(other)];
      const ids = { before: before.id, after: after.id, simulated: before.simulated || after.simulated };
      return { ids, rows: walk({ ...asked, before: before.id, after: after.id }, sort) };
    },
  };
}

function presentRun({ id, asOfYear, engineVersion, snapshotHash, previousRunId, createdAt, simulated }: RunRow): RunComparison['before'] {
  return { id, asOfYear, engineVersion, snapshotHash, previousRunId, createdAt: createdAt.toISOString(), simulated };
}

function presentSide(side: Row['before']): ComparedCell['before'] {
  if (side === null) return null;
  const { regionCode: _region, year, ...rest } = side;
  return { ...rest, firstYear: year };
}

function presentCell({ size: _size, before, after, ...cell }: Row): ComparedCell {
  return { ...cell, before: presentSide(before), after: presentSide(after) };
}
