import type { Principal } from '../../../db/repositories/access.ts';
import { createChainMapRepository } from '../../../db/repositories/chain-map.ts';
import { createProfileStockRepository } from '../../../db/repositories/profile-stocks.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { chainMap, schoolsAsOne, type ChainMapInput } from '../../../forecasting/labour/chain-map.ts';
import { crosswalkWeights } from '../../../forecasting/labour/crosswalk.ts';
import { entryShares } from '../../../forecasting/labour/entry-shares.ts';
import { expectedEntry } from '../../../forecasting/labour/expected-entry.ts';
import { ofOccupation } from '../../../forecasting/labour/group-parameters.ts';
import { occupationSeries } from '../../../forecasting/labour/occupations.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import type { ChainMap } from '../../../schemas/chain-map.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { ApiError, notFound } from '../../errors.ts';
import { runWords } from '../../words.ts';
import { presentMap } from './present.ts';
import { hiddenPlaces } from './withheld.ts';

export function createChainMapService({ db }: ServerContext) {
  const maps = createChainMapRepository(db);
  const stocks = createProfileStockRepository(db);
  const runs = createRunRepository(db);

  async function runOf(runId: string | undefined, regionCode: string) {
    if (runId === undefined) return runs.latest(regionCode);
    const found = await runs.find(runId);
    if (!found) throw notFound({ zh: '此预测批次', en: 'This run' });
    return found;
  }
  async function snapshotOf(run: { readonly id: string; readonly status: keyof typeof runWords; readonly snapshotHash: string | null }): Promise<CitySnapshot> {
    const content = run.snapshotHash === null ? undefined : await runs.snapshot(run.snapshotHash);
    if (run.status === 'succeeded' && content !== undefined) return JSON.parse(content) as CitySnapshot;
    throw new ApiError('conflict', { zh: `批次 ${run.id} 还没有结果（${runWords[run.status]}）`, en: `The run ${run.id} has no results yet (${run.status})` });
  }

  return {
    async map(principal: Principal, chainId: string, runId: string | undefined): Promise<ChainMap> {
      const chain = await stocks.findChain(chainId);
      if (!chain) throw notFound({ zh: '此产业链', en: 'This chain' });
      const run = await runOf(runId, chain.regionCode);
      const of = { chainId: chain.id, chainName: chain.name };
      if (!run) return { ...of, runId: null, asOfYear: null, firstYear: null, lastYear: null, nodes: [], links: [], thinnest: [], simulated: false };
      const snapshot = await snapshotOf(run);
      const majors = await maps.majors(run.id, chain.id);
      const { positions } = await stocks.segmentsOf(chain.id);
      const input = inputOf(chain.id, snapshot, majors, await maps.occupations(run.id), positions);
      const told = seesAll(principal);
      const flows = told ? chainMap(input) : schoolsAsOne(chainMap(input));
      const hidden = told ? new Map<string, never>() : hiddenPlaces(chain.id, snapshot, flows, majors);
      return {
        ...{ ...of, runId: run.id, asOfYear: run.asOfYear, firstYear: input.from, lastYear: input.to, simulated: run.simulated },
        ...presentMap(flows, hidden, { majors, key: await maps.keyMajors(chain.id), snapshot }),
      };
    },
  };
}

type Maps = ReturnType<typeof createChainMapRepository>;
/** What the map is made of: stored figures, and weights and students of the run's own snapshot. */
function inputOf(
  chainId: string,
  snapshot: CitySnapshot,
  majors: Awaited<ReturnType<Maps['majors']>>,
  forecasts: Awaited<ReturnType<Maps['occupations']>>,
  positions: ReadonlyMap<string, string>,
): ChainMapInput {
  const shareOf = entryShares(snapshot);
  const entries = new Map(
    [...Map.groupBy(forecasts, (row) => row.code)].map(([code, rows]) => {
      const [{ nature, level } = { nature: 'flow' as const, level: 0 }] = rows;
      const shares = {
        sigma: ofOccupation(snapshot.parameters, 'sigma', code),
        lambdaNet: shareOf('net', code).value,
        lambdaGross: shareOf('gross', code).value,
      };
      return [code, expectedEntry({ nature, level, means: rows.map((row) => row.mean) }, shares)] as const;
    }),
  );
  const shares = new Map(occupationSeries(snapshot).map(({ code, chainShares }) => [code, chainShares.get(chainId) ?? 0]));
  const here = [...shares].filter(([, share]) => share > 0).map(([code]) => code);
  const last = snapshot.asOfYear + Math.max(0, ...[...entries.values()].map(({ length }) => length));
  return {
    majors,
    weights: crosswalkWeights(snapshot),
    segments: new Map(here.map((code) => [code, positions.get(code) ?? 'unassigned'])),
    wanted: (code, year) => (shares.get(code) ?? 0) * (entries.get(code)?.[year - snapshot.asOfYear - 1] ?? 0),
    outsideOf: (code) => ofOccupation(snapshot.parameters, 'outsideShare', code),
    schools: studentsByMajor(snapshot),
    from: Math.min(last, ...majors.map(({ from }) => from)),
    to: Math.max(snapshot.asOfYear + 1, ...majors.map(({ to }) => to)),
  };
}

/** Students enrolled at t0, else the planned intake: a programme that begins counts with what it will take in. */
function studentsByMajor({ programmes, asOfYear }: CitySnapshot): ChainMapInput['schools'] {
  const rows = programmes.map(({ major, schoolId, years, plans }) => {
    const enrolled = years.find(({ year }) => year === asOfYear)?.enrolled.reduce((sum, n) => sum + n, 0) ?? 0;
    return { major, id: schoolId, students: enrolled > 0 ? enrolled : (plans[0]?.plan ?? 0) };
  });
  return Map.groupBy(rows, (row) => row.major);
}
