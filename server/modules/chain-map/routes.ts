import { Type } from 'typebox';
import { ChainMap } from '../../../schemas/chain-map.ts';
import { Id, ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createChainMapService } from './service.ts';

/** Map of a chain 产教对接图谱: every role reads it; figures that few enterprises make up are for those who plan. */
export function chainMapRoutes(app: App, context: ServerContext): void {
  const service = createChainMapService(context);
  app.get(
    '/chains/:id/map',
    {
      config: { policy: everyRole },
      schema: {
        ...{ tags: ['profile'], security: bearer, params: Type.Object({ id: Id }, { additionalProperties: false }) },
        operationId: 'getChainMap',
        summary: 'Who feeds a chain: segments, occupations, majors and schools with persons a year in the decision windows',
        description:
          'Demand of majors is the run’s; every column adds up. Before the first run there are no links. Figures of few enterprises are withheld from organisations.',
        querystring: Type.Object({ runId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: ref(ChainMap), ...problems(...badId, 401, 403, 409) },
      },
    },
    async (request) => service.map(principalOf(request), request.params.id, request.query.runId),
  );
}
