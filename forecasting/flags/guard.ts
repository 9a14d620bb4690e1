import { shareOut, type Asked } from './share-out.ts';

/** One graduation year of a major's gap, persons; positive is shortage. */
export interface GuardYear {
  readonly year: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
}
/** Seats more (or fewer) than the forecast intake, of one school and one entry year, read by the year its students graduate. */
export interface SeatChange {
  readonly school: string;
  /** Graduation year: entry year + length of the programme. */
  readonly year: number;
  /** Whole seats, may be negative. */
  readonly seats: number;
  /** Share of a seat that reaches graduation, in (0, 1]. */
  readonly survival: number;
  readonly status: 'requested' | 'approved';
}
export interface SchoolShare {
  readonly school: string;
  /** Seats. */
  readonly approved: number;
  readonly requested: number;
  /** Seats, between 0 and what the school asks. */
  readonly recommended: number;
}
export interface GuardSums extends GuardYear {
  /** Survivors of the seats, persons. */
  readonly approved: number;
  readonly requested: number;
  readonly recommended: number;
  readonly afterApproved: number;
  readonly afterEveryone: number;
  readonly afterRecommended: number;
  /** What is asked goes past what remains (or away from it). */
  readonly overshoot: boolean;
  readonly schools: readonly SchoolShare[];
}
export interface GuardAnswer {
  readonly years: readonly GuardSums[];
  readonly window: GuardSums;
  /** Changes of graduation years the run says nothing about: listed, never guessed. */
  readonly beyond: readonly SeatChange[];
}

/** Requests past what remains, or away from it. */
function overshoots(remaining: number, requested: number): boolean {
  return requested > Math.max(0, remaining) || requested < Math.min(0, remaining);
}

function sumBySchool(changes: readonly SeatChange[], status: SeatChange['status']): Asked[] {
  const bySchool = Map.groupBy(
    changes.filter((change) => change.status === status),
    ({ school }) => school,
  );
  return [...bySchool].map(([school, own]) => {
    const seats = own.reduce((sum, change) => sum + change.seats, 0);
    const survivors = own.reduce((sum, change) => sum + change.seats * change.survival, 0);
    // seats that cancel out leave nothing to share, whatever their survival
    return { school, seats, survivors: seats === 0 || Math.sign(survivors) !== Math.sign(seats) ? 0 : survivors };
  });
}
const survivorsOf = (changes: readonly SeatChange[], status: SeatChange['status']) =>
  changes.reduce((sum, change) => (change.status === status ? sum + change.seats * change.survival : sum), 0);

/** One year. `room` is what may be shared out: what remains of the year, and of its window. */
function guardYear(year: GuardYear, changes: readonly SeatChange[], room: number): GuardSums {
  const approvedBy = new Map(sumBySchool(changes, 'approved').map((asked) => [asked.school, asked.seats]));
  const asked = sumBySchool(changes, 'requested').filter(({ survivors }) => survivors !== 0);
  const shares = shareOut(room, asked);
  const askedBy = new Map(asked.map((item) => [item.school, item]));
  const approved = survivorsOf(changes, 'approved');
  const requested = survivorsOf(changes, 'requested');
  const recommended = asked.reduce((sum, { school, seats, survivors }) => sum + ((shares.get(school) ?? 0) * survivors) / seats, 0);
  const afterApproved = year.gap - approved;
  return {
    ...year,
    ...{ approved, requested, recommended, afterApproved },
    ...{ afterEveryone: afterApproved - requested, afterRecommended: afterApproved - recommended, overshoot: overshoots(afterApproved, requested) },
    schools: [...new Set(changes.map(({ school }) => school))]
      .sort((a, b) => (a < b ? -1 : 1))
      .map((school) => ({
        ...{ school, approved: approvedBy.get(school) ?? 0, requested: askedBy.get(school)?.seats ?? 0 },
        recommended: shares.get(school) ?? 0,
      })),
  };
}

