import { api, dataOf, type Flag, type Gap, type GapTotal, type Programme } from '../api/client.ts';
import { readFlags } from './flags.ts';
import { readGaps } from './gaps.ts';
import { loadTotals } from './totals.ts';
import type { operations } from '../api/schema.d.ts';

export const reportKinds = ['major', 'school', 'city'] as const;
export type ReportKind = (typeof reportKinds)[number];
type TotalsQuery = NonNullable<operations['listGapTotals']['parameters']['query']>;
const listed = 200;

/** The city: its totals, by level and by year, and majors from the largest shortage on. */
export async function loadCityReport(runId: string) {
  const totals = (by: GapTotal['by']) => loadTotals({ runId, by, window: 'decision', year: '', level: '', sort: '-gap' });
  const byYear: TotalsQuery = { runId, by: 'region', sort: 'year', limit: listed };
  const [region, levels, years, gaps] = await Promise.all([
    totals('region'),
    totals('level'),
    dataOf(api.GET('/api/v1/gaps/totals', { params: { query: byYear } })).then((page) => page.items),
    readGaps({ runId, window: 'decision', sort: '-gap', limit: listed }),
  ]);
  return { region: region.items[0] ?? null, levels: levels.items, years, gaps: gaps.items };
}
export type CityAnswer = Awaited<ReturnType<typeof loadCityReport>>;

export interface SchoolMajor {
  readonly programme: Programme;
  readonly gap: Gap | null;
  readonly flag: Flag | null;
}
/** A school: its majors beside the city's gaps and flags, largest shortage first. */
export async function loadSchoolReport(runId: string, school: string): Promise<readonly SchoolMajor[]> {
  const [programmes, gaps, flags] = await Promise.all([
    dataOf(api.GET('/api/v1/programmes', { params: { query: { school, limit: listed } } })),
    readGaps({ runId, window: 'decision', limit: listed }),
    readFlags({ runId, limit: listed }),
  ]);
  return programmes.items
    .map((programme) => ({
      programme,
      gap: gaps.items.find((gap) => gap.majorCode === programme.majorCode) ?? null,
      flag: flags.items.find((flag) => flag.majorCode === programme.majorCode) ?? null,
    }))
    .sort((a, b) => (b.gap?.gap ?? -Infinity) - (a.gap?.gap ?? -Infinity) || (a.programme.majorCode < b.programme.majorCode ? -1 : 1));
}
