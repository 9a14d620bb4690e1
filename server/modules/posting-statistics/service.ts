import type { Principal } from '../../../db/repositories/access.ts';
import { createPostingStatisticsRepository, type PostingScope } from '../../../db/repositories/posting-statistics.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { fillRate } from '../../../forecasting/labour/fill-rate.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import type { PostingOutcomes, PostingStatistics } from '../../../schemas/posting-statistics.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll, without } from '../../disclosure/readers.ts';
import { withhold, type Withheld } from '../../withhold.ts';

type Repository = ReturnType<typeof createPostingStatisticsRepository>;
type Sums = Awaited<ReturnType<Repository['sums']>>[number];
type Days = Awaited<ReturnType<Repository['days']>>[number];
interface Asked {
  readonly year?: number;
  readonly years?: number;
}
/** Code of the row over all occupations. */
const all = '';

export function createPostingStatisticsService({ db, clock }: ServerContext) {
  const statistics = createPostingStatisticsRepository(db);
  const reports = createReportRepository(db);
  const runs = createRunRepository(db);

  async function tableOf(scope: PostingScope) {
    const sums = [...(await statistics.sums(scope, 'all')), ...(await statistics.sums(scope, 'occupation'))];
    const days = [...(await statistics.days(scope, 'all')), ...(await statistics.days(scope, 'occupation'))];
    const daysOf = new Map(days.map((row) => [row.code, row]));
    return new Map(sums.filter(({ postings }) => postings > 0).map((row) => [row.code, { row, days: daysOf.get(row.code) }]));
  }
  return {
    /** All occupations together first, then each by code. */
    async rows(principal: Principal, { year, years = 3 }: Asked): Promise<PostingStatistics[]> {
      const to = year ?? (await reports.newestYear()) ?? clock().getUTCFullYear();
      const scope = { from: to - years + 1, to };
      const city = await tableOf(scope);
      const { role, organisationId } = principal;
      const own = role === 'enterprise' && organisationId !== null ? await tableOf({ ...scope, organisationId }) : null;
      const { parameters } = resolveParameters((await runs.latest())?.parameters ?? {});
      const cells = [...city.values()].map(({ row }) => ({ key: row.code, enterprises: behind(row), value: row.wanted }));
      const sum = { total: all, parts: cells.map(({ key }) => key).filter((key) => key !== all) };
      const hidden = seesAll(principal) ? new Map<string, Withheld>() : withhold(cells, [sum], parameters.discloseEnterprises);
      const names = await statistics.names();
      return [...city].map(([code, { row, days }]): PostingStatistics => {
        const mine = own?.get(code);
        return {
          ...{ occupationCode: code === all ? null : code, occupationName: code === all ? null : (names.get(code) ?? code), ...scope },
          city: outcomesOf(row, days, hidden.get(code) ?? null),
          own: mine ? outcomesOf(mine.row, mine.days, null) : null,
          simulated: row.simulated,
        };
      });
    },
  };
}

/** Fewer tell outcomes than post; where nobody does, those that post. */
const behind = ({ telling, enterprises }: Sums) => (telling > 0 ? telling : enterprises);

function outcomesOf(row: Sums, days: Days | undefined, withheld: Withheld | null): PostingOutcomes {
  if (withheld !== null)
    return {
      ...without('postings', 'open', 'withdrawn', 'wanted', 'hired', 'fillRate', 'lo80', 'hi80', 'days', 'daysLow', 'daysHigh', 'enterprises'),
      withheld,
    };
  const filled = fillRate({ ...row, postings: row.ended });
  return {
    ...{ postings: row.postings, open: row.open, withdrawn: row.withdrawn, wanted: row.wanted, hired: row.hired },
    ...{ fillRate: filled?.rate ?? null, lo80: filled?.lo80 ?? null, hi80: filled?.hi80 ?? null },
    ...{ days: days?.median ?? null, daysLow: days?.low ?? null, daysHigh: days?.high ?? null, enterprises: behind(row), withheld },
  };
}
