import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { resolveDocketStep, type DocketRow, type Resolved } from '../../db/repositories/docket-steps.ts';
import { moveStep } from '../../db/repositories/state-moves.ts';
import { clock, newId } from '../../server/runtime.ts';
import type { TestApp } from './app.ts';

/** What a meeting does with dockets, without the meeting. */
export function createMeeting({ db }: Pick<TestApp, 'db'>) {
  const { dockets } = db.schema;
  const actor = 'test';
  return {
    /** Puts a docket on an agenda or takes it off; false where it cannot be, or was changed meanwhile. */
    async move({ id, version, state }: Pick<DocketRow, 'id' | 'version' | 'state'>, event: 'schedule' | 'unschedule'): Promise<boolean> {
      const move = moveOf(docketWorkflow, state, event);
      if (!move) return false;
      const at = clock();
      const step = { workflow: docketWorkflow.name, id, version, move, from: state, set: { changedAt: at }, at, actor, moveId: newId() };
      const moved = await db.transaction(function* (tx) {
        return yield* moveStep(db, tx, dockets, step);
      });
      return moved !== undefined;
    },
    async resolve(resolved: Pick<Resolved, 'docketId' | 'version' | 'outcome'> & Partial<Resolved>): Promise<boolean> {
      const given = { resolutionId: newId(), resolutionNumber: '2026-1-03', decidedOn: '2026-11-22', reviewOn: '2026-11-22', at: clock(), actor, newId };
      const docket = await db.transaction(function* (tx) {
        return yield* resolveDocketStep(db, tx, { ...given, ...resolved });
      });
      return docket !== undefined;
    },
  };
}
