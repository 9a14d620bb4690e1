import { ofOccupation } from '../../labour/group-parameters.ts';
import { openingsOf } from '../../labour/openings.ts';
import type { BaseRow } from '../../labour/results.ts';
import type { CitySnapshot } from '../../labour/snapshot.ts';
import type { Fact } from './fact.ts';

const horizons = [
  { years: 5, growth: 'growthRelative5', share: 'openingsShare5' },
  { years: 10, growth: 'growthRelative10', share: 'openingsShare10' },
] as const;

interface Forecast {
  readonly subject: Fact['subject'];
  readonly level: number;
  readonly employees: Float64Array;
}
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/**
 * Occupations known as stocks: fitted employment at t0, growth over a horizon ÷ the growth of all of them together, share of all openings. A horizon longer
 * than the run's forecast gives no figure, nor does growth where the whole shrinks (a ratio of it would say the opposite).
 * Source: docs/model.md, Published rules: employment, growth and openings of occupations.
 *
 * @param snapshot of the city
 * @param bases forecasts of base series, persons a year ahead
 * @returns figures of t0: employment in persons, the others shares and ratios
 * @example occupationFacts({ asOfYear: 2025, occupations: [{ code: 'a' }, { code: 'b' }] }, [{ side: 'occupation', code: 'a', level: 300, years: [] }, { side: 'occupation', code: 'b', level: 100, years: [] }]).map(({ value }) => value) // → [300, 0.75, 100, 0.25]
 */
export function occupationFacts(snapshot: CitySnapshot, bases: readonly BaseRow[]): Fact[] {
  const t0 = snapshot.asOfYear;
  const stocks = new Map(bases.filter(({ side }) => side === 'occupation').map((base) => [base.code, base]));
  const forecasts = snapshot.occupations.flatMap(({ code, name }): Forecast[] => {
    const base = stocks.get(code);
    if (!base) return [];
    const employees = Float64Array.from([base.level, ...base.years.map(({ mean }) => mean)]);
    return [{ subject: { kind: 'occupation', id: code, name, major: null, level: null }, level: base.level, employees }];
  });
  const total = sum(forecasts.map(({ level }) => level));
  if (total <= 0) return [];
  const facts: Fact[] = forecasts.flatMap(({ subject, level }) => [
    { subject, measure: 'employment' as const, year: t0, value: level },
    { subject, measure: 'employmentShare' as const, year: t0, value: level / total },
  ]);
  for (const { years, growth, share } of horizons) {
    if (forecasts.some(({ employees }) => employees.length <= years)) continue;
    const later = forecasts.map(({ employees }) => employees[years] ?? 0);
    const openings = forecasts.map(({ employees, subject }) =>
      sum(openingsOf(employees.slice(0, years + 1), ofOccupation(snapshot.parameters, 'sigma', subject.id)).total),
    );
    const [average, all] = [sum(later) / total - 1, sum(openings)];
    forecasts.forEach(({ subject, level }, i) => {
      if (average > 0 && level > 0) facts.push({ subject, measure: growth, year: t0, value: (later[i]! / level - 1) / average });
      if (all > 0) facts.push({ subject, measure: share, year: t0, value: openings[i]! / all });
    });
    const rates = openings.map((n, i) => n / Math.max(1, forecasts[i]!.level));
    const middle = median(rates);
    if (years === 5 && middle > 0)
      forecasts.forEach(({ subject }, i) => facts.push({ subject, measure: 'openingsRelative', year: t0, value: rates[i]! / middle }));
  }
  return facts;
}
