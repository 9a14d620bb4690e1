import { eq } from 'drizzle-orm';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { openDocketStep, resolveDocketStep, type DocketRow, type Resolved } from '../../db/repositories/docket-steps.ts';
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

/** A docket with a measure at a school, on a major that no school offers, where the test has no run. */
export async function addDocket({ db }: Pick<TestApp, 'db'>, schoolId: string, state: DocketRow['state']): Promise<string> {
  const { majors, programmes, organisations, dockets } = db.schema;
  const offered = new Set((await db.query.select({ code: programmes.majorCode }).from(programmes)).map(({ code }) => code));
  const major = (await db.query.select().from(majors)).find(({ code }) => !offered.has(code));
  const [school] = await db.query.select().from(organisations).where(eq(organisations.id, schoolId));
  if (!major || !school) throw new Error(`a docket needs a major nobody offers and a school, got ${schoolId}`);
  const [id, now] = [newId(), clock()];
  const origin = { regionCode: school.regionCode, year: now.getUTCFullYear(), origin: 'flag' as const, changeId: null, runId: 'none' };
  const about = { majorCode: major.code, level: major.level, flagClass: 'new', evidence: {}, evidenceHash: 'none' };
  const measure = { id: newId(), schoolId, programmeId: null, change: 'new' as const, fromYear: origin.year + 1 };
  await db.transaction(function* (tx) {
    yield* openDocketStep(db, tx, { id, ...origin, ...about, simulated: false, createdBy: 'test', createdAt: now }, [
      { ...measure, seatsBefore: null, seatsAfter: 40, newName: null, note: null },
    ]);
  });
  await db.query.update(dockets).set({ state }).where(eq(dockets.id, id));
  return id;
}
