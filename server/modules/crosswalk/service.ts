import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createCrosswalkRepository, type LinkFilter, type LinkKey } from '../../../db/repositories/crosswalk.ts';
import type { CursorValue, Page } from '../../../db/repositories/paging.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { uncoveredMajors } from '../../../forecasting/labour/uncovered.ts';
import type { CrosswalkLink, UncoveredMajor } from '../../../schemas/crosswalk.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { presentEdit, presentLink, type LinkRow } from './present.ts';

const csvBatch = 500;

export function createCrosswalkService({ db }: ServerContext) {
  const crosswalk = createCrosswalkRepository(db);
  const runs = createRunRepository(db);
  const actors = createActorRepository(db);

  /** Of the named run, or the newest with results; none before the first. */
  async function uncoveredOf(runId: string | undefined): Promise<{ runId: string | null; simulated: boolean; majors: UncoveredMajor[] }> {
    const run = runId === undefined ? await runs.latest() : await runs.find(runId);
    if (!run) {
      if (runId !== undefined) throw notFound({ zh: `预测批次 ${runId}`, en: `The run ${runId}` });
      return { runId: null, simulated: false, majors: [] };
    }
    const content = run.snapshotHash === null ? undefined : await runs.snapshot(run.snapshotHash);
    if (content === undefined)
      throw new ApiError('conflict', {
        zh: `批次 ${run.id} 还没有快照（${runWords[run.status]}）`,
        en: `The run ${run.id} has no snapshot yet (${run.status})`,
      });
    const linksNow = await crosswalk.counts({});
    const majors = uncoveredMajors(JSON.parse(content) as CitySnapshot).map(({ code, name, level, programmes, graduates, enrolled }) => ({
      ...{ majorCode: code, majorName: name, level, programmes, graduates, enrolled },
      linksNow: linksNow.get(code) ?? 0,
    }));
    return { runId: run.id, simulated: run.simulated, majors };
  }
  async function* walk(filter: LinkFilter): AsyncGenerator<CrosswalkLink> {
    let cursor: CursorValue[] | null = null;
    do {
      const page: Page<LinkRow> = await crosswalk.page(filter, { limit: csvBatch, ...(cursor === null ? {} : { cursor }) });
      yield* page.items.map(presentLink);
      cursor = page.next;
    } while (cursor !== null);
  }

  return {
    async links(filter: LinkFilter, query: PageQuery) {
      const page = await crosswalk.page(filter, toPageRequest(query, ['text', 'text']));
      return toList(page, query, presentLink, async () => [...(await crosswalk.counts(filter)).values()].reduce((sum, n) => sum + n, 0));
    },
    linkRows: walk,
    async edits(filter: Partial<LinkKey>, query: PageQuery) {
      const page = await crosswalk.pageEdits(filter, toPageRequest(query, ['text']));
      const authors = await actors.names(page.items.map(({ row }) => row.author));
      return toList(
        page,
        query,
        (row) => presentEdit(row, authors),
        () => crosswalk.countEdits(filter),
      );
    },
    async uncovered(runId: string | undefined, query: PageQuery) {
      const { limit, cursor } = toPageRequest(query, ['number', 'text']);
      const { majors, ...run } = await uncoveredOf(runId);
      const persons = (major: UncoveredMajor) => major.graduates + major.enrolled;
      const [size = Infinity, code = ''] = (cursor ?? []) as [number?, string?];
      const after = majors.filter((major) => persons(major) < size || (persons(major) === size && major.majorCode > code));
      const items = after.slice(0, limit);
      const last = items.at(-1);
      const page = { items, next: after.length > limit && last ? [persons(last), last.majorCode] : null };
      const all = majors.reduce((sum, major) => sum + persons(major), 0);
      return {
        ...run,
        persons: all,
        ...(await toList(
          page,
          query,
          (major) => major,
          () => Promise.resolve(majors.length),
        )),
      };
    },
    /** All of them, for files; a run that is missing is said before the first. */
    uncoveredRows: async (runId: string | undefined) => uncoveredOf(runId),
  };
}
