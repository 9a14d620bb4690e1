import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { snapshotVersion, type CitySnapshot, type LastStock, type SnapshotProgramme, type StockSpan } from '../../../forecasting/labour/snapshot.ts';

const t0 = 2025;
const firstYear = 2016;

/** A steady stock reported every year by two enterprises. */
export function steadyStock(occupation: string, chain: string, level: number): { spans: StockSpan[]; last: LastStock[] } {
  const spans: StockSpan[] = [{ occupation, from: null, to: firstYear, before: 0, now: level, enterprises: 2 }];
  for (let year = firstYear + 1; year <= t0; year++) spans.push({ occupation, from: year - 1, to: year, before: level, now: level, enterprises: 2 });
  return { spans, last: [{ occupation, chain, sizeClass: '20-299', year: t0, stock: level }] };
}

export function steadyProgramme(major: string, school: string, intake: number): SnapshotProgramme {
  const years = Array.from({ length: t0 - firstYear + 1 }, (_, i) => ({
    year: firstYear + i,
    plan: intake,
    intake,
    graduates: intake,
    enrolled: [intake, intake, intake],
  }));
  return { id: `${major}-${school}`, major, schoolId: school, school, lengthYears: 3, closedYear: null, breaks: [], years, plans: [], destinations: [] };
}

/** Two majors share an occupation, the second has one of its own; a third major is linked to nothing; two chains and an enterprise outside. */
export function smallCity(changes: Partial<CitySnapshot> = {}): CitySnapshot {
  const stocks = [steadyStock('6-01-01', 'chain-a', 1200), steadyStock('6-01-02', 'chain-b', 600), steadyStock('6-01-03', '', 300)];
  const major = (code: string) => ({ code, name: `专业${code}`, level: 'associate' as const, classCode: '4601', categoryCode: '46' });
  return {
    version: snapshotVersion,
    region: '150600',
    asOfYear: t0,
    parameters: { ...resolveParameters({}).parameters, paths: 200 },
    simulated: true,
    majors: ['460101', '460102', '460103'].map(major),
    occupations: stocks.map(({ last }) => ({ code: last[0]!.occupation, name: last[0]!.occupation })),
    chains: ['chain-a', 'chain-b'],
    links: [
      { major: '460101', occupation: '6-01-01', strength: 1, origin: 'official' },
      { major: '460102', occupation: '6-01-01', strength: 1, origin: 'official' },
      { major: '460102', occupation: '6-01-02', strength: 1, origin: 'editorial' },
      { major: '460102', occupation: '6-01-03', strength: 1, origin: 'official' },
    ],
    stockSpans: stocks.flatMap((stock) => stock.spans),
    lastStocks: stocks.flatMap((stock) => stock.last),
    register: [
      { chain: 'chain-a', sizeClass: '20-299', employees: 1800 },
      { chain: 'chain-b', sizeClass: '20-299', employees: 600 },
    ],
    hires: [],
    occupationBreaks: [],
    programmes: [steadyProgramme('460101', '甲校', 30), steadyProgramme('460101', '乙校', 20), steadyProgramme('460102', '甲校', 40)],
    pathways: [],
    previous: null,
    ...changes,
  };
}
