import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AdjustmentTargets, AdjustmentTargetsInput, AdjustmentTargetsPage, AdjustmentTargetsUpdate, PlanId } from '../../../schemas/adjustment-targets.ts';
import { pageQuery, ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { targetTable, targetsOf } from './table.ts';
import { createTargetService } from './target-service.ts';

const params = Type.Object({ id: PlanId });
const write = { policy: ['planner', 'administrator'] } as const;
const changing = [...new Set([...badId, ...badBody])];

/** What plans ask to be opened and ended: facts of their documents, entered by those who plan. */
export function targetRoutes(app: App, context: ServerContext): void {
  const service = createTargetService(context);
  const common = { tags: ['adjustments'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });
  app.get(
    '/adjustment-targets',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listAdjustmentTargets',
        summary: 'Plans with the programmes they ask to be opened and ended by level, latest first',
        description: fileNote,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(AdjustmentTargetsPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const file = fileAsked(request);
      if (file === null) return service.list(request.query);
      return sendFile(context, request, reply, file, { table: targetTable, rows: targetsOf(await service.rows()) });
    },
  );
  app.post(
    '/adjustment-targets',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'addAdjustmentTargets',
        summary: 'Enter what a plan asks to be opened and ended',
        description:
          'A plan may lie within another, such as a year of a five-year plan; beside the ledger the outer one counts. 409 where there is one of these years.',
        body: ref(AdjustmentTargetsInput),
        response: { 201: ref(AdjustmentTargets), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.add(request.body, doing(request)))),
  );
  app.put(
    '/adjustment-targets/:id',
    {
      config: write,
      schema: {
        ...common,
        ...{
          operationId: 'putAdjustmentTargets',
          summary: 'Correct what a plan asks for',
          description:
            'Replaces the source and all targets; the years are the id and stay: for other years take the plan out and enter another. 422 where a level and action stand twice.',
          params,
          body: ref(AdjustmentTargetsUpdate),
        },
        response: { 200: ref(AdjustmentTargets), ...problems(...changing, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, request.body, doing(request))),
  );
  app.delete(
    '/adjustment-targets/:id',
    {
      config: { ...write, versioned: true },
      schema: {
        ...common,
        ...{
          operationId: 'removeAdjustmentTargets',
          summary: 'Take a plan out that was entered by mistake',
          description:
            'The plan no longer stands beside the ledger, whose lines are not touched. It cannot be brought back, only entered again; what it asked for stays in the audit trail.',
          params,
        },
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(...badId, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.remove(request.params.id, doing(request));
      return reply.code(204).send(null);
    },
  );
}
