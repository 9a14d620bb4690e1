import type { Principal } from '../../../db/repositories/access.ts';
import type { createDocketRepository, DocketHead } from '../../../db/repositories/dockets.ts';
import type { createStateMoveRepository } from '../../../db/repositories/state-moves.ts';
import type { Docket, DocketStep, DocketSummary, Measure } from '../../../schemas/dockets.ts';
import type { DocketReview } from '../../../schemas/docket-reviews.ts';
import { planningEvents } from '../../../schemas/dockets.ts';
import { flagClasses } from '../../../schemas/vocabulary.ts';
import { movesFrom } from '../../../schemas/workflow.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { seesAll } from '../../disclosure/readers.ts';

type Dockets = ReturnType<typeof createDocketRepository>;
export type MeasureShown = Awaited<ReturnType<Dockets['measures']>>[number];
type Reply = Awaited<ReturnType<Dockets['replies']>>[number];
type MoveRow = Awaited<ReturnType<ReturnType<typeof createStateMoveRepository>['page']>>['items'][number];

const flagClassOf = (name: string | null) => flagClasses.find((one) => one === name) ?? null;
export const isDue = ({ state, reviewOn }: Pick<DocketHead, 'state' | 'reviewOn'>, today: string): boolean =>
  state === 'resolved' && reviewOn !== null && reviewOn <= today;

/** Reviewed by the system, and nobody has said yet what the numbers do not say. */
export const isOpenToNote = ({ state, review }: Pick<DocketHead, 'state' | 'review'>): boolean => {
  const found = review as unknown as DocketReview | null;
  return state === 'reviewed' && found?.bySystem === true && found.note === null;
};

export function presentMeasure({ row, schoolName }: MeasureShown): Measure {
  const { id, schoolId, programmeId, change, fromYear, seatsBefore, seatsAfter, newName, note } = row;
  return { id, schoolId, schoolName, programmeId, change, fromYear, seatsBefore, seatsAfter, newName, note };
}

export function presentSummary(row: DocketHead, majorName: string, measures: readonly MeasureShown[], today: string): DocketSummary {
  const { id, regionCode, year, number, origin, changeId, runId, majorCode, level, state, version, outcome, resolutionNumber, decidedOn, reviewOn } = row;
  return {
    ...{ id, regionCode, year, number, origin, changeId, runId, majorCode, majorName, level, flagClass: flagClassOf(row.flagClass), state, version },
    ...{ outcome, resolutionNumber, decidedOn, reviewOn, reviewDue: isDue(row, today), measures: measures.map(presentMeasure), simulated: row.simulated },
    ...{ createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
  };
}

/** What a caller can do with it through these routes: the conference has its own. */
export function canDo({ role }: Principal, row: Pick<DocketHead, 'state' | 'reviewOn' | 'review'>, today: string): Docket['can'] {
  if (isOpenToNote(row)) return docketWorkflow.moves.some(({ on, by }) => on === 'review' && by.some((one) => one === role)) ? ['review'] : [];
  const ours = new Set<string>(planningEvents);
  const early = row.reviewOn !== null && row.reviewOn > today;
  return movesFrom(docketWorkflow, row.state, role).flatMap(({ on }) => (ours.has(on) || (on === 'review' && !early) ? [on] : []));
}

export function presentReply({ row: { id, schoolId, kind, state, text, doneBy, sentAt }, schoolName }: Reply): Docket['replies'][number] {
  return { id, schoolId, schoolName, kind, state, text, doneBy, sentAt: sentAt?.toISOString() ?? null };
}

/** Who moved it and why is told to those who plan. */
export function presentStep({ id, event, from, to, at, actor, reason }: MoveRow, principal: Principal, names: ReadonlyMap<string, string>): DocketStep {
  const all = seesAll(principal);
  const move = docketWorkflow.moves.find(({ on }) => on === event);
  if (!move) throw new Error(`a docket needs moves of its workflow, got ${event}`);
  return {
    ...{ id, event: move.on, from: from as DocketStep['from'], to: to as DocketStep['to'], at: at.toISOString() },
    ...(all ? { actor, actorName: names.get(actor) ?? null, reason } : { actor: null, actorName: null, reason: null }),
  };
}
