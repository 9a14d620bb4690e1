import type { Principal } from '../../../db/repositories/access.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createTransitionRepository, type PathwayFilter } from '../../../db/repositories/transitions.ts';
import { pathwayProblems, type PathwayProblem } from '../../../forecasting/labour/pathways.ts';
import type { PathwayInput } from '../../../schemas/pathways.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createTransitionRepository>['findPathway']>>>;

export function createPathwayService(context: ServerContext) {
  const { db, clock, newId } = context;
  const transitions = createTransitionRepository(db);
  const reports = createReportRepository(db);
  const reporting = createReporting(context);

  return {
    async list(filter: PathwayFilter, query: PageQuery) {
      const page = await transitions.pagePathways(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => transitions.countPathways(filter));
    },
    async create(principal: Principal, input: PathwayInput, requestId: string) {
      await reporting.checkYear(input.firstYear, '/firstYear');
      const { fromProgrammeId: from, toProgrammeId: to, share, firstYear, seats = null } = input;
      const levels = new Map([
        [from, await transitions.programmeLevel(from)],
        [to, await transitions.programmeLevel(to)],
      ]);
      for (const [field, id] of [
        ['fromProgrammeId', from],
        ['toProgrammeId', to],
      ] as const)
        if (!levels.get(id)) throw invalidField(`/${field}`, `没有编号为 ${id} 的专业点`, `no programme has the id ${id}`);
      const open = await transitions.openPathways(firstYear);
      for (const row of open) levels.set(row.from.programmeId, row.from.level).set(row.to.programmeId, row.to.level);
      const rows = [...open.map((row) => ({ from: row.from.programmeId, to: row.to.programmeId, share: row.row.share })), { from, to, share }];
      const problem = pathwayProblems(rows, (id) => levels.get(id)).find(({ row }) => row === open.length);
      if (problem) throw problemError(problem, open, to);
      const row = { id: newId(), fromProgrammeId: from, toProgrammeId: to, share, seats, firstYear, simulated: false, source: 'api', createdAt: clock() };
      await transitions.addPathway(row, {
        ...{ id: newId(), at: row.createdAt, actor: principal.actor, action: 'create', entity: 'pathway', entityId: row.id, requestId },
        after: { fromProgrammeId: from, toProgrammeId: to, share, seats, firstYear },
      });
      const stored = await transitions.findPathway(row.id);
      if (!stored) throw new Error(`pathway ${row.id} was stored and is not there`);
      return present(stored);
    },
    async close(principal: Principal, id: string, requestId: string) {
      const found = await transitions.findPathway(id);
      if (!found) throw notFound({ zh: '此贯通培养项目', en: 'This pathway' });
      // an intake that has begun keeps it
      const closedYear = Math.max(found.row.firstYear, ((await reports.newestYear()) ?? found.row.firstYear) + 1);
      const closed = await transitions.closePathway(id, closedYear, {
        ...{ id: newId(), at: clock(), actor: principal.actor, action: 'close', entity: 'pathway', entityId: id, requestId },
        ...{ before: { closedYear: null }, after: { closedYear } },
      });
      if (!closed) throw new ApiError('conflict', { zh: '此贯通培养项目已经结束', en: 'This pathway is closed already' });
      return present({ ...found, row: { ...found.row, closedYear } });
    },
  };
}

const nameOf = ({ from, to }: Row) => `${from.schoolName} ${from.majorName} → ${to.schoolName} ${to.majorName}`;

/** What is wrong with the row that was to be added, with the rows it clashes with. */
function problemError(problem: PathwayProblem, open: readonly Row[], to: string): ApiError {
  if (problem.kind === 'share') return invalidField('/share', '比例须在 0 与 1 之间', 'must lie between 0 and 1');
  if (problem.kind === 'whole') {
    const rows = open.filter((row) => row.to.programmeId === to).map(nameOf);
    const sum = `${Math.round(problem.sum * 100)} %`;
    return invalidField(
      '/share',
      `与 ${rows.join('；')} 合计为 ${sum}，超过全部招生`,
      `together with ${rows.join('; ')} the share is ${sum}, more than the whole intake`,
    );
  }
  if (problem.kind === 'loop') {
    const rows = open
      .filter((row) => problem.through.some((id, i) => id === row.from.programmeId && problem.through[i + 1] === row.to.programmeId))
      .map(nameOf);
    return invalidField('/toProgrammeId', `与 ${rows.join('；') || '自身'} 形成循环`, `makes a loop with ${rows.join('; ') || 'itself'}`);
  }
  if (problem.kind === 'twice') return invalidField('/toProgrammeId', '此贯通培养项目已存在', 'this pathway exists already');
  return invalidField('/toProgrammeId', '须为更高层次的专业点', 'must be a programme of a higher level');
}

function present({ row: { id, share, seats, firstYear, closedYear, simulated, source }, from, to }: Row) {
  return { id, from, to, share, seats, firstYear, closedYear, simulated, source };
}
