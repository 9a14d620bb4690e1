import type { Principal } from '../../../db/repositories/access.ts';
import { createActorRepository } from '../../../db/repositories/actors.ts';
import { createDocketRepository, type DocketFilter, type DocketSort } from '../../../db/repositories/dockets.ts';
import type { PageRequest } from '../../../db/repositories/paging.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Docket, DocketCheck, DocketSummary } from '../../../schemas/dockets.ts';
import type { DocketReview } from '../../../schemas/docket-reviews.ts';
import { askingClasses } from '../../../schemas/vocabulary.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { createDocketEvidence, evidenceHash, evidenceOf, ruleTitle } from '../../docket-evidence.ts';
import { standsSince } from '../../flag-standing.ts';
import { toList, toPageRequest, walk, type CursorShape, type PageQuery } from '../../paging.ts';
import { createDocketAccess, schoolOf } from './access.ts';
import { compareEvidence } from './check.ts';
import { canDo, presentReply, presentStep, presentSummary } from './present.ts';
import { readEvidence, tellEvidence, tellReview } from './told.ts';

/** What a list is asked for: `due` dockets are those whose day of review has come. */
export type DocketQuestion = Omit<DocketFilter, 'shownOnly' | 'reviewBy'> & { readonly due?: boolean };
/** The opinion of who plans is a draft until it is given. */
const drafting: ReadonlySet<string> = new Set(['opened', 'hearing']);
const cursorOf = ({ by }: DocketSort): CursorShape => (by === 'number' ? ['number', 'number', 'text'] : ['text', 'text']);

/** Dockets as a reader is told them: lists, files, one with its evidence, its moves, and whether the evidence still is what it was. */
export function createDocketReader(context: ServerContext) {
  const { db, clock } = context;
  const dockets = createDocketRepository(db);
  const moves = createStateMoveRepository(db);
  const runs = createRunRepository(db);
  const actors = createActorRepository(db);
  const evidence = createDocketEvidence(context);
  const access = createDocketAccess(context);

  async function shown(principal: Principal, { row, majorName }: Awaited<ReturnType<typeof access.visible>>): Promise<Docket> {
    const school = schoolOf(principal);
    const { evidence: stored, ...head } = row;
    const frozen = readEvidence(stored);
    const since = frozen === null ? undefined : standsSince(frozen.flags.map(({ asOfYear, class: name }) => [asOfYear, name] as const));
    const asking = askingClasses.find((name) => name === row.flagClass);
    const replies = asking === undefined || since === undefined ? [] : await dockets.replies({ ...head, class: asking, since }, school);
    return {
      ...presentSummary(head, majorName, await dockets.measures([row.id], school), dayOf(clock())),
      opinion: school !== undefined && drafting.has(row.state) ? null : row.opinion,
      ...{ evidence: frozen && tellEvidence(frozen, principal), evidenceHash: row.evidenceHash, replies: replies.map(presentReply) },
      review: row.review === null ? null : tellReview(row.review as unknown as DocketReview, principal),
      can: canDo(principal, row, dayOf(clock())),
    };
  }
  function scoped(principal: Principal, { schoolId, due, ...filter }: DocketQuestion): DocketFilter {
    return { ...filter, ...access.scope(principal, schoolId), ...(due === true ? { reviewBy: dayOf(clock()) } : {}) };
  }
  /** A page of dockets with their measures, read for all of them at once. */
  async function read(principal: Principal, filter: DocketFilter, sort: DocketSort, request: PageRequest) {
    const { items, next } = await dockets.page(filter, sort, request);
    const measures = Map.groupBy(await dockets.measures(items.map(({ row }) => row.id), schoolOf(principal)), ({ row }) => row.docketId); // prettier-ignore
    const now = dayOf(clock());
    return { items: items.map(({ row, majorName }): DocketSummary => presentSummary(row, majorName, measures.get(row.id) ?? [], now)), next };
  }

  return {
    async get(principal: Principal, id: string): Promise<Docket> {
      return shown(principal, await access.visible(principal, id));
    },
    async list(principal: Principal, asked: DocketQuestion, sort: DocketSort, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await read(principal, filter, sort, toPageRequest(query, cursorOf(sort)));
      return toList(page, query, (row) => row, () => dockets.count(filter)); // prettier-ignore
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: DocketQuestion, sort: DocketSort) {
      const filter = scoped(principal, asked);
      return walk((page) => read(principal, filter, sort, page), (row) => row); // prettier-ignore
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      const page = await moves.page(docketWorkflow.name, id, toPageRequest(query, ['text']));
      const names = await actors.names(page.items.map(({ actor }) => actor));
      return toList(page, query, (row) => presentStep(row, principal, names), () => moves.count(docketWorkflow.name, id)); // prettier-ignore
    },
    /** Whether the evidence is what it was, and still is what its run says. */
    async check(principal: Principal, id: string): Promise<DocketCheck> {
      const { row } = await access.visible(principal, id);
      const presentHash = evidenceHash(row.evidence);
      const frozen = readEvidence(row.evidence);
      const untouched = presentHash === row.evidenceHash;
      if (frozen === null) return { frozenHash: row.evidenceHash, presentHash, untouched, same: untouched, parts: [] };
      const run = await runs.find(row.runId);
      const rows = run && (await evidence.rows(run, row.majorCode, row.createdAt));
      const titles = new Map(frozen.findings.map(({ ruleId, ruleTitle: title }) => [ruleId, title]));
      const found = rows && evidenceOf(rows, { major: frozen.major, rule: (rule) => titles.get(rule) ?? ruleTitle(rule) });
      const parts = compareEvidence(frozen, found);
      return { frozenHash: row.evidenceHash, presentHash, untouched, same: untouched && parts.every(({ differing }) => differing === 0), parts };
    },
  };
}
