import type { Principal } from '../../../db/repositories/access.ts';
import { createInstallationRepository } from '../../../db/repositories/installation.ts';
import { createOutlookRepository, type InflowFilter } from '../../../db/repositories/outlook.ts';
import type { Inflow, InflowInput } from '../../../schemas/outlook.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { invalidField } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createOutlookYears } from './years.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createOutlookRepository>['pageInflows']>>['items'][number];

export function createInflowService(context: ServerContext) {
  const { db, clock, newId } = context;
  const outlook = createOutlookRepository(db);
  const catalogue = createCatalogueCheck(context);
  const installation = createInstallationRepository(db);
  const years = createOutlookYears(context);

  return {
    async add(principal: Principal, input: InflowInput, requestId: string): Promise<Inflow> {
      const region = await installation.region();
      if (input.regionCode !== undefined && input.regionCode !== region)
        throw invalidField('/regionCode', `本平台只预测 ${region}`, `this installation forecasts ${region} only`);
      const { majorCode, year, persons } = input;
      const major = await catalogue.major(majorCode);
      await years.check(year, '/year');
      const values = { majorCode, year, persons, reason: input.reason.trim() };
      const [id, now] = [newId(), clock()];
      const row = { id, regionCode: region, ...values, simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now };
      const stored = await outlook.addInflow(row, {
        ...{ id: newId(), at: now, actor: principal.actor, action: persons === 0 ? 'withdrawn' : 'create', entity: 'inflow', entityId: id },
        ...{ after: { regionCode: region, ...values }, requestId },
      });
      return present({ row: stored, newest: 1, majorName: major.name, level: major.level });
    },
    async list(filter: InflowFilter, query: PageQuery) {
      const page = await outlook.pageInflows(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => outlook.countInflows(filter));
    },
    /** All of them, for files. */
    rows: (filter: InflowFilter): AsyncGenerator<Inflow> => walk((page) => outlook.pageInflows(filter, page), present),
  };
}

function present({ row, newest, majorName, level }: Row): Inflow {
  const { id, regionCode, majorCode, year, persons, reason, unit, simulated, source, validFrom } = row;
  return {
    ...{ id, regionCode, majorCode, majorName, level, year, persons, reason, unit },
    ...{ inForce: newest === 1 && persons > 0, simulated, source, validFrom: validFrom.toISOString() },
  };
}
