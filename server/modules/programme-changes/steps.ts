import type { Principal } from '../../../db/repositories/access.ts';
import type { Telling } from '../../../db/repositories/notifications.ts';
import { createProgrammeChangeRepository, type ChangeRow } from '../../../db/repositories/programme-changes.ts';
import { ConflictError } from '../../../db/errors.ts';
import type { Move } from '../../../schemas/workflow.ts';
import { programmeChangeWorkflow } from '../../../schemas/workflows/programme-change.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { stale, type Seen } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import type { Pack } from './evidence.ts';

export interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
interface Effect {
  readonly set: Partial<ChangeRow>;
  readonly tell: readonly Telling[];
  readonly reason: string | null;
}
/** Of dockets that are opened at once one gets the number; the others try the next. */
const attempts = 5;

/** Steps of a proposal, written with their records. */
export function createSteps(context: ServerContext) {
  const { db, clock, newId } = context;
  const changes = createProgrammeChangeRepository(db);
  const record = createRecorder(context);

  function stepOf(row: ChangeRow, move: Move<string, string>, { principal, requestId }: Doing, { set, tell, reason }: Effect) {
    const at = clock();
    const by = { actor: principal.actor, requestId };
    const audit = { ...record(by, at, move.on, ['programme_change', row.id], { state: move.to }, { state: row.state }), tell };
    const step = { workflow: programmeChangeWorkflow.name, id: row.id, version: row.version, move, from: row.state, at, actor: principal.actor };
    return { step: { ...step, set: { ...set, changedAt: at }, moveId: newId(), reason }, audit };
  }
  return {
    async take(row: ChangeRow, move: Move<string, string>, doing: Doing, effect: Effect) {
      const { step, audit } = stepOf(row, move, doing, effect);
      if (!(await changes.move(step, audit))) throw stale();
    },
    /** The docket carries the evidence as the school's proposal was submitted with it. */
    async docket(row: ChangeRow, move: Move<string, string>, doing: Doing) {
      const { runId, evidence, evidenceHash, regionCode, majorCode, level, schoolId, programmeId, change, fromYear, seatsBefore, seatsAfter, newName } = row;
      if (runId === null || evidence === null || evidenceHash === null)
        throw new ApiError('conflict', { zh: '此申请提交时还没有预测批次，证据不全：请退回，由学校在有批次后重新提交', en: 'The proposal was submitted before there was a run, so its evidence is not complete: return it, to be submitted again' }); // prettier-ignore
      const docketId = newId();
      const tell = [{ to: { organisationId: schoolId }, kind: 'change_docketed' as const, values: { year: fromYear } }];
      const { step, audit } = stepOf(row, move, doing, { set: { docketId }, tell, reason: null });
      const docket = {
        ...{ id: docketId, regionCode, year: step.at.getUTCFullYear(), origin: 'proposal' as const, changeId: row.id, runId, majorCode, level },
        ...{ flagClass: (evidence as unknown as Pack).gap?.flag ?? null, evidence, evidenceHash, simulated: row.simulated },
        ...{ createdBy: doing.principal.actor, createdAt: step.at },
      };
      const measure = { id: newId(), schoolId, programmeId, change, fromYear, seatsBefore, seatsAfter, newName, note: null };
      for (let attempt = 1; ; attempt++) {
        try {
          if (await changes.docket(step, docket, measure, audit)) return;
          throw stale();
        } catch (error) {
          if (!(error instanceof ConflictError) || attempt === attempts) throw error;
        }
      }
    },
  };
}