function windowSums(window: GuardYear, years: readonly GuardSums[]): GuardSums {
  const sum = (of: (year: GuardSums) => number) => years.reduce((total, year) => total + of(year), 0);
  const [approved, requested, recommended] = [sum((y) => y.approved), sum((y) => y.requested), sum((y) => y.recommended)];
  const schools = Map.groupBy(
    years.flatMap((year) => year.schools),
    ({ school }) => school,
  );
  const afterApproved = window.gap - approved;
  return {
    ...window,
    ...{ approved, requested, recommended, afterApproved },
    ...{ afterEveryone: afterApproved - requested, afterRecommended: afterApproved - recommended, overshoot: overshoots(afterApproved, requested) },
    schools: [...schools].map(([school, own]) => {
      const total = (of: (share: SchoolShare) => number) => own.reduce((n, share) => n + of(share), 0);
      return { school, approved: total((s) => s.approved), requested: total((s) => s.requested), recommended: total((s) => s.recommended) };
    }),
  };
}

/**
 * Simultaneous-expansion guard: what is left of a gap when everybody acts on it at once, and each school's share of what is left. Schools that all answer the
 * same shortage make the next surplus (the cobweb: Ezekiel 1938; for graduates Freeman 1976), because seats fill L years before their students are on the market.
 *
 * For a graduation year y: approved A = Σ seats·survival of approved changes, remaining R = gap − A, after everyone R − Σ requested·survival. Who asks in
 * the direction of R gets a proportional share of it (shareOut), who asks against it 0. Inside the decision window the years share the window's remaining
 * gap too: R(y) counts only in the window's direction, scaled by min(1, |R_window| ÷ Σ|R(y)|), so that years never add to more than the window.
 *
 * Cohorts already enrolled are in the gap itself; give only changes of entry years after the run's t0, or they count twice.
 * Source: docs/model.md, Seats: after everyone acts; the cobweb it guards against, Ezekiel (1938), docs/expansion.md.
 *
 * @param years gap of each graduation year with its 80 % interval, persons, any order
 * @param window the decision window: first and last year, and its gap with interval (from paths, not the sum of yearly intervals)
 * @param changes seats of all schools of the major
 * @returns per year and for the window: survivors, gaps after approved, everyone and the recommendation, and seats by school
 * @example guardSeats([{ year: 2029, gap: 30 }], { year: 2029, lastYear: 2029, gap: 30 }, ['a', 'b'].map((school) => ({ school, year: 2029, seats: 40, survival: 1, status: 'requested' }))).years[0].schools.map(({ recommended }) => recommended) // → [15, 15]
 */
export function guardSeats(years: readonly GuardYear[], window: GuardYear & { readonly lastYear: number }, changes: readonly SeatChange[]): GuardAnswer {
  const byYear = Map.groupBy(changes, ({ year }) => year);
  const inWindow = ({ year }: { readonly year: number }) => year >= window.year && year <= window.lastYear;
  const known = new Set(years.map(({ year }) => year));
  const left = (year: GuardYear) => year.gap - survivorsOf(byYear.get(year.year) ?? [], 'approved');
  const ofWindow = years.filter(inWindow).map(left);
  const remaining =
    window.gap -
    survivorsOf(
      changes.filter((change) => inWindow(change) && known.has(change.year)),
      'approved',
    );
  const alike = ofWindow.reduce((sum, value) => (Math.sign(value) === Math.sign(remaining) ? sum + Math.abs(value) : sum), 0);
  const scale = alike === 0 ? 0 : Math.min(1, Math.abs(remaining) / alike);
  const roomOf = (year: GuardYear) => {
    const own = left(year);
    if (!inWindow(year)) return own;
    return Math.sign(own) === Math.sign(remaining) ? own * scale : 0;
  };
  const answers = years.toSorted((a, b) => a.year - b.year).map((year) => guardYear(year, byYear.get(year.year) ?? [], roomOf(year)));
  const { lastYear: _last, ...totals } = window;
  return { years: answers, window: windowSums(totals, answers.filter(inWindow)), beyond: changes.filter(({ year }) => !known.has(year)) };
}
