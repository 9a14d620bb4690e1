import { createDocketChangeRepository } from '../../db/repositories/docket-changes.ts';
import { createDocketOutcomeRepository } from '../../db/repositories/docket-outcomes.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { scoreDecision } from '../../forecasting/flags/docket-decision.ts';
import type { DocketReview } from '../../schemas/docket-reviews.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import type { Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

const actor = 'system';
function reviewing() {
  const move = moveOf(docketWorkflow, 'resolved', 'review');
  if (!move) throw new Error('a docket that is resolved needs a move "review"');
  return move;
}

/**
 * Holds decisions against what happened once the newest run knows every year of their window: the docket is reviewed by the system, and those who plan are told. Each docket once in its
 * life, because the move and the review are one step; a job that comes twice, or beside another, finds nothing left.
 */
export function createDocketReviewer({ db, clock, newId, logger }: WorkerContext): Handlers['reviewDockets'] {
  const outcomes = createDocketOutcomeRepository(db);
  const changes = createDocketChangeRepository(db);
  const runs = createRunRepository(db);
  const move = reviewing();

  async function review(docket: Awaited<ReturnType<typeof outcomes.passed>>[number]): Promise<boolean> {
    const found = await outcomes.decision(docket);
    const { outcome, complete } = scoreDecision(found);
    if (!complete) return false; // a year is not known on both sides: that is for people to say
    const now = clock();
    const { carriedOut, judged } = outcome;
    const told: DocketReview = { againstRunId: found.newestId, againstYear: found.later?.asOfYear ?? null, ...outcome, at: now.toISOString(), note: null, last: true, bySystem: true }; // prettier-ignore
    const after = { state: move.to, carriedOut, judged, againstRunId: found.newestId };
    const step = { id: docket.id, version: docket.version, from: docket.state, at: now, actor, moveId: newId() };
    const moved = await changes.move(
      { ...step, move, set: { review: told, changedAt: now } },
      {
        ...{ id: newId(), at: now, actor, action: 'review', entity: 'docket', entityId: docket.id, before: { state: docket.state }, after },
        tell: [{ to: { role: 'planner' }, kind: 'docket_scored', values: { year: docket.year, number: String(docket.number).padStart(3, '0'), judged } }],
      },
    );
    return moved !== undefined;
  }

  return async (_payload, { signal }) => {
    let reviewed = 0;
    for (const regionCode of await outcomes.regions()) {
      const newest = await runs.latest(regionCode);
      // a few queries for each, but each docket comes here once: afterwards it is reviewed
      for (const docket of newest ? await outcomes.passed(regionCode, newest.asOfYear) : []) {
        if (signal.aborted) return;
        if (await review(docket)) reviewed++;
      }
    }
    if (reviewed > 0) logger.info({ dockets: reviewed }, 'held decisions against what happened');
  };
}
