import type { createProgrammeChangeRepository } from '../../../db/repositories/programme-changes.ts';
import type { createSeatRepository } from '../../../db/repositories/seats.ts';
import { guardSeats, type SeatChange } from '../../../forecasting/flags/guard.ts';
import { seatSurvival } from '../../../forecasting/flags/seat-survival.ts';
import { seatsChanged } from '../../../schemas/adjustment-faults.ts';
import type { ChangeEvidence } from '../../../schemas/programme-changes.ts';

type Inputs = Awaited<ReturnType<ReturnType<typeof createSeatRepository>['guardInputs']>>;
export type Proposals = Awaited<ReturnType<ReturnType<typeof createProgrammeChangeRepository>['ofMajor']>>;
/** A proposal, or the measure the conference made of it, as seats a year from a year on. */
export interface Proposed {
  readonly id: string;
  readonly programmeId: string | null;
  readonly lengthYears: number | null;
  readonly fromYear: number;
  readonly seats: number;
  readonly approved: boolean;
}
interface GuardQuestion {
  readonly own: string;
  readonly majorCode: string;
  readonly level: string;
  /** t0 of the run, and what a seat is worth where the run knows nothing. */
  readonly asOfYear: number;
  readonly fallback: number;
}

/** Proposals that may come true: what was rejected or withdrawn is left out, what was decided counts as it was decided. */
export function proposalsThatCount(rows: Proposals): Proposed[] {
  const first = new Map(rows.toReversed().map((row) => [row.row.id, row]));
  return [...first.values()].reverse().flatMap(({ row, docketState, outcome, measure, lengthYears }): Proposed[] => {
    if (outcome === 'reject' || docketState === 'withdrawn' || docketState === 'rejected') return [];
    const approved = outcome === 'approve' || outcome === 'amend';
    const decided = approved && measure ? measure : row;
    return [{ id: row.id, programmeId: row.programmeId, lengthYears, fromYear: decided.fromYear, seats: seatsChanged(decided), approved }];
  });
}

/**
 * What is left of the gap if all proposals on a major are approved, by the guard of seats: a proposal is its seats in every entry year from its first on. Of
 * approved ones those that began by the run's t0 are in its intakes already. Seats that schools ask for one by one are not in it: they have a guard of their own.
 */
export function guardOf(proposed: readonly Proposed[], inputs: Inputs, { own, majorCode, level, asOfYear, fallback }: GuardQuestion): ChangeEvidence['guard'] {
  const rows = inputs.gaps.filter((gap) => gap.majorCode === majorCode);
  const window = rows.find((gap) => gap.span === 'total' && gap.window === 'decision');
  if (!window) return null;
  const usual = window.year - asOfYear - 1;
  const counted = proposed.filter(({ seats, approved, fromYear }) => seats !== 0 && !(approved && fromYear <= asOfYear));
  const survivalOf = (programmeId: string | null) => seatSurvival({ programmeId, majorCode, level }, inputs.survival, fallback);
  const changes = counted.flatMap(({ id, programmeId, lengthYears, fromYear, seats, approved }): SeatChange[] => {
    const first = Math.max(fromYear, asOfYear + 1) + (lengthYears ?? usual);
    const survival = survivalOf(programmeId).share;
    const status = approved ? ('approved' as const) : ('requested' as const);
    return Array.from({ length: Math.max(0, window.lastYear - first + 1) }, (_, i) => ({ school: id, year: first + i, seats, survival, status }));
  });
  const years = rows.filter((gap) => gap.span === 'year');
  const { window: sums } = guardSeats(years, window, changes);
  const mine = proposed.find(({ id }) => id === own);
  const survival = survivalOf(mine?.programmeId ?? null);
  const known = new Set(years.map(({ year }) => year));
  const ownGraduates = changes.reduce(
    (sum, { school, year, seats, survival: share }) => (school === own && year >= window.year && known.has(year) ? sum + seats * share : sum),
    0,
  );
  return {
    ...{ firstYear: window.year, lastYear: window.lastYear, gap: sums.gap, proposals: counted.length, approved: sums.approved, requested: sums.requested },
    ...{ afterApproved: sums.afterApproved, afterEveryone: sums.afterEveryone, overshoot: sums.overshoot, ownSeats: mine?.seats ?? 0, ownGraduates },
    recommended: sums.schools.find(({ school }) => school === own)?.recommended ?? 0,
    ...{ survival: survival.share, survivalSource: survival.source },
  };
}
