import { Type } from 'typebox';
import { MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { FlagPastPage, MajorEmployerPage } from '../../../schemas/major-ties.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createMajorTieService } from './service.ts';

/** What stands around a major: flags of earlier runs, enterprises that accept its graduates. */
export function majorTieRoutes(app: App, context: ServerContext): void {
  const service = createMajorTieService(context);
  const config = { policy: everyRole } as const;
  const common = {
    ...{ tags: ['results'], security: bearer, params: Type.Object({ code: MajorCode }, { additionalProperties: false }) },
    querystring: Type.Object(pageQuery, { additionalProperties: false }),
  };
  app.get(
    '/majors/:code/flags',
    {
      config,
      schema: {
        ...common,
        operationId: 'listMajorFlags',
        summary: 'Flags of a major over all runs, newest data first',
        response: { 200: ref(FlagPastPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.flags(principalOf(request), request.params.code, request.query),
  );
  app.get(
    '/majors/:code/employers',
    {
      config,
      schema: {
        ...common,
        operationId: 'listMajorEmployers',
        summary: 'Enterprises whose newest declarations accept graduates of the major',
        description: 'Planners, the secretariat and administrators see names; everybody else the number of enterprises, from three on.',
        response: { 200: ref(MajorEmployerPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.employers(principalOf(request), request.params.code, request.query),
  );
}
