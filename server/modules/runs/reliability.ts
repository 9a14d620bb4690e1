import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { Principal } from '../../../db/repositories/access.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import { reliabilities } from '../../../forecasting/labour/reliability.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import type { EnterpriseReliability } from '../../../schemas/reliability.ts';
import type { RunAssumptions } from '../../../schemas/run-checks.ts';
import { rounded, type Table } from '../../../documents/table.ts';
import type { ServerContext } from '../../context.ts';

type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
/** With fewer, a share of all would tell one of them about another. */
const fewest = 3;

/** A snapshot of before there were outcomes has no records, one of before the parameter does not weigh. */
const readOf = (snapshot: CitySnapshot) => {
  const { parameters } = resolveParameters(snapshot.parameters);
  return { ...reliabilities({ ...snapshot, parameters }), used: parameters.reliabilityUsed === 1, simulated: snapshot.simulated };
};

/** What became of announcements in the whole city, for everybody who reads the assumptions of a run. */
export function cityReliability(snapshot: CitySnapshot): RunAssumptions['reliability'] {
  const { city, used } = readOf(snapshot);
  return city && city.enterprises >= fewest ? { used, ...city } : null;
}

/** Records of single enterprises: planners read all, least reliable first, an enterprise its own and nobody else any. */
export async function reliabilityOf({ db }: Pick<ServerContext, 'db'>, principal: Principal, run: RunRow): Promise<EnterpriseReliability[]> {
  const content = run.snapshotHash === null ? undefined : await createRunRepository(db).snapshot(run.snapshotHash);
  if (content === undefined) return [];
  const { city, enterprises, used, simulated } = readOf(JSON.parse(content) as CitySnapshot);
  if (!city) return [];
  const own = principal.role === 'planner' ? enterprises : enterprises.filter(({ record }) => record.enterpriseId === principal.organisationId);
  const names = await createOrganisationRepository(db).names(own.map(({ record }) => record.enterpriseId));
  return own
    .map(({ record: { enterpriseId, postings, persons, told }, answers, share, lo80, hi80, weight }) => ({
      ...{ organisationId: enterpriseId, organisationName: names.get(enterpriseId) ?? enterpriseId, postings, persons, told, untold: persons - told },
      ...{ answers, share, lo80, hi80, weight, cityShare: city.share, used, simulated },
    }))
    .sort((a, b) => a.share - b.share || (a.organisationId < b.organisationId ? -1 : 1));
}

const share = (title: string, zh: string, value: (row: EnterpriseReliability) => number) =>
  ({ title, zh, value: (row: EnterpriseReliability) => rounded(value(row), 4), format: 'four' }) as const;
export const reliabilityTable: Table<EnterpriseReliability> = {
  ...{ name: 'reliability', zh: '企业岗位兑现可靠度', en: 'Reliability of what enterprises announce' },
  columns: [
    { title: 'organisation', zh: '企业标识', value: (row) => row.organisationId },
    { title: 'organisation_name', zh: '企业', value: (row) => row.organisationName },
    { title: 'postings', zh: '岗位（个）', value: (row) => row.postings, format: 'whole' },
    { title: 'persons', zh: '招聘人数（人）', value: (row) => row.persons, format: 'whole' },
    { title: 'told', zh: '有结果（人）', value: (row) => row.told, format: 'whole' },
    { title: 'untold', zh: '无结果（人）', value: (row) => row.untold, format: 'whole' },
    share('answers', '独立答复 n', (row) => row.answers),
    share('share', '可靠度', (row) => row.share),
    share('lo80', '下限（80 %）', (row) => row.lo80),
    share('hi80', '上限（80 %）', (row) => row.hi80),
    share('weight', '权重', (row) => row.weight),
    share('city_share', '全市', (row) => row.cityShare),
    { title: 'used', zh: '计入需求', value: (row) => row.used },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
