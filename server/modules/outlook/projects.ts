import type { Principal } from '../../../db/repositories/access.ts';
import { createOutlookRepository, type ProjectFilter } from '../../../db/repositories/outlook.ts';
import type { Project, ProjectInput } from '../../../schemas/outlook.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createReporting } from '../../reporting.ts';
import { createOutlookYears, walk } from './years.ts';

type Row = Awaited<ReturnType<ReturnType<typeof createOutlookRepository>['pageProjects']>>['items'][number];

export function createProjectService(context: ServerContext) {
  const { db, clock, newId } = context;
  const outlook = createOutlookRepository(db);
  const catalogue = createCatalogueCheck(context);
  const reporting = createReporting(context);
  const years = createOutlookYears(context);
  const scoped = (principal: Principal, asked: ProjectFilter): ProjectFilter => ({ ...reporting.scope(principal, asked), inForce: asked.inForce });

  return {
    async add(principal: Principal, input: ProjectInput, requestId: string): Promise<Project> {
      const { id: organisationId, name: organisationName } = await reporting.reporter(principal, input.organisationId, 'enterprise');
      await years.check(input.commissioningYear, '/commissioningYear');
      const { occupationCode, commissioningYear, plannedHeadcount } = input;
      const occupation = await catalogue.occupation(occupationCode);
      const values = { name: input.name.trim(), occupationCode, commissioningYear, plannedHeadcount };
      const [id, now] = [newId(), clock()];
      const row = { id, organisationId, ...values, simulated: false, source: 'api', reportedBy: principal.actor, validFrom: now };
      const stored = await outlook.addProject(row, {
        ...{ id: newId(), at: now, actor: principal.actor, action: plannedHeadcount === 0 ? 'withdrawn' : 'create', entity: 'project', entityId: id },
        ...{ after: { organisationId, ...values }, requestId },
      });
      return present({ row: stored, newest: 1, organisationName, occupationName: occupation.name });
    },
    async list(principal: Principal, asked: ProjectFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await outlook.pageProjects(filter, toPageRequest(query, ['text']));
      return toList(page, query, present, () => outlook.countProjects(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: ProjectFilter): AsyncGenerator<Project> {
      const filter = scoped(principal, asked);
      return walk((page) => outlook.pageProjects(filter, page), present);
    },
  };
}

function present({ row, newest, organisationName, occupationName }: Row): Project {
  const { id, organisationId, name, occupationCode, commissioningYear, plannedHeadcount, unit, simulated, source, validFrom } = row;
  return {
    ...{ id, organisationId, organisationName, name, occupationCode, occupationName, commissioningYear, plannedHeadcount, unit },
    ...{ inForce: newest === 1 && plannedHeadcount > 0, simulated, source, validFrom: validFrom.toISOString() },
  };
}
