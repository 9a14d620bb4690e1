import type { Principal } from '../../../db/repositories/access.ts';
import { createCatalogueRepository } from '../../../db/repositories/catalogue.ts';
import { createMajorTieRepository } from '../../../db/repositories/major-ties.ts';
import { standingYears } from '../../../db/repositories/profile-stocks.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { resolveParameters } from '../../../forecasting/labour/parameters.ts';
import type { FlagPast, MajorEmployer, MajorEmployerPage } from '../../../schemas/major-ties.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll, toldTo, without } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

type Ties = ReturnType<typeof createMajorTieRepository>;
type FlagRow = Awaited<ReturnType<Ties['pageFlags']>>['items'][number];
type EmployerRow = Awaited<ReturnType<Ties['pageEmployers']>>['items'][number];
const whole = (value: number | string | null) => (value === null ? null : Number(value)); // PostgreSQL gives sums as text

export function createMajorTieService({ db }: ServerContext) {
  const ties = createMajorTieRepository(db);
  const catalogue = createCatalogueRepository(db);
  const runs = createRunRepository(db);
  async function requireMajor(code: string): Promise<void> {
    if (!(await catalogue.findMajor(code))) throw notFound({ zh: '此专业', en: 'This major' });
  }
  return {
    async flags(principal: Principal, code: string, query: PageQuery) {
      await requireMajor(code);
      const all = seesAll(principal);
      const page = await ties.pageFlags(code, toPageRequest(query, ['number', 'text']));
      return toList(
        page,
        query,
        (row) => presentFlag(row, all),
        () => ties.countFlags(code),
      );
    },
    async employers(principal: Principal, code: string, query: PageQuery): Promise<MajorEmployerPage> {
      await requireMajor(code);
      const run = await runs.latest();
      const since = ((await ties.newestYear()) ?? 0) - standingYears;
      const counted = await ties.countEmployers(code, since);
      const { discloseEnterprises } = resolveParameters(run?.parameters ?? {}).parameters;
      const all = seesAll(principal);
      const withheld = !all && counted.enterprises > 0 && counted.enterprises < discloseEnterprises;
      // names are told to those who plan; for everybody else there are none to page through
      const request = toPageRequest(query, ['text', 'text']);
      const page = all ? await ties.pageEmployers(code, since, request) : { items: [], next: null };
      return {
        ...(await toList(page, query, presentEmployer, () => Promise.resolve(all ? counted.enterprises : 0))),
        enterprises: withheld ? null : counted.enterprises,
        planned: withheld ? null : whole(counted.planned),
        withheld: withheld ? 'few_enterprises' : null,
      };
    },
  };
}

function presentFlag({ flag, asOfYear, finishedAt, simulated }: FlagRow, all: boolean): FlagPast {
  const { withheld, shown } = toldTo(flag, all);
  const { runId, proposedClass, firstYear, lastYear, gap, lo80, hi80, probability, band, grade } = flag;
  return {
    ...{ runId, asOfYear, finishedAt: finishedAt?.toISOString() ?? null, class: flag.class, proposedClass, firstYear, lastYear, band, grade, simulated },
    ...(withheld ? without('gap', 'lo80', 'hi80', 'probability') : { gap, lo80, hi80, probability }),
    ...shown,
  };
}

const presentEmployer = ({ organisationId, name, occupations, planned, year, simulated }: EmployerRow): MajorEmployer => ({
  ...{ organisationId, name, occupations, planned: whole(planned), year: year ?? 0, simulated: simulated === 1 },
});
