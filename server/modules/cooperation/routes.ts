import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Cooperation, CooperationInput, CooperationMovePage, CooperationPage } from '../../../schemas/cooperation.ts';
import { cooperationPairs } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { cooperationWorkflow } from '../../../schemas/workflows/cooperation.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { batchRoutes } from './batch-routes.ts';
import { createCooperationService } from './cooperations.ts';
import { listingRoutes } from './listing-routes.ts';
import { stepRoutes } from './step-routes.ts';
import { cooperationTable } from './tables.ts';

const params = Type.Object({ id: Id });
const listQuery = Type.Object(
  {
    ...pageQuery,
    pair: Type.Optional(Type.Enum([...cooperationPairs])),
    state: Type.Optional(Type.Enum(statesOf(cooperationWorkflow))),
    batchId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Suggested by this batch.' })),
  },
  { additionalProperties: false },
);

/** Cooperation matching 校企合作对接: listings, who invites whom, what is agreed and what comes of it. */
export function cooperationRoutes(app: App, context: ServerContext): void {
  const service = createCooperationService(context);
  const common = { tags: ['cooperation'], security: bearer };
  listingRoutes(app, context);
  app.get(
    '/cooperations',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCooperations',
        summary: 'Cooperations of the own organisation, or all for who plans, newest first',
        description: fileNote,
        querystring: listQuery,
        response: { 200: listOrFile(ref(CooperationPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { pair, state, batchId } = request.query;
      const asked = defined({ pair, batchId, states: state === undefined ? undefined : [state] });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: cooperationTable, rows: service.rows(principalOf(request), asked) });
    },
  );
  app.post(
    '/cooperations',
    {
      config: { policy: ['school', 'enterprise', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createCooperation',
        summary: 'Invite the organisation of another listing to talk',
        description:
          'One of the two listings has to be of the own organisation (403); both have to be open and of the same pair, with a day in common and, where both name some, a chain, major or occupation that fits (422). The other organisation is notified and answers with a step. 409 where the two stand in a cooperation already, a suggested one included: take the step `invite` there.',
        body: ref(CooperationInput),
        response: { 201: ref(Cooperation), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.add(principalOf(request), request.body, request.id))),
  );
  app.get(
    '/cooperations/:id',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'getCooperation',
        summary: 'A cooperation with its agreement and milestones, for its two sides and who plans',
        description:
          'To other organisations it answers 404. `moves` are the steps the caller may take now, which leaves out those that are for the other side.',
        params,
        response: { 200: ref(Cooperation), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.one(principalOf(request), request.params.id)),
  );
  app.get(
    '/cooperations/:id/history',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCooperationHistory',
        summary: 'Every step of a cooperation, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(CooperationMovePage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.history(principalOf(request), request.params.id, request.query),
  );
  stepRoutes(app, context, service);
  batchRoutes(app, context);
}
