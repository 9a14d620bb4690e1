import { execFileSync } from 'node:child_process';
import { forecastCity, gapsOfCity } from '../forecasting/labour/city.ts';
import { plainFits, scaleCity, type ScaleShape } from './scale-city.ts';

/**
 * What the model takes after its forecasts (openings, crosswalk, supply, paths, gaps, bounds, flags) for a province: 1,500 majors, 30,000 programmes, twelve
 * years, 1,000 paths. Links are meant either way: to 30 of 1,500 occupations each, or all to the same 30.
 */
export const readings: readonly { readonly name: string; readonly shape: ScaleShape }[] = [
  {
    name: '1,500 majors × 30 links to 1,500 occupations × 20 schools × 12 years',
    shape: { majors: 1500, occupations: 1500, links: 30, schools: 20, years: 12 },
  },
  { name: '1,500 majors × the same 30 occupations × 20 schools × 12 years', shape: { majors: 1500, occupations: 30, links: 30, schools: 20, years: 12 } },
];

const millisecondsOf = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const loop = 'let s=0;for(let i=0;i<2e8;i++)s=(s+i)|0;console.log(process.cpuUsage().user/1000)';
/** Processor milliseconds of 2·10⁸ additions: how quick this core is now. In a process of its own, because how well a loop is compiled depends on what ran before it: 0.4 to 1.9 s in this one. */
export const additions = (): number => Number(execFileSync(process.execPath, ['-e', loop], { encoding: 'utf8' }));

export interface ScaleRow {
  readonly name: string;
  /** Processor milliseconds of one core. */
  readonly model: number;
  /** Pooled base forecasts of the same city, and additions just before and after. */
  readonly forecasts: number;
  readonly additions: number;
  readonly rows: number;
}

export function measureScale({ name, shape }: (typeof readings)[number]): ScaleRow {
  const snapshot = scaleCity(shape);
  const fits = plainFits(snapshot);
  let base: ReturnType<typeof forecastCity> | undefined;
  const forecasts = millisecondsOf(() => (base = forecastCity(snapshot, fits)));
  const before = additions();
  let rows = 0;
  const model = millisecondsOf(() => (rows = gapsOfCity(snapshot, base!).gaps.length));
  return { name, model, forecasts, additions: (before + additions()) / 2, rows };
}
