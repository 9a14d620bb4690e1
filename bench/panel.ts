import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backtest, forecastSeries, poolSkill, type Series } from '../forecasting/index.ts';
import { referenceFolder } from './benchmark-sets.ts';

/**
 * Real demand and supply, five years ahead: United States occupational employment and two-year-college completions (public domain), |error| ÷ last value, beside naive.
 * Nothing here was used to learn the constants. "gated" takes naive where the skill pooled over the class (first two digits of the code) is not above 0.
 */
interface Panel {
  readonly name: string;
  readonly file: string;
  readonly origins: readonly number[];
  readonly value: string;
}
interface Case {
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
    yield { group: `${origin}|${code.slice(0, 2)}`, series: { values }, last, actual };
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

for (const panel of panels) {
  const series = readPanel(panel);
  const cases = panel.origins.flatMap((origin) => [...casesAt(origin, series)]);
  const skills = new Map<Case, number | null>();
  for (const group of Map.groupBy(cases, (one) => one.group).values()) {
    const pooled = poolSkill(group.map((one) => backtest(one.series)));
    group.forEach((one, index) => skills.set(one, pooled[index]!));
  }
  const errors = cases.map((one) => {
    const { mean: path, lo80, hi80, lo95, hi95 } = forecastSeries(one.series, YEARS_AHEAD, { scores: false });
    const at = YEARS_AHEAD - 1;
    const engine = Math.abs(path[at]! - one.actual) / one.last;
    const naive = Math.abs(one.last - one.actual) / one.last;
    const skilled = (skills.get(one) ?? 0) > 0;
    const inside = (low: number, high: number): number => Number(one.actual >= low && one.actual <= high);
    return {
      engine,
      naive,
      gated: skilled ? engine : naive,
      skilled: Number(skilled),
      inside80: inside(lo80[at]!, hi80[at]!),
      inside95: inside(lo95[at]!, hi95[at]!),
    };
  });
  const of = (pick: (one: (typeof errors)[number]) => number): number[] => errors.map(pick);
  console.log(`${panel.name}: ${errors.length} forecasts, ${YEARS_AHEAD} years ahead, |error| ÷ last value`);
  for (const method of ['engine', 'naive', 'gated'] as const) {
    const values = of((one) => one[method]);
    console.log(
      `  ${method.padEnd(7)} median ${percent(median(values))}  mean ${percent(mean(values))}  median ÷ naive ${(median(values) / median(of((one) => one.naive))).toFixed(3)}`,
    );
  }
  console.log(
    `  pooled skill above 0 in ${percent(mean(of((one) => one.skilled)))}; coverage of 95 %: ${percent(mean(of((one) => one.inside95)))}, of 80 %: ${percent(mean(of((one) => one.inside80)))}`,
  );
}
