import type { Principal } from '../../../db/repositories/access.ts';
import { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import { createProgrammeDemandRepository, type DemandScope } from '../../../db/repositories/programme-demand.ts';
import { standingYears } from '../../../db/repositories/profile-stocks.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { createSupplierRepository } from '../../../db/repositories/suppliers.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import type { ProgrammeDemand } from '../../../schemas/matches.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll, without } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { withhold, type Withheld } from '../../withhold.ts';

type Repository = ReturnType<typeof createProgrammeDemandRepository>;
type Row = Awaited<ReturnType<Repository['byOccupation']>>[number];
type Sums = Omit<Row, 'code' | 'name' | 'simulated'> & { readonly openPostings: number };
const everyLink = { limit: 200 };
const mostNamed = 100;
const all = '';
const groupLength = 7;

const toldOf = ({ openPostings, enterprises, employees, plannedHires, openToNewGraduates, internships }: Sums, withheld: Withheld | null) => ({
  ...(withheld === null
    ? { enterprises, employees, plannedHires, openToNewGraduates, internships }
    : without('enterprises', 'employees', 'plannedHires', 'openToNewGraduates', 'internships')),
  ...{ openPostings, withheld },
});

/** Which enterprises want the graduates of a programme: raw declarations stay the enterprise's, its open postings are public. */
export function createProgrammeDemandService({ db, clock }: ServerContext) {
  const repository = createProgrammeDemandRepository(db);
  const crosswalk = createCrosswalkRepository(db);
  const reports = createReportRepository(db);
  const runs = createRunRepository(db);
  const suppliers = createSupplierRepository(db);

  async function enterprisesOf(scope: DemandScope, everything: boolean): Promise<ProgrammeDemand['enterprises']> {
    const posted = Map.groupBy(await repository.openPostings(scope), ({ organisationId }) => organisationId);
    const named = [...posted].map(([organisationId, some]) => ({
      ...{ organisationId, organisationName: some[0]?.organisationName ?? organisationId, occupations: some.map(({ occupation }) => occupation) },
      openPostings: some.reduce((sum, { n }) => sum + n, 0),
      ...without('employees', 'plannedHires', 'naming'),
    }));
    if (!everything) return named.sort((a, b) => b.openPostings - a.openPostings || (a.organisationId < b.organisationId ? -1 : 1)).slice(0, mostNamed);
    const pairs = Map.groupBy(await repository.pairs(scope), ({ organisationId }) => organisationId);
    const declared = (await repository.byEnterprise(scope)).map((row) => ({
      ...row,
      occupations: (pairs.get(row.organisationId) ?? []).map(({ occupation }) => occupation),
      openPostings: (posted.get(row.organisationId) ?? []).reduce((sum, { n }) => sum + n, 0),
    }));
    const known = new Set(declared.map(({ organisationId }) => organisationId));
    return [...declared, ...named.filter(({ organisationId }) => !known.has(organisationId))]
      .sort((a, b) => (b.plannedHires ?? 0) - (a.plannedHires ?? 0) || b.openPostings - a.openPostings || (a.organisationId < b.organisationId ? -1 : 1))
      .slice(0, mostNamed);
  }
  /** What is asked for in each occupation beside what the programme teaches. */
  async function comparedOf(majorCode: string, programmeId: string, codes: readonly string[], { from, to }: DemandScope, fewest: number) {
    const asked = (await suppliers.askedFor(codes, from, to, null)).filter(({ enterprises }) => enterprises >= fewest);
    const teaches = (await suppliers.taughtBy([majorCode])).get(programmeId);
    const byOccupation = Map.groupBy(asked, ({ occupation }) => occupation);
    return {
      taught: teaches !== undefined,
      competences: [...new Map(asked.map(({ code, name }) => [code, { code, name }])).values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
      ofOccupation: (occupation: string) => {
        const wanted = (byOccupation.get(occupation) ?? []).map(({ code }) => code);
        return { asked: wanted, covered: wanted.filter((code) => teaches?.has(code)), missing: teaches ? wanted.filter((code) => !teaches.has(code)) : [] };
      },
    };
  }
  return {
    async of(principal: Principal, programmeId: string): Promise<ProgrammeDemand> {
      const found = await repository.findProgramme(programmeId);
      // to other schools it does not exist
      if (!found || (principal.role === 'school' && principal.organisationId !== found.programme.schoolId))
        throw notFound({ zh: '此专业点', en: 'This programme' });
      const { schoolId, majorCode } = found.programme;
      const links = (await crosswalk.page({ majorCode }, everyLink)).items;
      const run = await runs.latest(found.regionCode);
      const to = run?.asOfYear ?? (await reports.newestYear()) ?? clock().getUTCFullYear();
      const scope = { regionCode: found.regionCode, linked: links.map(({ occupationCode }) => occupationCode), majorCode, from: to - standingYears, to };
      const rows = links.length === 0 ? [] : await repository.byOccupation(scope);
      const everything = seesAll(principal);
      const enterprises = links.length === 0 ? [] : await enterprisesOf(scope, true);
      const openOf = new Map<string, number>();
      for (const { occupation, n } of links.length === 0 ? [] : await repository.openPostings(scope)) openOf.set(occupation, (openOf.get(occupation) ?? 0) + n);
      const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
      const total: Sums = {
        enterprises: enterprises.filter(({ employees }) => employees !== null).length,
        ...{ employees: sum((row) => row.employees), plannedHires: sum((row) => row.plannedHires) },
        ...{ openToNewGraduates: sum((row) => row.openToNewGraduates), internships: sum((row) => row.internships) },
        openPostings: [...openOf.values()].reduce((n, m) => n + m, 0),
      };
      const { parameters } = resolveParameters(run?.parameters ?? {});
      const cells = [
        ...rows.map((row) => ({ key: row.code, enterprises: row.enterprises, value: row.employees })),
        { key: all, enterprises: total.enterprises, value: total.employees },
      ];
      const hidden = everything
        ? new Map<string, Withheld>()
        : withhold(cells, [{ total: all, parts: rows.map(({ code }) => code) }], parameters.discloseEnterprises);
      const compared = await comparedOf(
        ...([majorCode, programmeId, rows.map(({ code }) => code), scope, everything ? 1 : parameters.discloseEnterprises] as const),
      );
      const originOf = new Map(links.map(({ occupationCode, origin }) => [occupationCode, origin]));
      const naming = enterprises.filter((one) => one.naming === true).length;
      return {
        ...{ programmeId, schoolId, schoolName: found.schoolName, majorCode, majorName: found.majorName, level: found.level, from: scope.from, to },
        total: toldOf(total, hidden.get(all) ?? null),
        occupations: rows.map((row) => ({
          ...{ code: row.code, name: row.name, origin: originOf.get(row.code) ?? originOf.get(row.code.slice(0, groupLength)) ?? 'editorial' },
          ...toldOf({ ...row, openPostings: openOf.get(row.code) ?? 0 }, hidden.get(row.code) ?? null),
          ...compared.ofOccupation(row.code),
        })),
        ...{ taught: compared.taught, competences: compared.competences },
        naming: everything || naming >= parameters.discloseEnterprises ? naming : null,
        enterprises: everything ? enterprises : links.length === 0 ? [] : await enterprisesOf(scope, false),
        simulated: rows.some(({ simulated }) => simulated),
      };
    },
  };
}
