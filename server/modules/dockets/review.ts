import type { Principal } from '../../../db/repositories/access.ts';
import { createDocketChangeRepository } from '../../../db/repositories/docket-changes.ts';
import { createDocketEvidenceRepository } from '../../../db/repositories/docket-evidence.ts';
import type { DocketRow } from '../../../db/repositories/docket-steps.ts';
import { createDocketRepository } from '../../../db/repositories/dockets.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Json } from '../../../db/schema/runs.ts';
import { scoreDocket, type DecidedMeasure, type DecidedOn } from '../../../forecasting/flags/docket-outcome.ts';
import { seatSurvival } from '../../../forecasting/flags/seat-survival.ts';
import { parameterDefinitions } from '../../../forecasting/labour/parameters.ts';
import type { DocketEvidence } from '../../../schemas/docket-evidence.ts';
import type { DocketOutcome, DocketReview, DocketReviewInput } from '../../../schemas/docket-reviews.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, invalidField } from '../../errors.ts';
import { checkVersion, stale } from '../../plugins/versions.ts';
import { createRecorder } from '../../recording.ts';
import { nextMove } from '../../workflow.ts';
import { createDocketAccess, type Doing } from './access.ts';
import { createDocketReader } from './read.ts';
import { readEvidence } from './told.ts';

type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
type Series = Awaited<ReturnType<ReturnType<typeof createDocketEvidenceRepository>['series']>>['demand'];
type GapRow = Pick<DocketEvidence['gaps'][number], 'span' | 'window' | 'year' | 'lastYear' | 'gap' | 'lo80' | 'hi80'>;

/** What a run's own series says of a year up to its t0. */
const historyOf = (found: Series) => (year: number) => found?.series.history[year - found.series.firstYear] ?? null;

function decidedOn(flagClass: string | null, rows: readonly GapRow[]): DecidedOn {
  const window = rows.find(({ span, window: name }) => span === 'total' && name === 'decision');
  const years = rows.flatMap(({ span, year, gap, lo80, hi80 }) =>
    span === 'year' && gap !== null && lo80 !== null && hi80 !== null ? [{ year, gap, lo80, hi80 }] : [],
  );
  return { flagClass, firstYear: window?.year ?? 1, lastYear: window?.lastYear ?? 0, years };
}

/** Decisions held against what happened since. */
export function createDocketReviewService(context: ServerContext) {
  const { db, clock, newId } = context;
  const dockets = createDocketRepository(db);
  const changes = createDocketChangeRepository(db);
  const evidence = createDocketEvidenceRepository(db);
  const runs = createRunRepository(db);
  const access = createDocketAccess(context);
  const reader = createDocketReader(context);
  const record = createRecorder(context);

  /** Measures with what schools reported since, and how many of a seat become supply. */
  async function measuresOf(row: DocketRow, decided: DecidedOn, [basis, later]: readonly [Run | undefined, Run | undefined]): Promise<DecidedMeasure[]> {
    const measures = (await dockets.measures([row.id])).map((measure) => measure.row);
    const ids = [...new Set(measures.map(({ schoolId }) => schoolId))];
    const intakes = await dockets.intakes(row.majorCode, ids);
    const places = new Map((await dockets.schools(ids, row.majorCode)).map((place) => [place.school.id, place.programme]));
    const known = later ? await dockets.survival(later.id, row.level) : [];
    const fallback = later?.parameters['seatSurvival'] ?? parameterDefinitions.seatSurvival.default;
    const usual = basis ? Math.max(decided.firstYear - basis.asOfYear - 1, 1) : 3;
    return measures.map(({ id, schoolId, change, fromYear, seatsBefore, seatsAfter }) => {
      const programme = places.get(schoolId);
      const seat = { programmeId: programme?.id ?? null, majorCode: row.majorCode, level: row.level };
      return {
        ...{ id, school: schoolId, change, fromYear, seatsBefore, seatsAfter, lengthYears: programme?.lengthYears ?? usual },
        ...{ survival: seatSurvival(seat, known, fallback).share, intakes: intakes.get(schoolId) ?? new Map<number, number>() },
      };
    });
  }
  async function outcomeOf(row: DocketRow): Promise<DocketOutcome> {
    const basis = await runs.find(row.runId);
    const later = await runs.latest(row.regionCode);
    // a proposal brings evidence of another kind: the rows of its run say the same
    const frozen = readEvidence(row.evidence)?.gaps ?? (basis ? await evidence.gaps(basis.id, row.majorCode) : []);
    const decided = decidedOn(row.flagClass, frozen);
    const series = later ? await evidence.series(later, row.majorCode) : { demand: undefined, supply: undefined };
    // nobody ever reported graduates of it: there are none, which is something else than not knowing
    const unoffered = series.supply?.series.history.every((value) => value === null) ?? false;
    const supply = unoffered ? () => 0 : historyOf(series.supply);
    const known = later && { asOfYear: later.asOfYear, demand: historyOf(series.demand), supply };
    const scored = scoreDocket(decided, await measuresOf(row, decided, [basis, later]), known);
    return { againstRunId: later?.id ?? null, againstYear: later?.asOfYear ?? null, ...scored };
  }

  return {
    /** What a review would say now; nothing is stored. */
    async outcome(principal: Principal, id: string): Promise<DocketOutcome> {
      const { row } = await access.visible(principal, id);
      if (row.state === 'resolved' || row.state === 'reviewed') return outcomeOf(row);
      const { zh, en } = docketWorkflow.states[row.state];
      throw new ApiError('conflict', { zh: `此议题档案为「${zh}」，尚无可复核的决定`, en: `The docket is "${en}": there is no decision to look back at` });
    },
    /** Stores what the review found: the last word, or until the day it is looked at again. */
    async review(id: string, { principal, requestId, seen }: Doing, { note, again }: DocketReviewInput) {
      const { row } = await access.visible(principal, id);
      checkVersion(seen, row.version);
      const now = clock();
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
