import type { Series } from '../series.ts';
import { occupationSeries } from './occupations.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';

/** A series that is forecast for its own sake; gaps are made of these. */
export interface BaseSeries extends Series {
  readonly side: 'occupation' | 'hires' | 'intake';
  /** Occupation code or programme id. */
  readonly code: string;
  readonly nature: 'stock' | 'flow';
  readonly firstYear: number;
  readonly values: readonly (number | null)[];
}

/**
 * Longest window any cell of the snapshot needs: max L + 3 years, L at least 4.
 * Source: docs/model.md, Forecasts: what is forecast and how far (L + 3).
 *
 * @param snapshot of the city
 * @returns years ahead
 * @example horizonOf({ programmes: [{ lengthYears: 5 }] }) // → 8
 */
export function horizonOf(snapshot: CitySnapshot): number {
  return Math.max(4, ...snapshot.programmes.map((programme) => programme.lengthYears)) + 3;
}

/**
 * Takes new students still: reported an intake for t0 and is not closed.
 * Source: docs/model.md, Forecasts: what is forecast and how far (L + 3).
 *
 * @param programme years oldest first
 * @param t0 newest reporting year
 * @returns true where it takes students in
 * @example isOpen({ years: [{ year: 2025, intake: 40 }], closedYear: 2025 }, 2025) // → false
 */
export function isOpen(programme: SnapshotProgramme, t0: number): boolean {
  const last = programme.years.at(-1);
  return last !== undefined && last.year === t0 && last.intake > 0 && (programme.closedYear === null || programme.closedYear > t0);
}

function intakeSeries(programme: SnapshotProgramme, t0: number): BaseSeries {
  const first = programme.years.find((year) => year.intake > 0)?.year ?? t0;
  const byYear = new Map(programme.years.map((year) => [year.year, year.intake]));
  const values = Array.from({ length: t0 - first + 1 }, (_, i) => byYear.get(first + i) ?? null);
  const breaks = programme.breaks.map((year) => year - first).filter((index) => index > 0 && index < values.length);
  return { side: 'intake', code: programme.id, nature: 'flow', kind: 'count', firstYear: first, values, breaks };
}

/**
 * All series to fit, in the order in which batches count them: occupations in code order, then intakes of open programmes.
 * Source: docs/model.md, Forecasts: what is forecast and how far (L + 3).
 *
 * @param snapshot of the city
 * @returns persons a year, oldest first; null is a year without a report
 * @example baseSeries({ asOfYear: 2025, parameters: {}, stockSpans: [], lastStocks: [], register: [], hires: [], programmes: [{ id: 'p', breaks: [], closedYear: null, years: [{ year: 2023, intake: 30 }, { year: 2025, intake: 40 }] }] })[0].values // → [30, null, 40]
 */
export function baseSeries(snapshot: CitySnapshot): BaseSeries[] {
  const occupations = occupationSeries(snapshot).map((series): BaseSeries => ({
    side: series.nature === 'stock' ? 'occupation' : 'hires',
    code: series.code,
    nature: series.nature,
    kind: 'measure',
    firstYear: series.firstYear,
    values: series.values,
    breaks: series.breaks,
  }));
  return [
    ...occupations,
    ...snapshot.programmes.filter((programme) => isOpen(programme, snapshot.asOfYear)).map((programme) => intakeSeries(programme, snapshot.asOfYear)),
  ];
}
