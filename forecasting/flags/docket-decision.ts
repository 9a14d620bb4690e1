import { parameterDefinitions } from '../labour/parameters.ts';
import type { Level } from '../labour/snapshot.ts';
import { scoreDocket, type DecidedMeasure, type DecidedOn } from './docket-outcome.ts';
import { seatSurvival, type KnownSurvival } from './seat-survival.ts';

/** A gap of the run it was decided on: of a year, or of a window as a whole. */
export interface DecidedGap {
  readonly span: string;
  readonly window: string;
  readonly year: number;
  readonly lastYear: number;
  readonly gap: number | null;
  readonly lo80: number | null;
  readonly hi80: number | null;
}
/** What a run's series says of the years up to its t0. */
export interface KnownSeries {
  readonly firstYear: number;
  readonly history: readonly (number | null)[];
}
/** A decision with all that is known of it now, as rows hold it. */
export interface Decision {
  readonly majorCode: string;
  readonly level: Level;
  readonly flagClass: string | null;
  readonly gaps: readonly DecidedGap[];
  /** t0 of the run it was decided on; undefined where that run is gone. */
  readonly decidedAsOf: number | undefined;
  /** As resolved, in natural order, each with the school's programme of the major where it has one. */
  readonly measures: readonly (Omit<DecidedMeasure, 'school' | 'lengthYears' | 'survival' | 'intakes'> & {
    readonly schoolId: string;
    readonly programme: { readonly id: string; readonly lengthYears: number } | null;
    /** Reported intakes by year, persons. */
    readonly intakes: ReadonlyMap<number, number>;
  })[];
  /** The newest run of the city; undefined where there is none. */
  readonly later:
    | {
        readonly asOfYear: number;
        readonly parameters: Readonly<Record<string, number>>;
        readonly demand: KnownSeries | undefined;
        readonly supply: KnownSeries | undefined;
        /** Of the level, in natural order. */
        readonly survival: readonly KnownSurvival[];
      }
    | undefined;
}

const valueOf = (series: KnownSeries | undefined) => (year: number) => series?.history[year - series.firstYear] ?? null;

function decidedOn({ flagClass, gaps }: Decision): DecidedOn {
  const window = gaps.find(({ span, window: name }) => span === 'total' && name === 'decision');
  const years = gaps.flatMap(({ span, year, gap, lo80, hi80 }) =>
    span === 'year' && gap !== null && lo80 !== null && hi80 !== null ? [{ year, gap, lo80, hi80 }] : [],
  );
  return { flagClass, firstYear: window?.year ?? 1, lastYear: window?.lastYear ?? 0, years };
}

/**
 * A decision as rows hold it against what the newest run knows, see `scoreDocket`. A measure at a school without a programme takes the years from t0 to the first year of the window.
 * Source: docs/dockets.md: decisions are scored, not only forecasts.
 *
 * @param decision the docket of one major and what the newest run knows of it: years in ascending order, persons a year
 * @returns the outcome, and whether every year of the decision window has come to pass with both sides known
 * @example scoreDecision({ majorCode: 'm', level: 'associate', flagClass: 'expand', decidedAsOf: 2023, measures: [], gaps: [{ span: 'total', window: 'decision', year: 2024, lastYear: 2024, gap: 9, lo80: 1, hi80: 17 }], later: { asOfYear: 2024, parameters: {}, demand: { firstYear: 2024, history: [50] }, supply: { firstYear: 2024, history: [40] }, survival: [] } }).complete // → true
 */
export function scoreDecision(decision: Decision) {
  const { majorCode, level, decidedAsOf, measures, later } = decision;
  const decided = decidedOn(decision);
  const usual = decidedAsOf === undefined ? 3 : Math.max(decided.firstYear - decidedAsOf - 1, 1);
  const fallback = later?.parameters['seatSurvival'] ?? parameterDefinitions.seatSurvival.default;
  const scored = measures.map(({ programme, schoolId, ...measure }): DecidedMeasure => {
    const seat = { programmeId: programme?.id ?? null, majorCode, level };
    const survival = seatSurvival(seat, later?.survival ?? [], fallback).share;
    return { ...measure, school: schoolId, lengthYears: programme?.lengthYears ?? usual, survival };
  });
  // nobody ever reported graduates of it: there are none, which is something else than not knowing
  const unoffered = later?.supply?.history.every((value) => value === null) ?? false;
  const supply = unoffered ? () => 0 : valueOf(later?.supply);
  const outcome = scoreDocket(decided, scored, later && { asOfYear: later.asOfYear, demand: valueOf(later.demand), supply });
  const length = decided.lastYear - decided.firstYear + 1;
  return { outcome, complete: length > 0 && outcome.observedYears === length };
}
