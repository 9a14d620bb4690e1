import { scoreDirection, type Direction } from '../evaluation/directions.ts';

export type CarriedOut = 'yes' | 'partly' | 'no' | 'not_yet' | 'unread';
export type Judgement = 'right' | 'wrong' | 'undecided';
export type Change = 'new' | 'expand' | 'reduce' | 'suspend' | 'resume' | 'rename' | 'close' | 'keep';
export interface DecidedMeasure {
  readonly id: string;
  readonly school: string;
  readonly change: Change;
  /** First year of intake it holds for. */
  readonly fromYear: number;
  readonly seatsBefore: number | null;
  readonly seatsAfter: number | null;
  /** Years from intake to graduation. */
  readonly lengthYears: number;
  /** Share of a seat that graduates and supplies the city, in [0, 1]. */
  readonly survival: number;
  /** Reported intakes by year, persons. */
  readonly intakes: ReadonlyMap<number, number>;
}
/** What was forecast then, and the years its flag speaks for. */
export interface DecidedOn {
  readonly flagClass: string | null;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly years: readonly { readonly year: number; readonly gap: number; readonly lo80: number; readonly hi80: number }[];
}
/** What a later run knows of the major; null where it does not. */
export interface KnownLater {
  readonly asOfYear: number;
  readonly demand: (year: number) => number | null;
  readonly supply: (year: number) => number | null;
}

/** Shares of a decided change: intakes are lower than seats as a rule (fulfilment), so most of it is all of it. A judgement. */
const most = 0.8;
const some = 0.2;

const graded = (share: number): CarriedOut => (share >= most ? 'yes' : share >= some ? 'partly' : 'no');

const opens = (change: Change) => change === 'new' || change === 'resume';
const ends = (change: Change) => change === 'suspend' || change === 'close';

/** How far one measure was carried out, by an intake reported for a year it holds for. */
function gradeOf({ change, seatsBefore: before, seatsAfter: after }: DecidedMeasure, reported: number): CarriedOut {
  if (opens(change)) return graded(after === null || after === 0 ? Math.sign(reported) : reported / after);
  if (ends(change) && reported === 0) return 'yes';
  if (before === null) return ends(change) ? 'no' : 'unread';
  if (ends(change)) return before > 0 && 1 - reported / before >= some ? 'partly' : 'no';
  if (change === 'keep') return graded(1 - Math.abs(reported - before) / Math.max(before, 1));
  return after === null || after === before ? 'unread' : graded((reported - before) / (after - before));
}

/** One word for several measures; those that intakes cannot tell say nothing. */
function together(words: readonly CarriedOut[]): CarriedOut {
  const told = words.filter((word) => word !== 'unread');
  if (told.length === 0) return 'unread';
  const [first] = told;
  return first !== undefined && told.every((word) => word === first) ? first : 'partly';
}

/** Seats a measure adds (takes away: below 0). */
function netSeats({ change, seatsBefore, seatsAfter }: DecidedMeasure): number {
  if (change === 'rename' || change === 'keep') return 0;
  const before = opens(change) ? 0 : (seatsBefore ?? 0);
  return (ends(change) ? 0 : (seatsAfter ?? before)) - before;
}

/** What a decision stood for: more places or fewer, as its measures add up; without any, as its flag said. */
function classOf(flagClass: string | null, measures: readonly DecidedMeasure[]): string {
  const net = measures.reduce((sum, measure) => sum + netSeats(measure), 0);
  return net > 0 ? 'expand' : net < 0 ? 'reduce' : (flagClass ?? 'maintain');
}

/** Graduates that measures added (taken away: below 0) in a year: Σ (reported intake − seats before) × survival, of the intake that graduates then. */
const effectIn = (year: number, measures: readonly DecidedMeasure[]): number =>
  measures.reduce((sum, { fromYear, lengthYears, seatsBefore, change, survival, intakes }) => {
    const reported = year - lengthYears < fromYear ? undefined : intakes.get(year - lengthYears);
    const before = opens(change) ? 0 : seatsBefore;
    return reported === undefined || before === null || change === 'rename' ? sum : sum + (reported - before) * survival;
  }, 0);

/**
 * A decision against what happened. Carried out: of each measure the share of the decided change that the newest reported intake shows, yes from 0.8, partly from 0.2. Judged: its
 * direction (the sign of its seats, else its flag's) against ΣD − (ΣS − effect) over the years of the decision window that have come to pass, effect = graduates its measures made,
 * because a decision that works closes the very gap it was taken for. Source: the share of right directions (see `scoreDirection`).
 *
 * @param decided flag, window and yearly forecasts (persons) of the run it was decided on
 * @param measures as resolved, in natural order
 * @param later the newest run that knows more; undefined where there is none
 * @returns a verdict with the numbers it rests on
 * @example scoreDocket({ flagClass: 'expand', firstYear: 2024, lastYear: 2026, years: [] }, [], { asOfYear: 2024, demand: () => 50, supply: () => 40 }).judged // → 'right'
 */
export function scoreDocket(decided: DecidedOn, measures: readonly DecidedMeasure[], later: KnownLater | undefined) {
  const found = measures.map((measure) => {
    const years = [...measure.intakes.keys()].filter((year) => year >= measure.fromYear);
    const year = years.length === 0 ? null : Math.max(...years);
    const reported = year === null ? null : (measure.intakes.get(year) ?? null);
    const word: CarriedOut = measure.change === 'rename' ? 'unread' : reported === null ? 'not_yet' : gradeOf(measure, reported);
    return { id: measure.id, schoolId: measure.school, change: measure.change, year, reported, carriedOut: word };
  });
  const known = (of: (year: number) => number | null) => (year: number) => (later && year <= later.asOfYear ? of(year) : null);
  const [demand, supply] = [known((year) => later?.demand(year) ?? null), known((year) => later?.supply(year) ?? null)];
  const without = (year: number) => {
    const came = supply(year);
    return came === null ? null : Math.max(came - effectIn(year, measures), 0);
  };
  const window = { class: classOf(decided.flagClass, measures), firstYear: decided.firstYear, lastYear: decided.lastYear };
  const { direction, observedYears, demand: wanted, supply: withoutMeasures, outcome } = scoreDirection(window, demand, without);
  const judged: Judgement = outcome === 'hit' ? 'right' : outcome === 'miss' ? 'wrong' : 'undecided';
  const passed = decided.years.filter(({ year }) => later !== undefined && year <= later.asOfYear);
  return {
    ...{ carriedOut: together(found.map((one) => one.carriedOut)), measures: found, direction: direction satisfies Direction, judged, observedYears },
    ...{ demand: wanted, supply: observedYears === 0 ? null : scoreDirection(window, demand, supply).supply, withoutMeasures },
    years: passed.map(({ year, gap, lo80, hi80 }) => {
      const [d, s] = [demand(year), supply(year)];
      const inWindow = year >= decided.firstYear && year <= decided.lastYear;
      return {
        year,
        inWindow,
        forecast: gap,
        lo80,
        hi80,
        demand: d,
        supply: s,
        gap: d === null || s === null ? null : d - s,
        effect: effectIn(year, measures),
      };
    }),
  };
}
