import type { Principal } from '../../../db/repositories/access.ts';
import type { Telling } from '../../../db/repositories/notifications.ts';
import { createProgrammeChangeRepository, type ChangeFilter, type ChangeRow } from '../../../db/repositories/programme-changes.ts';
import type { ChangeEvidence, ProgrammeChangeInput, ProgrammeChangeMove, ProgrammeChangeUpdate } from '../../../schemas/programme-changes.ts';
import { canonicalJson, sha256 } from '../../../schemas/canonical.ts';
import { programmeChangeWorkflow } from '../../../schemas/workflows/programme-change.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError } from '../../errors.ts';
import { createMoveHistory } from '../../moves.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { createReporting } from '../../reporting.ts';
import { nextMove } from '../../workflow.ts';
import { createChangeAccess } from './access.ts';
import { createChangeChecks } from './checks.ts';
import { createEvidence, toldToSchool, type Pack } from './evidence.ts';
import { presentChange } from './present.ts';
import { createSteps, type Doing } from './steps.ts';

const frozenStates: ReadonlySet<string> = new Set(['submitted', 'docketed', 'withdrawn']);

/** Proposals of schools to change what they offer: written and submitted by the school, returned or put on a docket by planners. */
export function createProgrammeChangeService(context: ServerContext) {
  const { db, clock, newId } = context;
  const changes = createProgrammeChangeRepository(db);
  const reporting = createReporting(context);
  const access = createChangeAccess(context);
  const checks = createChangeChecks(context);
  const draw = createEvidence(context);
  const history = createMoveHistory(context);
  const record = createRecorder(context);
  const steps = createSteps(context);

  const told = ({ schoolId, majorCode, level, change, fromYear, seatsBefore, seatsAfter, state }: ChangeRow) => ({
    ...{ schoolId, majorCode, level, change, fromYear, seatsBefore, seatsAfter, state },
  });
  const saidOf = ({ change, fromYear, seatsBefore, seatsAfter, newName, reasons, costs }: ProgrammeChangeUpdate) => ({
    ...{ change, fromYear, seatsBefore: seatsBefore ?? null, seatsAfter: seatsAfter ?? null, newName: newName?.trim() ?? null },
    ...{ reasons: reasons.trim(), costs: costs.map(({ item, yuan, source }) => ({ item: item.trim(), yuan, source: source.trim() })) },
  });
  const shown = async (principal: Principal, id: string) => presentChange(await access.visible(principal, id));

  return {
    async create({ principal, requestId }: Omit<Doing, 'seen'>, input: ProgrammeChangeInput) {
      const school = await reporting.reporter(principal, input.organisationId, 'school');
      await checks.said(input);
      const { major, programme } = await checks.target(school.id, input.majorCode, input.change);
      const now = clock();
      const row: ChangeRow = {
        ...{ id: newId(), regionCode: school.regionCode, schoolId: school.id, programmeId: programme?.id ?? null, majorCode: major.code, level: major.level },
        ...{ ...saidOf(input), state: programmeChangeWorkflow.initial, version: 1, runId: null, evidence: null, evidenceHash: null, reason: null },
        ...{ docketId: null, simulated: false, source: 'api', createdBy: principal.actor, createdAt: now, changedAt: now, submittedAt: null },
      };
      await changes.add(row, record({ actor: principal.actor, requestId }, now, 'create', ['programme_change', row.id], told(row)));
      return shown(principal, row.id);
    },
    get: shown,
    async change(id: string, { principal, requestId, seen }: Doing, input: ProgrammeChangeUpdate) {
      const { row } = await access.visible(principal, id);
      checkVersion(seen, row.version);
      if (row.state !== 'draft' && row.state !== 'returned')
        throw new ApiError('conflict', { zh: '只有草稿和被退回的申请可以修改', en: 'Only a draft or a returned proposal can be changed' });
      await checks.said(input);
      // what kind of programme it is about stands since it was begun
      if ((input.change === 'new') !== (row.programmeId === null))
        throw new ApiError('conflict', {
          zh: '新设与其他类型不能互换，请撤回后另行申请',
          en: 'A new major and other changes are different proposals: withdraw this one',
        });
      const set = { ...saidOf(input), changedAt: clock() };
      const audit = record({ actor: principal.actor, requestId }, set.changedAt, 'update', ['programme_change', id], told({ ...row, ...set }), told(row));
      if (!(await changes.change(row, set, audit))) throw stale();
      return shown(principal, id);
    },
    async move(id: string, doing: Doing, { event, reason }: ProgrammeChangeMove) {
      const { principal, seen } = doing;
      const found = await access.visible(principal, id);
      const { row } = found;
      checkVersion(seen, row.version);
      const move = nextMove(programmeChangeWorkflow, row.state, { event, by: principal.role, reason });
      if (event === 'return' && row.state === 'docketed' && found.docket?.state !== 'withdrawn')
        throw new ApiError('conflict', { zh: '已立档的申请，档案撤回后才能退回', en: 'A proposal on a docket can be returned once the docket is withdrawn' });
      const why = (reason ?? '').trim();
      const [set, tell]: [Partial<ChangeRow>, Telling[]] = event === 'submit' ? await submission(row) : [
        event === 'return' ? { reason: why, docketId: null } : {},
        event === 'return' ? [{ to: { organisationId: row.schoolId }, kind: 'change_returned', values: { year: row.fromYear } }] : [],
      ]; // prettier-ignore
      await steps.take(row, move, doing, { set, tell, reason: why === '' ? null : why });
      return shown(principal, id);
    },
    /** Puts a proposal before the conference, with the evidence as it was submitted. */
    async docket(id: string, doing: Doing) {
      const { row } = await access.visible(doing.principal, id);
      checkVersion(doing.seen, row.version);
      const move = nextMove(programmeChangeWorkflow, row.state, { event: 'docket', by: doing.principal.role });
      await steps.docket(row, move, doing);
      return shown(doing.principal, id);
    },
    /** As it was submitted, or, while the school is writing, as it would be now. */
    async evidence(principal: Principal, id: string): Promise<ChangeEvidence> {
      const { row } = await access.visible(principal, id);
      const frozen = frozenStates.has(row.state) && row.evidence !== null;
      const pack = frozen ? (row.evidence as unknown as Pack) : await draw(row);
      const seal = { frozenAt: frozen ? (row.submittedAt?.toISOString() ?? null) : null, hash: frozen ? row.evidenceHash : null };
      return { ...(seesAll(principal) ? pack : toldToSchool(pack)), ...seal };
    },
    async list(principal: Principal, asked: Omit<ChangeFilter, 'drafts'>, query: PageQuery) {
      const filter = access.scoped(principal, asked);
      const page = await changes.page(filter, toPageRequest(query, ['text']));
      return toList(page, query, presentChange, () => changes.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: Omit<ChangeFilter, 'drafts'>) {
      const filter = access.scoped(principal, asked);
      return walk((page) => changes.page(filter, page), presentChange);
    },
    async history(principal: Principal, id: string, query: PageQuery) {
      await access.visible(principal, id);
      return history(principal, programmeChangeWorkflow.name, id, query);
    },
  };

  /** What submitting sets: the evidence, frozen under its hash. */
  async function submission(row: ChangeRow): Promise<[Partial<ChangeRow>, Telling[]]> {
    await checks.complete(row);
    const pack = await draw(row);
    const set = { evidence: pack, evidenceHash: sha256(canonicalJson(pack)), runId: pack.runId, simulated: pack.simulated, submittedAt: clock(), reason: null };
    return [set, [{ to: { role: 'planner' }, kind: 'change_submitted', values: { year: row.fromYear } }]];
  }
}
