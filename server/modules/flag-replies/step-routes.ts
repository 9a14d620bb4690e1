import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, ref } from '../../../schemas/common.ts';
import { FlagReply, FlagReplyChange, FlagReplyDecisionInput, FlagReplyInput } from '../../../schemas/flag-replies.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createReplyService } from './service.ts';

const params = Type.Object({ id: Id });
const write = { policy: ['school', 'administrator'] } as const;
const decide = { policy: ['planner', 'administrator'] } as const;
const changing = [...new Set([...badId, ...badBody])];

/** Steps in the life of a reply: schools comply or explain, planners take note or ask again. */
export function replyStepRoutes(app: App, context: ServerContext): void {
  const service = createReplyService(context);
  const common = { tags: ['replies'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.post(
    '/flag-replies',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createFlagReply',
        summary: 'Begin a reply to the flag the newest run puts on a programme: comply 照办 or explain 说明',
        description: 'A draft may be incomplete. A reply stands for later runs as long as they say the same; a flag that changes asks anew.',
        body: ref(FlagReplyInput),
        response: { 201: ref(FlagReply), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.create(doing(request), request.body))),
  );
  app.put(
    '/flag-replies/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putFlagReply',
        summary: 'Change a reply that is a draft or was asked for again',
        description:
          'Replaces kind, text and day; the day is dropped where the school explains. It may stay incomplete until it is sent. 409 once it is sent, until a planner asks again.',
        params,
        body: ref(FlagReplyChange),
        response: { 200: ref(FlagReply), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/flag-replies/:id/submission',
    {
      config: { ...write, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'sendFlagReply',
        summary: 'Send a reply: what is done needs a day, reasons a length',
        description:
          'Planners read it from then on, and the school cannot change it until it is asked again. 422 names what is missing: length of the text, or a day from today on. 409 where the newest run says something else of the major: reply to the new flag.',
        params,
        response: { 200: ref(FlagReply), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.send(request.params.id, doing(request))),
  );
  app.post(
    '/flag-replies/:id/decision',
    {
      config: { ...decide, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'decideFlagReply',
        summary: 'Take note of a reply, or ask again with a reason',
        description:
          'Taking note closes the reply for good; asking again opens it to its school, with the reason. The text as it was decided on stays in its history. 409 unless it is sent and not decided.',
        params,
        body: ref(FlagReplyDecisionInput),
        response: { 200: ref(FlagReply), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.decide(request.params.id, doing(request), request.body)),
  );
}
