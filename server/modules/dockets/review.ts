import type { Principal } from '../../../db/repositories/access.ts';
import { createDocketChangeRepository } from '../../../db/repositories/docket-changes.ts';
import { createDocketOutcomeRepository } from '../../../db/repositories/docket-outcomes.ts';
import type { DocketRow } from '../../../db/repositories/docket-steps.ts';
import type { Json } from '../../../db/schema/runs.ts';
import { scoreDecision } from '../../../forecasting/flags/docket-decision.ts';
import type { DocketOutcome, DocketReview, DocketReviewInput } from '../../../schemas/docket-reviews.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createDocketAccess, type Doing } from './access.ts';
import { isOpenToNote } from './present.ts';
import { createDocketReader } from './read.ts';
import { readEvidence } from './told.ts';

/** Decisions held against what happened since. */
export function createDocketReviewService(context: ServerContext) {
  const { db, clock, newId } = context;
  const changes = createDocketChangeRepository(db);
  const outcomes = createDocketOutcomeRepository(db);
  const access = createDocketAccess(context);
  const reader = createDocketReader(context);
  const record = createRecorder(context);

  async function outcomeOf(row: DocketRow): Promise<DocketOutcome> {
    const found = await outcomes.decision(row);
    // as it was frozen; a proposal brings evidence of another kind: the rows of its run say the same
    const gaps = readEvidence(row.evidence)?.gaps ?? found.gaps;
    return { againstRunId: found.newestId, againstYear: found.later?.asOfYear ?? null, ...scoreDecision({ ...found, gaps }).outcome };
  }

  /** What the system found stays as it is; a word of people is added, once. */
  async function addNote(row: DocketRow, { principal, requestId }: Doing, { note, again }: DocketReviewInput) {
    const text = (note ?? '').trim();
    if (again !== undefined)
      throw invalidField('/again', '决策窗口各年均已有实际数据，不再另定复核日期', 'every year of the window is known: there is nothing to look at again');
    if (text === '') throw invalidField('/note', '请填写说明', 'needs some words');
    const now = clock();
    const review: DocketReview = { ...(row.review as unknown as DocketReview), note: text };
    const audit = record({ actor: principal.actor, requestId }, now, 'review_note', ['docket', row.id], { state: row.state });
    const stored = await changes.change(row, { from: ['reviewed'], set: { review: review, changedAt: now }, audit });
    if (!stored) throw stale();
    return reader.get(principal, row.id);
  }

  return {
    /** What a review would say now; nothing is stored. */
    async outcome(principal: Principal, id: string): Promise<DocketOutcome> {
      const { row } = await access.visible(principal, id);
      if (row.state === 'resolved' || row.state === 'reviewed') return outcomeOf(row);
      const { zh, en } = docketWorkflow.states[row.state];
      throw new ApiError('conflict', { zh: `此议题档案为「${zh}」，尚无可复核的决定`, en: `The docket is "${en}": there is no decision to look back at` });
    },
    /** Stores what the review found: the last word, or until the day it is looked at again; to what the system found, a note. */
    async review(id: string, { principal, requestId, seen }: Doing, input: DocketReviewInput) {
      const { note, again } = input;
      const { row } = await access.visible(principal, id);
      checkVersion(seen, row.version);
      const now = clock();
      if (isOpenToNote(row)) return addNote(row, { principal, requestId, seen }, input);
      const move = nextMove(docketWorkflow, row.state, { event: 'review', by: principal.role });
      if (row.reviewOn !== null && row.reviewOn > dayOf(now))
        throw new ApiError('conflict', { zh: `${row.reviewOn} 起方可复核`, en: `It is looked at again from ${row.reviewOn} on` });
      if (again !== undefined && again <= dayOf(now)) throw invalidField('/again', `须在 ${dayOf(now)} 之后`, `must be after ${dayOf(now)}, got ${again}`);
      const outcome = await outcomeOf(row);
      const review: DocketReview = { ...outcome, at: now.toISOString(), note: note?.trim() ?? null, last: again === undefined };
      const set = { review: review as unknown as Json, changedAt: now };
      const { carriedOut, judged, againstRunId } = outcome;
      const audit = (action: string, state: string) =>
        record({ actor: principal.actor, requestId }, now, action, ['docket', id], { state, carriedOut, judged, againstRunId }, { state: row.state });
      const step = { id, version: row.version, move, from: row.state, set, at: now, actor: principal.actor, moveId: newId() };
      const stored =
        again === undefined
          ? await changes.move(step, audit('review', move.to))
          : await changes.change(row, { from: ['resolved'], set: { ...set, reviewOn: again }, audit: audit('review_again', row.state) });
      if (!stored) throw stale();
      return reader.get(principal, id);
    },
  };
}
