import { createInputRepository } from '../../../db/repositories/inputs.ts';
import { createProfileStockRepository, standingYears } from '../../../db/repositories/profile-stocks.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Principal } from '../../../db/repositories/access.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { profileSegments } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { withhold, type CountedCell, type Sum, type Withheld } from '../../withhold.ts';

export type SegmentName = (typeof profileSegments)[number];
export interface ProfileQuestion {
  readonly chainId: string;
  readonly year?: number;
  readonly segment?: SegmentName;
}
/** What every part of a profile starts from. */
export type Scope = Awaited<ReturnType<ReturnType<typeof createScopes>['open']>>;

export function createScopes({ db, clock }: ServerContext) {
  const stocks = createProfileStockRepository(db);
  const runs = createRunRepository(db);
  const reports = createReportRepository(db);
  const inputs = createInputRepository(db);
  return {
    /** The year asked for, else that of the latest run, else the newest reported. */
    async open(principal: Principal, { chainId, year: asked, segment }: ProfileQuestion) {
      const chain = await stocks.findChain(chainId);
      if (!chain) throw notFound({ zh: '此产业链', en: 'This chain' });
      const run = await runs.latest(chain.regionCode);
      const newest = await reports.newestYear();
      const year = asked ?? run?.asOfYear ?? newest ?? clock().getUTCFullYear();
      const { positions, segments } = await stocks.segmentsOf(chain.id);
      const { parameters } = resolveParameters(run?.parameters ?? {});
      const everything = ['planner', 'secretariat', 'administrator'].includes(principal.role);
      return {
        ...{ chain, run, year, segment, segments, parameters },
        /** Trends end with the newest complete year, or with the year asked for. */
        until: Math.max(year, newest ?? year),
        answers: { chainId: chain.id, from: year - standingYears, to: year },
        segmentOf: (occupation: string): SegmentName => positions.get(occupation) ?? 'unassigned',
        wanted: (of: string): boolean => segment === undefined || of === segment,
        /** Nothing is withheld from those who plan. */
        withheld: (cells: readonly CountedCell[], sums: readonly Sum[]): Map<string, Withheld> =>
          everything ? new Map<string, Withheld>() : withhold(cells, sums, parameters.discloseEnterprises),
      };
    },
    inputs,
    stocks,
  };
}

export const keyOf = {
  chain: 'chain',
  segment: (name: string) => `segment ${name}`,
  occupation: (code: string) => `occupation ${code}`,
  size: (name: string) => `size ${name}`,
};

/** Up-, mid- and downstream, then what stands in no segment; codes within. */
export const byPlace = (a: { readonly segment: SegmentName; readonly code: string }, b: { readonly segment: SegmentName; readonly code: string }) =>
  profileSegments.indexOf(a.segment) - profileSegments.indexOf(b.segment) || (a.code < b.code ? -1 : 1);

/** A chain is the sum of its segments, a segment that of its occupations. */
export function segmentSums(rows: readonly { readonly segment: string; readonly code: string }[]): Sum[] {
  const bySegment = Map.groupBy(rows, (row) => row.segment);
  return [
    { total: keyOf.chain, parts: [...bySegment.keys()].map(keyOf.segment) },
    ...[...bySegment].map(([segment, some]) => ({ total: keyOf.segment(segment), parts: some.map((row) => keyOf.occupation(row.code)) })),
  ];
}
