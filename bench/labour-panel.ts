import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelCity } from '../forecasting/labour/city.ts';
import { crosswalkWeights } from '../forecasting/labour/crosswalk.ts';
import { fitBases } from '../forecasting/labour/fit-bases.ts';
import { panelSnapshot, type LabourPanel } from '../forecasting/labour/panel.ts';
import { resolveParameters } from '../forecasting/labour/parameters.ts';
import { parseCompletions, parseEmployment, parsePanelLinks } from '../intake/panel/index.ts';
import { referenceFolder } from './benchmark-sets.ts';

/**
 * `npm run bench:labour`: the whole model on United States totals (occupational employment, completions of two-year colleges, official links; public domain) with every parameter at
 * its default, and the rank of what it said against what came. Window: graduates of the three years after the next (t0+2 … t0+4), that is completions of t0+1 … t0+3.
 */
const folder = join(referenceFolder, 'panels', 'us-national');
const origins = [2014, 2015, 2017, 2018];
const { parameters } = resolveParameters({});

function readPanel(): LabourPanel {
  const rows = <Row>(name: string, parse: (text: string) => { readonly rows: Row[]; readonly errors: readonly unknown[] }): Row[] => {
    const read = parse(readFileSync(join(folder, name), 'utf8'));
    if (read.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(read.errors[0])}`);
    return read.rows;
  };
  return {
    region: 'US',
    employment: rows('employment_by_occupation.csv', parseEmployment),
    completions: rows('completions_by_programme.csv', parseCompletions),
    links: rows('crosswalk_cip2020_soc2018.csv', parsePanelLinks),
  };
}

/** Value by code and year; a single missing year lies on the line between its neighbours. */
function lookUp<T extends { readonly year: number }>(rows: readonly T[], codeOf: (row: T) => string, valueOf: (row: T) => number) {
  const known = new Map(rows.map((row) => [`${codeOf(row)}|${row.year}`, valueOf(row)]));
  const at = (code: string, year: number): number | undefined => known.get(`${code}|${year}`);
  return (code: string, year: number): number | undefined => {
    const [before, after] = [at(code, year - 1), at(code, year + 1)];
    return at(code, year) ?? (before !== undefined && after !== undefined ? (before + after) / 2 : undefined);
  };
}

const ranks = (values: readonly number[]): number[] => {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const rank = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to++;
    for (let i = from; i <= to; i++) rank[order[i]!] = (from + to) / 2; // ties share their mean rank
    from = to + 1;
  }
  return rank;
};
/** Spearman's rank correlation: Pearson's of the ranks. */
function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const middle = (a.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [dx, dy] = [x[i]! - middle, y[i]! - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

interface Outcome {
  /** log r of the model, of "nothing changes", and as it came. */
  readonly model: number;
  readonly naive: number;
  readonly came: number;
  /** log change, three years' mean against t0, of completions, and of the openings' employment. */
  readonly completions: number;
  readonly employment: number;
}

function outcomesAt(panel: LabourPanel, t0: number) {
  const snapshot = panelSnapshot(panel, t0, parameters);
  const started = performance.now();
  const fits = fitBases(snapshot);
  const fitted = performance.now();
  const result = modelCity(snapshot, fits);
  const ended = performance.now();
  const employed = lookUp(
    panel.employment,
    (row) => row.occupation,
    (row) => row.employment,
  );
  const completed = lookUp(
    panel.completions,
    (row) => row.programme,
    (row) => row.completions,
  );
  const weights = Map.groupBy(crosswalkWeights(snapshot), (weight) => weight.major);
  const windows = result.gaps.filter((row) => row.span === 'total' && row.chain === 'city' && row.window === 'decision');

  const outcomes = windows.flatMap((row): Outcome[] => {
    if (row.band === 'insufficient' || row.ratio === null || row.ratio <= 0) return [];
    const supplied = [1, 2, 3].map((ahead) => completed(row.major, t0 + ahead));
    const now = completed(row.major, t0);
    if (supplied.some((value) => value === undefined) || now === undefined || now === 0) return [];
    const came = supplied.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    let [demand, steady, before, after] = [0, 0, 0, 0];
    for (const { occupation, weight } of weights.get(row.major) ?? []) {
      const stocks = [0, 1, 2, 3, 4].map((ahead) => employed(occupation, t0 + ahead));
      if (stocks.some((stock) => stock === undefined)) return []; // a code that ends cannot be compared with itself
      const [e0, e1, e2, e3, e4] = stocks as [number, number, number, number, number];
      demand += weight * parameters.lambdaNet * Math.max(0, e4 - e1 + parameters.sigma * (e1 + e2 + e3));
      steady += weight * parameters.lambdaNet * 3 * parameters.sigma * e0;
      before += weight * e0;
      after += (weight * (e2 + e3 + e4)) / 3;
    }
    if (demand <= 0 || came <= 0) return [];
    const [model, naive, realised] = [row.ratio, (3 * now) / steady, came / demand].map(Math.log) as [number, number, number];
    return [{ model, naive, came: realised, completions: Math.log(came / 3 / now), employment: Math.log(after / before) }];
  });
  const complete = result.bounds.length === windows.length && windows.every((row) => [row.demand, row.supply, row.lo80, row.hi95].every(Number.isFinite));
  return { outcomes, cells: windows.length, complete, seconds: [(fitted - started) / 1000, (ended - fitted) / 1000] as const };
}

if (!existsSync(folder)) {
  console.log(`bench:labour needs the panel in ${folder}, got none; set REFERENCE_DATA`);
  process.exit(0);
}
const panel = readPanel();
const all: Outcome[] = [];
const line = (label: string, outcomes: readonly Outcome[]): string => {
  const of = (key: keyof Outcome): number[] => outcomes.map((one) => one[key]);
  const rho = (a: readonly number[], b: readonly number[]): string => spearman(a, b).toFixed(3).padStart(7);
  const moved = { said: outcomes.map((one) => one.model - one.naive), came: outcomes.map((one) => one.came - one.naive) };
  const error = (key: 'model' | 'naive'): number => {
    const sorted = outcomes.map((one) => Math.abs(one[key] - one.came)).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  return [
    label.padEnd(6),
    String(outcomes.length).padStart(5),
    rho(of('model'), of('came')),
    rho(of('naive'), of('came')),
    rho(moved.said, moved.came),
    (error('model') / error('naive')).toFixed(3).padStart(7),
    rho(of('model'), of('completions')),
    rho(of('naive'), of('completions')),
    rho(of('model'), of('employment')),
    rho(of('naive'), of('employment')),
  ].join(' ');
};
console.log('t0     cells  r~came naive~  change  err/nai r~compl naive~ r~empl  naive~');
for (const t0 of origins) {
  const { outcomes, cells, complete, seconds } = outcomesAt(panel, t0);
  console.log(
    line(String(t0), outcomes),
    ` of ${cells} cells, numbers and bounds of all: ${complete ? 'yes' : 'NO'}; fits ${seconds[0].toFixed(1)} s, model ${seconds[1].toFixed(1)} s`,
  );
  all.push(...outcomes);
}
console.log(line('all', all));
