import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import type { RunNamed } from '../../../documents/analyses/answers.ts';
import { chainSections } from '../../../documents/analyses/chain.ts';
import { citySections } from '../../../documents/analyses/city.ts';
import { schoolSections } from '../../../documents/analyses/school.ts';
import type { AnalysisSection } from '../../../schemas/analyses.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { all, type AnalysisSources } from './sources.ts';

type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;
export const namedRun = ({ id, asOfYear, finishedAt, engineVersion, snapshotHash }: RunRow): RunNamed => ({
  ...{ id, asOfYear, engineVersion, snapshotHash },
  finishedAt: finishedAt?.toISOString() ?? null,
});
const byGap = { by: 'gap', descending: true } as const;
const byKey = { by: 'key', descending: false } as const;
const byUrgency = { by: 'urgency', descending: true } as const;

/** What a report is about, and its sections as the caller is told them. */
export interface Gathered {
  readonly scopeName: string;
  readonly names: Readonly<Record<string, string>>;
  readonly simulated: boolean;
  readonly sections: readonly AnalysisSection[];
}

export function createGatherer({ db }: ServerContext, { results, rules, crosswalk, profile }: AnalysisSources) {
  const organisations = createOrganisationRepository(db);
  const catalogue = createCatalogueRepository(db);
  const runs = createRunRepository(db);
  const common = async (run: RunRow) => {
    const region = await catalogue.findRegion(run.regionCode);
    return { run: namedRun(run), city: region?.name ?? run.regionCode, simulated: run.simulated };
  };
  const window = 'decision' as const;
  const gapsOf = async (principal: Principal, runId: string, chainKey = 'city') => all(await results.gapRows(principal, runId, { span: 'total', chainKey, window }, byGap)); // prettier-ignore
  const totalsOf = async (principal: Principal, runId: string, cut: 'region' | 'level' | 'chain' | 'category') => all(await results.totalRows(principal, runId, { cut, span: 'total', window }, byKey)); // prettier-ignore

  return {
    async city(principal: Principal, run: RunRow): Promise<Gathered> {
      const about = await common(run);
      const region = await totalsOf(principal, run.id, 'region');
      const answers = {
        ...about,
        region: region[0],
        years: await all(await results.totalRows(principal, run.id, { cut: 'region', span: 'year' }, { by: 'year', descending: false })),
        levels: await totalsOf(principal, run.id, 'level'),
        chains: await totalsOf(principal, run.id, 'chain'),
        categories: await totalsOf(principal, run.id, 'category'),
        gaps: await gapsOf(principal, run.id),
        flags: await all(await results.flagRows(principal, run.id, {}, byUrgency)),
        findings: await all(await rules.findingRows(run.id, { outcome: 'hit' })),
        uncovered: (await crosswalk.uncoveredRows(run.id)).majors,
        schools: await organisations.countSchools(undefined),
        programmes: await organisations.countProgrammes({}),
      };
      return { scopeName: about.city, names: { city: about.city }, simulated: run.simulated, sections: citySections(answers) };
    },
    async school(principal: Principal, run: RunRow, schoolId: string): Promise<Gathered> {
      const school = await organisations.find(schoolId);
      if (school?.kind !== 'school') throw invalidField('/scopeId', `没有学校 ${schoolId}`, `there is no school ${schoolId}`);
      const about = await common(run);
      const taught = await organisations.programmesOfSchool(schoolId);
      const gaps = (await gapsOf(principal, run.id)).filter(({ majorCode }) => taught.has(majorCode));
      const flags = (await all(await results.flagRows(principal, run.id, {}, byUrgency))).filter(({ majorCode }) => taught.has(majorCode));
      const majors = [...taught.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
      const programmes = await organisations.countProgrammes({ schoolId });
      const { id, name } = school;
      const sections = schoolSections({ ...about, school: { id, name }, programmes, majors, gaps, flags });
      return { scopeName: name, names: { city: about.city, school: name }, simulated: run.simulated, sections };
    },
    async chain(principal: Principal, run: RunRow, chainId: string): Promise<Gathered> {
      const newest = await runs.latest(run.regionCode);
      if (newest?.id !== run.id) throw invalidField('/runId', '产业链报告含企业画像，只能按最新批次生成', 'a report of a chain holds its profile, which is of the newest run; leave runId out'); // prettier-ignore
      const totals = await totalsOf(principal, run.id, 'chain');
      const question = { chainId, year: run.asOfYear };
      const overview = await profile.overview(principal, question);
      const about = await common(run);
      const { id, name } = overview.chain;
      const gaps = await gapsOf(principal, run.id, chainId);
      const served = new Set(gaps.map(({ majorCode }) => majorCode));
      const sections = chainSections({
        ...about,
        ...{ chain: { id, name }, total: totals.find(({ code }) => code === chainId), profile: overview, gaps },
        flags: (await all(await results.flagRows(principal, run.id, {}, byUrgency))).filter(({ majorCode }) => served.has(majorCode)),
        employment: await profile.employment(principal, question),
        competences: await profile.competences(principal, question),
      });
      return { scopeName: name, names: { city: about.city, chain: name }, simulated: run.simulated || overview.simulated, sections };
    },
  };
}
