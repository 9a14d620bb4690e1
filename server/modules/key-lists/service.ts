import type { Principal } from '../../../db/repositories/access.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createKeyListRepository, type KeyListFilter, type KeyListRow, type KeyMajorRow, type PublicKeyFilter } from '../../../db/repositories/key-lists.ts';
import { createResolutionRepository } from '../../../db/repositories/resolutions.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { KeyListInput, KeyListMoveInput } from '../../../schemas/key-lists.ts';
import { keyListWorkflow } from '../../../schemas/workflows/key-list.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError, invalidField, invalidFields, notFound, type FieldError } from '../../errors.ts';
import { createMoveHistory } from '../../moves.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { evidenceOf, presentKeyList, presentPublic } from './present.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
/** Longest validity of a list, years. */
const longest = 10;

export function createKeyListService(context: ServerContext) {
  const { db, clock, newId } = context;
  const lists = createKeyListRepository(db);
  const resolutions = createResolutionRepository(db);
  const runs = createRunRepository(db);
  const installation = createInstallationRepository(db);
  const record = createRecorder(context);
  const history = createMoveHistory(context);
  const thisYear = () => clock().getUTCFullYear();

  /** What is not adopted is the business of those who prepare it. */
  const scoped = (principal: Principal, asked: KeyListFilter): KeyListFilter => (seesAll(principal) ? asked : { ...asked, states: ['adopted'] });
  async function visible(principal: Principal, id: string) {
    const row = await lists.find(id);
    if (!row || (row.state !== 'adopted' && !seesAll(principal))) throw notFound({ zh: '此清单', en: 'This list' });
    return row;
  }
  async function present(principal: Principal, rows: readonly KeyListRow[]) {
    const listed = Map.groupBy(await lists.majorsOf(rows.map(({ id }) => id)), ({ listId }) => listId);
    return rows.map((row) => presentKeyList(row, listed.get(row.id) ?? [], thisYear(), seesAll(principal)));
  }
  async function one(principal: Principal, row: KeyListRow) {
    const [shown] = await present(principal, [row]);
    if (!shown) throw new Error(`list ${row.id} needs to be shown, got nothing`);
    return shown;
  }
  /** Checks what was said, and draws the evidence of each major from the newest run. */
  async function draw(listId: string, { fromYear, toYear, majorCodes }: KeyListInput) {
    const faults: FieldError[] = [];
    if (toYear < fromYear) faults.push({ pointer: '/toYear', zh: `须不早于 ${fromYear} 年`, en: `must not be before ${fromYear}` });
    if (toYear - fromYear >= longest) faults.push({ pointer: '/toYear', zh: `有效期最长 ${longest} 年`, en: `may be in force for at most ${longest} years` });
    const run = await runs.latest();
    const known = new Map((await lists.named(majorCodes, run?.id ?? null)).map((major) => [major.code, major]));
    const listed = majorCodes.flatMap((code, place): KeyMajorRow[] => {
      const major = known.get(code);
      if (major && !major.retired) return [{ listId, majorCode: code, majorName: major.name, level: major.level, evidence: evidenceOf(major) }];
      faults.push({ pointer: `/majorCodes/${place}`, zh: `专业代码 ${code} 不在现行目录中`, en: `major ${code} is not in the catalogue in force` });
      return [];
    });
    if (faults.length > 0) throw invalidFields(faults);
    return { run, listed };
  }
  /** Number and day of what adopts a list: those of a resolution of the conference, or of a document that is not in here. */
  async function resolutionOf({ resolutionId, ...typed }: Pick<KeyListMoveInput, 'resolutionId' | 'resolutionNumber' | 'decidedOn'>) {
    if (resolutionId === undefined) return typed;
    const found = await resolutions.find(resolutionId);
    if (!found) throw invalidField('/resolutionId', '没有此议定事项', 'names no resolution');
    if (found.outcome !== 'approve' && found.outcome !== 'amend')
      throw invalidField('/resolutionId', '此议定事项未获通过', `needs a resolution that approves, got ${found.outcome}`);
    return { resolutionNumber: found.number, decidedOn: found.decidedOn };
  }
  const said = ({ kind, fromYear, toYear, state }: KeyListRow, majors: number) => ({ kind, fromYear, toYear, state, majors });

  return {
    async list(principal: Principal, asked: KeyListFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await lists.page(filter, toPageRequest(query, ['text']));
      const items = await present(principal, page.items);
      return toList({ items, next: page.next }, query, (item) => item, () => lists.count(filter)); // prettier-ignore
    },
    async get(principal: Principal, id: string) {
      return one(principal, await visible(principal, id));
    },
    async create({ principal, requestId }: Omit<Doing, 'seen'>, input: KeyListInput) {
      const [id, now] = [newId(), clock()];
      const { run, listed } = await draw(id, input);
      const regionCode = run?.regionCode ?? (await installation.region());
      const { kind, fromYear, toYear } = input;
      const row: KeyListRow = {
        ...{ id, regionCode, name: input.name.trim(), kind, fromYear, toYear, basis: input.basis.trim(), runId: run?.id ?? null },
        ...{ state: keyListWorkflow.initial, version: 1, resolutionNumber: null, decidedOn: null, simulated: run?.simulated ?? false, source: 'api' },
        ...{ createdBy: principal.actor, createdAt: now, changedAt: now },
      };
      await lists.add(row, listed, record({ actor: principal.actor, requestId }, now, 'create', ['key_list', id], said(row, listed.length)));
      return one(principal, row);
    },
    /** A draft said anew; its evidence is drawn anew too. */
    async change(id: string, { principal, requestId, seen }: Doing, input: KeyListInput) {
      const found = await visible(principal, id);
      checkVersion(seen, found.version);
      if (found.state !== keyListWorkflow.initial) throw new ApiError('conflict', { zh: '只有草拟中的清单可以修改', en: 'Only a draft can be changed' });
      const { run, listed } = await draw(id, input);
      const { kind, fromYear, toYear } = input;
      const set = {
        ...{ name: input.name.trim(), kind, fromYear, toYear, basis: input.basis.trim(), runId: run?.id ?? null },
        ...{ simulated: run?.simulated ?? false, changedAt: clock() },
      };
      const after = said({ ...found, ...set }, listed.length);
      const changed = await lists.change(found, set, listed, record({ actor: principal.actor, requestId }, set.changedAt, 'update', ['key_list', id], after));
      if (!changed) throw stale();
      return one(principal, changed);
    },
    async move(id: string, { principal, requestId, seen }: Doing, { event, reason, ...told }: KeyListMoveInput) {
      const found = await visible(principal, id);
      checkVersion(seen, found.version);
      const move = nextMove(keyListWorkflow, found.state, { event, by: principal.role, reason });
      const now = clock();
      const adopting = event === 'adopt';
      const { resolutionNumber, decidedOn } = adopting ? await resolutionOf(told) : told;
      if (adopting && resolutionNumber === undefined)
        throw invalidField('/resolutionNumber', '登记通过须填写决议文号', 'resolutionNumber is required to adopt');
      if (adopting && decidedOn === undefined) throw invalidField('/decidedOn', '登记通过须填写决定日期', 'decidedOn is required to adopt');
      const today = dayOf(now);
      // a resolution is of the day of its meeting, whatever that is
      if (adopting && told.resolutionId === undefined && decidedOn !== undefined && decidedOn > today)
        throw invalidField('/decidedOn', `不得晚于今天 ${today}`, `must not be after today, ${today}`);
      const set = { changedAt: now, ...(adopting ? { resolutionNumber: resolutionNumber?.trim() ?? null, decidedOn: decidedOn ?? null } : {}) };
      const why = reason?.trim() ?? null;
      const step = { workflow: keyListWorkflow.name, id, version: found.version, move, from: found.state, set, at: now, actor: principal.actor };
      const audit = record({ actor: principal.actor, requestId }, now, event, ['key_list', id], { state: move.to }, { state: found.state });
      const moved = await lists.move({ ...step, moveId: newId(), reason: why === '' ? null : why }, audit);
      if (!moved) throw stale();
      return one(principal, moved);
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await visible(principal, id);
      return history(principal, keyListWorkflow.name, id, query);
    },
    async publicList(filter: PublicKeyFilter, query: PageQuery) {
      const page = await lists.pagePublic(filter, toPageRequest(query, ['number', 'text', 'text']));
      return toList(page, query, (row) => presentPublic(row, thisYear()), () => lists.countPublic(filter)); // prettier-ignore
    },
    /** All of them, for files. */
    publicRows: (filter: PublicKeyFilter) =>
      walk(
        (page) => lists.pagePublic(filter, page),
        (row) => presentPublic(row, thisYear()),
      ),
  };
}
