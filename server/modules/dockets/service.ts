import { createDocketChangeRepository, DocketOpenError } from '../../../db/repositories/docket-changes.ts';
import type { DocketRow, NewDocket } from '../../../db/repositories/docket-steps.ts';
import { createDocketRepository } from '../../../db/repositories/dockets.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { DocketChange, DocketInput, DocketMoveInput } from '../../../schemas/dockets.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { createMeasureCheck } from '../../docket-measures.ts';
import { createDocketEvidence, evidenceHash, evidenceOf, ruleTitle } from '../../docket-evidence.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createDocketAccess, type Doing } from './access.ts';
import { createDocketReader } from './read.ts';

/** States in which who plans can write into a docket. */
const open: readonly DocketRow['state'][] = ['opened', 'hearing', 'assessed'];

/** Dockets 议题档案: opened by who plans on a flag, written into, and moved on until the conference takes them. */
export function createDocketService(context: ServerContext) {
  const { db, clock, newId } = context;
  const dockets = createDocketRepository(db);
  const changes = createDocketChangeRepository(db);
  const runs = createRunRepository(db);
  const evidence = createDocketEvidence(context);
  const access = createDocketAccess(context);
  const reader = createDocketReader(context);
  const measureCheck = createMeasureCheck(context);
  const record = createRecorder(context);

  const recorded = ({ majorCode, level, flagClass, runId, state }: Pick<DocketRow, 'majorCode' | 'level' | 'flagClass' | 'runId' | 'state'>) => ({
    ...{ majorCode, level, flagClass, runId, state },
  });
  async function runOf(id: string | undefined) {
    const run = id === undefined ? await runs.latest() : await runs.find(id);
    if (run?.status !== 'succeeded') throw invalidField(id === undefined ? '/majorCode' : '/runId', '没有已完成的此预测批次', 'needs a run that succeeded');
    return run;
  }
  return {
    async open({ principal, requestId }: Omit<Doing, 'seen'>, { majorCode, runId, measures = [] }: DocketInput) {
      const [run, now] = [await runOf(runId), clock()];
      const rows = await evidence.rows(run, majorCode, now);
      if (!rows) throw invalidField('/majorCode', '此批次对该专业没有建议', 'the run has no flag on this major');
      const frozen = evidenceOf(rows, { major: { name: rows.flag.majorName, className: rows.flag.className }, rule: ruleTitle });
      const proposed = await measureCheck.rows({ major: frozen.major, asOfYear: run.asOfYear }, measures);
      const docket: NewDocket = {
        ...{ id: newId(), regionCode: run.regionCode, year: Number(dayOf(now).slice(0, 4)), origin: 'flag', changeId: null, runId: run.id, majorCode },
        ...{ level: frozen.major.level, flagClass: frozen.flag.class, evidence: frozen, evidenceHash: evidenceHash(frozen) },
        ...{ simulated: run.simulated, createdBy: principal.actor, createdAt: now },
      };
      try {
        const opened = await changes.open(docket, proposed, (row) =>
          record({ actor: principal.actor, requestId }, now, 'create', ['docket', row.id], { ...recorded(row), evidenceHash: row.evidenceHash }),
        );
        return await reader.get(principal, opened.id);
      } catch (error) {
        if (!(error instanceof DocketOpenError)) throw error;
        const { id, year, number } = error.docket;
        const name = `${year}-${String(number).padStart(3, '0')}`;
        throw new ApiError('conflict', { zh: `该专业已有未结的议题档案 ${name}（${id}）`, en: `The major has a docket on its way already: ${name} (${id})` });
      }
    },
    async change(id: string, { principal, requestId, seen }: Doing, { opinion, measures }: DocketChange) {
      const { row } = await access.ready(principal, id, open, seen);
      if (row.state === 'assessed' && (opinion ?? '').trim() === '')
        throw invalidField('/opinion', '已出具的意见不能清空', 'an opinion that was given cannot be emptied');
      const known = (await dockets.measures([id])).map((measure) => measure.row);
      const asOfYear = (await runs.find(row.runId))?.asOfYear ?? row.year;
      const proposed = await measureCheck.rows({ major: { code: row.majorCode, level: row.level }, asOfYear }, measures, known);
      const now = clock();
      const changed = await changes.change(row, {
        ...{ from: open, set: { opinion: opinion?.trim() ?? null, changedAt: now }, measures: proposed },
        audit: record(
          { actor: principal.actor, requestId },
          now,
          'update',
          ['docket', id],
          { state: row.state, measures: measures.length },
          { measures: known.length },
        ),
      });
      if (!changed) throw stale();
      return reader.get(principal, id);
    },
    async move(id: string, { principal, requestId, seen }: Doing, { event, reason }: DocketMoveInput) {
      const { row } = await access.visible(principal, id);
      checkVersion(seen, row.version);
      const move = nextMove(docketWorkflow, row.state, { event, by: principal.role, reason });
      if (event === 'assess' && (row.opinion ?? '') === '')
        throw new ApiError('conflict', { zh: '请先写下规划意见，再出具', en: 'Write the opinion first: there is none to give' });
      const now = clock();
      const schools = event === 'ask' ? await dockets.offering(row.majorCode) : [];
      const told = schools.map((organisationId) => ({
        to: { organisationId, role: 'school' as const },
        kind: 'docket_hearing' as const,
        values: { year: row.year },
      }));
      const audit = record({ actor: principal.actor, requestId }, now, event, ['docket', id], { state: move.to }, { state: row.state });
      const step = { id, version: row.version, move, from: row.state, set: { changedAt: now }, at: now, actor: principal.actor, moveId: newId() };
      const moved = await changes.move({ ...step, reason: move.reason ? (reason?.trim() ?? null) : null }, { ...audit, tell: told });
      if (!moved) throw stale();
      return reader.get(principal, id);
    },
  };
}
