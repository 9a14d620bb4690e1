import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { CooperationBatch, CooperationBatchInput, CooperationBatchPage, CooperationStatisticsPage } from '../../../schemas/cooperation.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { pageOfRows } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createBatchService } from './batches.ts';
import { statisticsTable } from './tables.ts';

const params = Type.Object({ id: Id });
const paged = Type.Object(pageQuery, { additionalProperties: false });
const read = { policy: ['planner', 'secretariat', 'administrator'] } as const;

/** What the city does about cooperation: pairs many at once, and sees how it stands. */
export function batchRoutes(app: App, context: ServerContext): void {
  const service = createBatchService(context);
  const common = { tags: ['cooperation'], security: bearer };
  app.post(
    '/cooperation-batches',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createCooperationBatch',
        summary: 'Pair needs and offers one to one 一对一匹配, where both ticked it, and suggest every pair to both sides',
        description:
          'Exact: no other pairing has a larger sum of scores. The proof (prices of the assignment, checked from outside) is stored with the result.',
        body: ref(CooperationBatchInput),
        response: { 201: ref(CooperationBatch), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.add(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/cooperation-batches',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listCooperationBatches',
        summary: 'Batches, newest first',
        querystring: paged,
        response: { 200: ref(CooperationBatchPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(request.query),
  );
  app.get(
    '/cooperation-batches/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getCooperationBatch',
        summary: 'A batch with its pairs and its proof',
        description:
          'Pairs and proof are as they were computed; titles and names are those of today. What became of the pairs is told by `GET /cooperations?batchId=`.',
        params,
        response: { 200: ref(CooperationBatch), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.get(request.params.id),
  );
  app.get(
    '/cooperation-statistics',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listCooperationStatistics',
        summary: 'Listings, cooperations by state, outcomes and late milestones of the four pairs',
        description: fileNote,
        querystring: paged,
        response: { 200: listOrFile(ref(CooperationStatisticsPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const rows = await service.statistics();
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, ({ pair }) => pair);
      return sendFile(context, request, reply, file, { table: statisticsTable, rows: Readable.from(rows) });
    },
  );
}
