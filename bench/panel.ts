import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backtest, forecastNaive, forecastSeries, poolShrinkage, shrinkToNaive, type Forecast, type Series, type Shrinkage } from '../forecasting/index.ts';
import { referenceFolder } from './benchmark-sets.ts';

/**
 * Real demand and supply, five years ahead: United States occupational employment and two-year-college completions (public domain), |error| ÷ last value, beside naive.
 * Nothing here was used to learn the constants, and nothing after an origin enters its forecast. Classes are the first two digits of the code at one origin:
 * "gated" takes naive where the class has no skill, "shrunk" keeps the share of the engine's departure from naive that the class has earned.
 */
interface Panel {
  readonly name: string;
  readonly file: string;
  readonly origins: readonly number[];
  readonly value: string;
}
interface Case {
  readonly origin: number;
  readonly group: string;
  readonly series: Series;
  readonly last: number;
  readonly actual: number;
}
const YEARS_AHEAD = 5;
const SMALLEST = 20;
const panels: readonly Panel[] = [
  { name: 'occupations', file: 'employment_by_occupation.csv', origins: [2014, 2015, 2017, 2018], value: 'employment' },
  { name: 'completions', file: 'completions_by_programme.csv', origins: [2014, 2015, 2016, 2017, 2018], value: 'completions' },
];

/** Code, year and value of every line: code and year bound the title, which may hold commas. */
function readPanel({ file }: Panel): Map<string, Map<number, number>> {
  const series = new Map<string, Map<number, number>>();
  for (const line of readFileSync(join(referenceFolder, 'panels', 'us-national', file), 'utf8')
    .split(/\r?\n/)
    .slice(1)) {
    const [, code, year, value] = /^([^,]+),.*,(\d{4}),([\d.]+)$/.exec(line) ?? [];
    if (code === undefined) continue;
    const years = series.get(code) ?? new Map<number, number>();
    series.set(code, years.set(Number(year), Number(value)));
  }
  return series;
}

function* casesAt(origin: number, panel: Map<string, Map<number, number>>): Generator<Case> {
  for (const [code, years] of panel) {
    const actual = years.get(origin + YEARS_AHEAD);
    const last = years.get(origin);
    if (actual === undefined || last === undefined || last < SMALLEST) continue;
    const first = Math.min(...years.keys());
    const values = Array.from({ length: origin - first + 1 }, (_, index) => years.get(first + index) ?? null);
    yield { origin, group: code.slice(0, 2), series: { values }, last, actual };
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** Shrinkage of every case, from the classes of its own origin. */
function shrinkageOf(cases: readonly Case[]): Map<Case, Shrinkage> {
  const found = new Map<Case, Shrinkage>();
  for (const atOrigin of Map.groupBy(cases, (one) => one.origin).values()) {
    const classes = [...Map.groupBy(atOrigin, (one) => one.group).values()];
    const pooled = poolShrinkage(classes.map((members) => members.map((one) => backtest(one.series))));
    classes.forEach((members, index) => {
      for (const one of members) found.set(one, pooled[index]!);
    });
  }
  return found;
}

interface Outcome {
  readonly error: number;
  readonly inside80: number;
  readonly inside95: number;
}
function outcomeOf({ last, actual }: Case, { mean: path, lo80, hi80, lo95, hi95 }: Forecast): Outcome {
  const at = YEARS_AHEAD - 1;
  const inside = (low: number, high: number): number => Number(actual >= low && actual <= high);
  return { error: Math.abs(path[at]! - actual) / last, inside80: inside(lo80[at]!, hi80[at]!), inside95: inside(lo95[at]!, hi95[at]!) };
}

for (const panel of panels) {
  const series = readPanel(panel);
  const cases = panel.origins.flatMap((origin) => [...casesAt(origin, series)]);
  const shrinkages = shrinkageOf(cases);
  const results = cases.map((one) => {
    const raw = forecastSeries(one.series, YEARS_AHEAD, { scores: false });
    const plain = forecastNaive(one.series, YEARS_AHEAD);
    const shrinkage = shrinkages.get(one)!;
    const [engine, naive] = [outcomeOf(one, raw), outcomeOf(one, plain)];
    return { engine, naive, gated: shrinkage.slope > 0 ? engine : naive, shrunk: outcomeOf(one, shrinkToNaive(one.series, raw, shrinkage)), one, shrinkage };
  });
  const none = results.filter(({ shrinkage }) => (shrinkage.skill ?? 0) <= 0).length / results.length;
  console.log(`${panel.name}: ${results.length} forecasts, ${YEARS_AHEAD} years ahead, |error| ÷ last value; "no skill" said of ${percent(none)}`);
  for (const method of ['naive', 'engine', 'gated', 'shrunk'] as const) {
    const of = (key: keyof Outcome, some = results): number[] => some.map((result) => result[method][key]);
    const ratio = (some = results): string => (median(of('error', some)) / median(some.map(({ naive }) => naive.error))).toFixed(3);
    const byOrigin = panel.origins.map((origin) => `${origin} ${ratio(results.filter(({ one }) => one.origin === origin))}`);
    console.log(
      `  ${method.padEnd(7)} median ${percent(median(of('error')))}  mean ${percent(mean(of('error')))}  median ÷ naive ${ratio()} (${byOrigin.join(', ')})` +
        `  coverage of 95 %: ${percent(mean(of('inside95')))}, of 80 %: ${percent(mean(of('inside80')))}`,
    );
  }
}
