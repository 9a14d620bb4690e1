import type { Principal } from '../../db/repositories/access.ts';
import type { createResultLists } from '../../db/repositories/result-lists.ts';
import { parameterDefinitions } from '../../forecasting/labour/parameters.ts';
import type { Flag } from '../../schemas/results.ts';
import { withoutFewSchools } from './few-schools.ts';
import { partlyWithheldFlag, withheldFlag, withoutFewEnterprises, withoutFewGraduates } from './flags.ts';
import { schoolsToldTo } from './own-programmes.ts';
import { seesAll, toldTo } from './readers.ts';

type FlagRow = Awaited<ReturnType<ReturnType<typeof createResultLists>['pageFlags']>>['items'][number];
const demandSeries = (runId: string, region: string, major: string) => `${runId}.demand.${region}.${major}`;
const supplySeries = (runId: string, region: string, major: string) => `${runId}.supply.${region}.${major}`;

/** Graduates that destinations need to be told, as the run was asked to. */
export const graduatesNeeded = ({ parameters }: { readonly parameters: Readonly<Record<string, number>> }) =>
  parameters['discloseGraduates'] ?? parameterDefinitions.discloseGraduates.default;

/** A flag as a reader is told it; `needed` graduates are behind destinations that are told. */
export function presentFlag({ flag: row, majorName, className, simulated }: FlagRow, principal: Principal, needed: number): Flag {
  const { key: _key, ...rest } = row;
  const { runId, regionCode, majorCode } = row;
  const flag: Flag = {
    ...{ ...rest, majorName, className, simulated },
    demandSeriesId: demandSeries(runId, regionCode, majorCode),
    supplySeriesId: supplySeries(runId, regionCode, majorCode),
  };
  return tellFlag(flag, principal, needed);
}

/** A whole flag cut to what a reader is told: also one that was kept elsewhere. */
export function tellFlag(whole: Flag, principal: Principal, needed: number): Flag {
  const all = seesAll(principal);
  const { withheld, shown } = toldTo(whole, all);
  const flag = { ...whole, ...shown };
  if (all) return flag;
  const told = withheld ? withheldFlag(flag) : partlyWithheldFlag(flag);
  const schools = schoolsToldTo(told.evidence.schools, principal.organisationId);
  const evidence = withoutFewEnterprises(told.evidence, parameterDefinitions.discloseEnterprises.minimum);
  return { ...told, evidence: { ...withoutFewSchools(withoutFewGraduates(evidence, needed), principal.organisationId), schools } };
}
