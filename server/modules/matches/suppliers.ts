import type { Principal } from '../../../db/repositories/access.ts';
import { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { standingYears } from '../../../db/repositories/profile-stocks.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { createSupplierRepository } from '../../../db/repositories/suppliers.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import type { Supplier, SupplierPage } from '../../../schemas/matches.ts';
import type { ServerContext } from '../../context.ts';
import { programmesToldTo } from '../../disclosure/own-programmes.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { outlooksOf } from './outlooks.ts';

/** Links of a page at most: an occupation has some twenty. */
const everyLink = { limit: 200 };
/** Characters of a 小类 code (three parts). */
const groupLength = 7;

export function createSupplierService({ db, clock }: ServerContext) {
  const repository = createSupplierRepository(db);
  const crosswalk = createCrosswalkRepository(db);
  const organisations = createOrganisationRepository(db);
  const reports = createReportRepository(db);
  const runs = createRunRepository(db);

  /** Links in force to the occupation, and those to its 小类 of majors that do not link to itself. */
  async function linksOf(code: string) {
    const direct = (await crosswalk.page({ occupationCode: code }, everyLink)).items;
    const group = code.length > groupLength ? (await crosswalk.page({ occupationCode: code.slice(0, groupLength) }, everyLink)).items : [];
    const named = new Set(direct.map(({ majorCode }) => majorCode));
    return [...direct, ...group.filter(({ majorCode }) => !named.has(majorCode))].filter(({ retired }) => !retired);
  }
  return {
    /** The programmes that lead to an occupation, those with the largest share in its demand first. */
    async of(principal: Principal, occupationCode: string): Promise<{ rows: Supplier[]; head: Omit<SupplierPage, 'items' | 'nextCursor' | 'total'> }> {
      const occupation = await repository.findOccupation(occupationCode);
      if (!occupation) throw notFound({ zh: '此职业', en: 'This occupation' });
      const run = (await runs.latest()) ?? null;
      const year = run?.asOfYear ?? (await reports.newestYear()) ?? clock().getUTCFullYear();
      const { parameters } = resolveParameters(run?.parameters ?? {});
      const links = await linksOf(occupationCode);
      const codes = links.map(({ majorCode }) => majorCode);
      const programmes = await repository.programmesOf(codes, year);
      const reported = new Map((await repository.reportedOf(codes, year)).map((row) => [row.programmeId, row]));
      const weights = run ? await repository.weightsOf(run.id, codes, occupationCode) : new Map<string, number>();
      const { majorYears, programmeYears } = await outlooksOf(repository, run, codes, programmes, parameters.yearEffectBasis);
      const asked = (await repository.askedFor([occupationCode], year - standingYears, year, principal.organisationId)).filter(
        ({ enterprises, own }) => seesAll(principal) || own || enterprises >= parameters.discloseEnterprises,
      );
      const chains = (await repository.chainsOf(occupationCode, year - standingYears, year)).filter(
        ({ enterprises }) => seesAll(principal) || enterprises >= parameters.discloseEnterprises,
      );
      const taught = await repository.taughtBy(codes);
      const isTold = await programmesToldTo(db, principal);
      const home = principal.role === 'enterprise' && principal.organisationId !== null ? await organisations.find(principal.organisationId) : undefined;
      const linkOf = new Map(links.map((link) => [link.majorCode, link]));
      const rows = programmes.flatMap(({ programme, schoolName, regionCode, regionName, majorName, level }): Supplier[] => {
        const { id, schoolId, majorCode, lengthYears, simulated } = programme;
        const link = linkOf.get(majorCode);
        if (!link) return [];
        const teaches = taught.get(id);
        const report = reported.get(id);
        return [
          {
            ...{ programmeId: id, schoolId, schoolName, regionCode, regionName, sameRegion: home ? home.regionCode === regionCode : null },
            ...{ majorCode, majorName, level, lengthYears },
            link: { origin: link.origin, strength: link.strength ?? 0, weight: weights.get(majorCode) ?? null },
            // what the school reported is its own; what is expected of the programme is what the page is for
            ...{ graduates: isTold(id) ? (report?.graduates ?? null) : null, enrolled: isTold(id) ? (report?.enrolled ?? null) : null },
            years: programmeYears.get(id) ?? [],
            covered: asked.filter(({ code }) => teaches?.has(code)).map(({ code }) => code),
            missing: teaches ? asked.filter(({ code }) => !teaches.has(code)).map(({ code }) => code) : [],
            ...{ taught: teaches !== undefined, simulated },
          },
        ];
      });
      const persons = ({ years }: Supplier) => years.reduce((sum, { mean }) => sum + mean, 0);
      rows.sort((a, b) => (b.link.weight ?? 0) - (a.link.weight ?? 0) || persons(b) - persons(a) || (a.programmeId < b.programmeId ? -1 : 1));
      const majors = links.map(({ majorCode: code, majorName: name, level }) => ({
        ...{ code, name, level, schools: programmes.filter(({ programme }) => programme.majorCode === code).length },
        years: majorYears.get(code) ?? [],
      }));
      return {
        rows,
        head: {
          ...{ occupationCode, occupationName: occupation.name, runId: run?.id ?? null, asOfYear: run?.asOfYear ?? null, majors },
          chains: chains.map(({ id, name }) => ({ id, name })),
          asked: asked.map(({ code, name, own }) => ({ code, name, own })),
          simulated: (run?.simulated ?? false) || rows.some(({ simulated }) => simulated),
        },
      };
    },
  };
}
