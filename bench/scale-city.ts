import type { StoredFit } from '../forecasting/labour/base-forecasts.ts';
import { baseSeries, horizonOf } from '../forecasting/labour/base-series.ts';
import { resolveParameters } from '../forecasting/labour/parameters.ts';
import { snapshotVersion, type CitySnapshot, type SnapshotProgramme } from '../forecasting/labour/snapshot.ts';
import { createRandom } from '../forecasting/random.ts';

export interface ScaleShape {
  readonly majors: number;
  readonly occupations: number;
  /** Occupations each major is linked to. */
  readonly links: number;
  /** Each offers every major. */
  readonly schools: number;
  readonly years: number;
}

const t0 = 2025;
const chains = Array.from({ length: 10 }, (_, i) => `chain-${i}`);
const sizeClass = '20-299';
const lengthYears = 3;

/** A made-up city of a given size: level and growth of every series are drawn, nothing is planted. */
export function scaleCity({ majors, occupations, links, schools, years }: ScaleShape): CitySnapshot {
  const random = createRandom('scale');
  const walk = (level: number, spread: number) => {
    let value = level;
    const growth = 0.02 * random.normal();
    return Array.from({ length: years }, () => Math.max(1, Math.round((value *= Math.exp(growth + spread * random.normal())))));
  };
  const occupationCodes = Array.from({ length: occupations }, (_, i) => `6-${String(10 + Math.floor(i / 90))}-${String(10 + (i % 90))}`);
  const majorCodes = Array.from({ length: majors }, (_, i) => String(410_000 + i));
  const firstYear = t0 - years + 1;
  // links of a major reach over all occupations, each another one, and so over all chains
  const stride = occupations > links ? Math.floor(occupations / links) + 1 : 1;
  const stocks = occupationCodes.map((occupation, i) => ({ occupation, chain: chains[i % chains.length]!, values: walk(400 + 1200 * random.uniform(), 0.03) }));
  const programme = (major: string, school: string): SnapshotProgramme => {
    const intakes = walk(25 + 30 * random.uniform(), 0.1);
    const grade = (year: number, g: number) => Math.round((intakes[year - g] ?? intakes[0]!) * 0.97 ** g);
    return {
      ...{ id: `${major}-${school}`, major, schoolId: school, school, lengthYears, closedYear: null, breaks: [], plans: [] },
      years: intakes.map((intake, y) => ({
        ...{ year: firstYear + y, plan: null, intake, graduates: grade(y, lengthYears) },
        enrolled: Array.from({ length: lengthYears }, (_, g) => grade(y, g)),
      })),
      destinations: Array.from({ length: 3 }, (_, back) => {
        const graduates = grade(years - 1 - back, lengthYears);
        const [away, study] = [Math.round(0.15 * graduates), Math.round(0.2 * graduates)];
        return { year: t0 - back, localJob: graduates - away - study, otherRegion: away, furtherStudy: study, military: 0, unemployed: 0, inField: null };
      }).reverse(),
    };
  };
  return {
    ...{ version: snapshotVersion, region: '150600', asOfYear: t0, parameters: resolveParameters({}).parameters, simulated: true },
    majors: majorCodes.map((code) => ({ code, name: code, level: 'associate', classCode: code.slice(0, 4), categoryCode: code.slice(0, 2) })),
    occupations: occupationCodes.map((code) => ({ code, name: code })),
    chains,
    links: majorCodes.flatMap((major, i) =>
      Array.from({ length: links }, (_, k) => ({
        ...{ major, occupation: occupationCodes[(i + k * stride) % occupations]! },
        ...{ strength: 1, origin: k % 2 === 0 ? ('official' as const) : ('editorial' as const) },
      })),
    ),
    stockSpans: stocks.flatMap(({ occupation, values }) =>
      values.map((now, y) => ({
        ...{ occupation, from: y === 0 ? null : firstYear + y - 1, to: firstYear + y },
        ...{ before: y === 0 ? 0 : values[y - 1]!, now, enterprises: 5 },
      })),
    ),
    lastStocks: stocks.map(({ occupation, chain, values }) => ({ occupation, chain, sizeClass, year: t0, stock: values.at(-1)! })),
    register: chains.map((chain) => ({
      ...{ chain, sizeClass },
      employees: Math.round(1.2 * stocks.filter((stock) => stock.chain === chain).reduce((sum, stock) => sum + stock.values.at(-1)!, 0)),
    })),
    hires: [],
    occupationBreaks: [],
    programmes: majorCodes.flatMap((major) => Array.from({ length: schools }, (_, s) => programme(major, `school-${String(s).padStart(2, '0')}`))),
    pathways: [],
    previous: null,
  };
}

/** "No change" in place of the engine's fits, which are measured elsewhere. */
export function plainFits(snapshot: CitySnapshot): Map<string, StoredFit> {
  const horizon = horizonOf(snapshot);
  return new Map(
    baseSeries(snapshot).map(({ code, side, values }) => {
      const last = values.at(-1) ?? 0;
      return [code, { side, level: last, mean: Array.from({ length: horizon }, () => last) }];
    }),
  );
}
