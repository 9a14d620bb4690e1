import type { Principal } from '../../../db/repositories/access.ts';
import { createRuleRepository, type FindingFilter } from '../../../db/repositories/rules.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import type { Conflict, Rule, RuleCopyInput } from '../../../schemas/rules.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField, notFound, pointerToken, type FieldError } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { presentFinding, presentFlag, presentRule } from './present.ts';

const csvPage = 500;

interface Listed<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}
/** The items of a first page and of all that follow it. */
async function* pagesFrom<T>(first: Listed<T>, read: (cursor: string) => Promise<Listed<T>>): AsyncGenerator<T> {
  let page = first;
  yield* page.items;
  while (page.nextCursor !== null) {
    page = await read(page.nextCursor);
    yield* page.items;
  }
}

export function createRuleService({ db, clock, newId }: ServerContext) {
  const rules = createRuleRepository(db);
  const runs = createRunRepository(db);
  const empty = (query: PageQuery) => ({ items: [], nextCursor: null, ...(query.total === true ? { total: 0 } : {}) });

  /** The named run, or the newest that succeeded; undefined before the first. */
  async function runOf(runId: string | undefined) {
    if (runId === undefined) return runs.latest();
    const found = await runs.find(runId);
    if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
    return found;
  }
  function packOf(id: string) {
    const pack = rulePacks.find((rule) => rule.id === id);
    if (!pack) throw notFound({ zh: '此规则', en: 'This rule' });
    return pack;
  }
  async function presenter(runId: string | undefined): Promise<(id: string) => Rule> {
    const run = await runOf(runId);
    const copies = await rules.copies();
    const outcomes = run ? await rules.outcomes(run.id) : [];
    const missing = run ? await rules.missing(run.id) : [];
    return (id) =>
      presentRule(packOf(id), {
        copy: copies.get(id),
        outcomes: outcomes.filter((row) => row.ruleId === id),
        missing: missing.filter((row) => row.ruleId === id).flatMap((row) => row.missing),
      });
  }
  async function findings(runId: string | undefined, asked: Omit<FindingFilter, 'runId'>, query: PageQuery) {
    const request = toPageRequest(query, ['text']);
    const run = await runOf(runId);
    if (!run) return empty(query);
    if (asked.ruleId !== undefined && !rulePacks.some(({ id }) => id === asked.ruleId))
      throw invalidField('/query/rule', `没有规则 ${asked.ruleId}`, `there is no rule ${asked.ruleId}`);
    const filter = { ...asked, runId: run.id };
    const page = await rules.pageFindings(filter, request);
    return toList(page, query, presentFinding, () => rules.countFindings(filter));
  }
  async function conflicts(runId: string | undefined, query: PageQuery) {
    const request = toPageRequest(query, ['number', 'text']);
    const run = await runOf(runId);
    if (!run) return empty(query);
    const page = await rules.pageConflicts(run.id, request);
    const opposing = Map.groupBy(
      await rules.opposing(
        run.id,
        page.items.map(({ flag }) => flag.majorCode),
      ),
      ({ finding }) => finding.majorCode,
    );
    const present = ({ flag, majorName, className }: (typeof page.items)[number]): Conflict => ({
      ...{ majorCode: flag.majorCode, majorName, flag: presentFlag(flag, { majorName, className, simulated: run.simulated }) },
      findings: (opposing.get(flag.majorCode) ?? []).map(presentFinding),
    });
    return toList(page, query, present, () => rules.countConflicts(run.id));
  }

  return {
    findings,
    /** All of them, for files; a missing run is said before the first. */
    async findingRows(runId: string | undefined, asked: Omit<FindingFilter, 'runId'>) {
      return pagesFrom(await findings(runId, asked, { limit: csvPage }), (cursor) => findings(runId, asked, { limit: csvPage, cursor }));
    },
    /** The packs are data files: their pages are cut here, by id. */
    async list(runId: string | undefined, query: PageQuery) {
      const { limit, cursor } = toPageRequest(query, ['text']);
      const present = await presenter(runId);
      const after = rulePacks.map(({ id }) => id).filter((id) => cursor === undefined || id > String(cursor[0]));
      const items = after.slice(0, limit);
      const last = items.at(-1);
      return toList({ items, next: after.length > limit && last !== undefined ? [last] : null }, query, present, () => Promise.resolve(rulePacks.length));
    },
    /** All of them, for files. */
    async *rows(runId: string | undefined) {
      const present = await presenter(runId);
      yield* rulePacks.map(({ id }) => present(id));
    },
    /** A copy of the thresholds; runs started from now on use it. */
    async copy(principal: Principal, id: string, { thresholds, note }: RuleCopyInput, seen: Seen, requestId: string): Promise<Rule> {
      const pack = packOf(id);
      const before = (await rules.copies()).get(id);
      const present = before?.version ?? 1;
      checkVersion(seen, present);
      const problems = Object.entries(thresholds).flatMap(([name, value]): FieldError[] => {
        const pointer = `/thresholds/${pointerToken(name)}`;
        const known = pack.thresholds[name];
        if (!known) return [{ pointer, zh: `此规则没有界线 ${name}`, en: `this rule has no threshold ${name}` }];
        if (value >= known.minimum && value <= known.maximum) return [];
        return [{ pointer, zh: `须在 ${known.minimum} 与 ${known.maximum} 之间`, en: `must be between ${known.minimum} and ${known.maximum}` }];
      });
      if (problems.length > 0) throw new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, problems);
      const now = clock();
      const { edited } = thresholdsOf(pack, thresholds);
      const row = {
        ...{ id: newId(), ruleId: id, ruleVersion: pack.version, thresholds: edited, note, author: principal.actor },
        ...{ createdAt: now, version: present + 1 },
      };
      const done = await rules.addCopy(row, {
        ...{ id: newId(), at: now, actor: principal.actor, action: 'update', entity: 'rule', entityId: id, requestId },
        ...{ before: before?.thresholds ?? {}, after: edited },
      });
      if (!done) throw stale();
      return (await presenter(undefined))(id);
    },
    conflicts,
    async conflictRows(runId: string | undefined) {
      return pagesFrom(await conflicts(runId, { limit: csvPage }), (cursor) => conflicts(runId, { limit: csvPage, cursor }));
    },
  };
}
