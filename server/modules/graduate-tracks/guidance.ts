import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createCrosswalkRepository } from '../../../db/repositories/crosswalk.ts';
import { createGraduateTrackRepository } from '../../../db/repositories/graduate-tracks.ts';
import { createProgrammeDemandRepository } from '../../../db/repositories/programme-demand.ts';
import { standingYears } from '../../../db/repositories/profile-stocks.ts';
import { createSupplierRepository } from '../../../db/repositories/suppliers.ts';
import { parameterDefinitions } from '../../../forecasting/labour/parameters.ts';
import type { GraduateRates } from '../../../schemas/graduate-tracks.ts';
import type { MajorGuidance } from '../../../schemas/guidance.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { ratesOf } from './rates.ts';

const everyLink = { limit: 200 };
/** Graduation years looked back on: after 36 months the newest answers are four years old. */
const lookedBack = 5;

/** Employment guidance 就业指导: what people do after a major, for everybody; nothing of few persons or enterprises. */
export function createGuidanceService({ db, clock }: ServerContext) {
  const catalogue = createCatalogueRepository(db);
  const crosswalk = createCrosswalkRepository(db);
  const tracks = createGraduateTrackRepository(db);
  const demand = createProgrammeDemandRepository(db);
  const suppliers = createSupplierRepository(db);

  /** Of each number of months the newest year in which somebody told of the major. */
  async function ratesOfMajor(code: string): Promise<GraduateRates[]> {
    const newest = await tracks.newestYear();
    const found = new Map<number, GraduateRates>();
    for (let year = newest ?? 0; newest !== undefined && year > newest - lookedBack; year--)
      for (const row of ratesOf(await tracks.ofYear(year), 'major', null)) if (row.code === code && !found.has(row.months)) found.set(row.months, row);
    return [...found.values()].sort((a, b) => a.months - b.months);
  }
  return {
    async of(code: string): Promise<MajorGuidance> {
      const major = await catalogue.findMajor(code);
      if (!major) throw notFound({ zh: '此专业', en: 'This major' });
      const year = clock().getUTCFullYear();
      const links = (await crosswalk.page({ majorCode: code }, everyLink)).items.filter(({ strength }) => (strength ?? 0) > 0);
      const programmes = await suppliers.programmesOf([code], year);
      const regionCode = programmes[0]?.regionCode;
      const scope = {
        regionCode: regionCode ?? '',
        linked: links.map(({ occupationCode }) => occupationCode),
        majorCode: code,
        from: year - standingYears,
        to: year,
      };
      const open = regionCode === undefined || links.length === 0 ? [] : await demand.openPostings(scope);
      const rates = await ratesOfMajor(code);
      return {
        ...{ majorCode: code, majorName: major.name, level: major.level, rates },
        lengths: [...new Set(programmes.map(({ programme }) => programme.lengthYears))].sort((a, b) => a - b),
        schools: new Set(programmes.map(({ programme }) => programme.schoolId)).size,
        occupations: links.map(({ occupationCode, occupationName }) => {
          const own = open.filter(({ occupation }) => occupation === occupationCode || occupation.startsWith(`${occupationCode}-`));
          const enterprises = new Set(own.map(({ organisationId }) => organisationId)).size;
          const told = enterprises === 0 || enterprises >= parameterDefinitions.discloseEnterprises.minimum;
          return { code: occupationCode, name: occupationName, openPostings: told ? own.reduce((sum, { n }) => sum + n, 0) : null };
        }),
        simulated: rates.some(({ simulated }) => simulated) || programmes.some(({ programme }) => programme.simulated),
      };
    },
  };
}
