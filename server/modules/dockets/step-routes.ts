import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, ref } from '../../../schemas/common.ts';
import { DocketReviewInput } from '../../../schemas/docket-reviews.ts';
import { Docket, DocketChange, DocketInput, DocketMoveInput } from '../../../schemas/dockets.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createDocketReviewService } from './review.ts';
import { createDocketService } from './service.ts';

const params = Type.Object({ id: Id });
const write = { policy: ['planner', 'administrator'] } as const;
const changing = [...new Set([...badId, ...badBody])];

/** Steps in the life of a docket that are taken outside the conference. */
export function docketStepRoutes(app: App, context: ServerContext): void {
  const service = createDocketService(context);
  const reviews = createDocketReviewService(context);
  const common = { tags: ['dockets'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.post(
    '/dockets',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'openDocket',
        summary: 'Open a docket on the flag of a major: its evidence is frozen',
        description: 'A major has one docket on its way: another is refused with 409, which names it.',
        body: ref(DocketInput),
        response: { 201: ref(Docket), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.open(doing(request), request.body))),
  );
  app.put(
    '/dockets/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putDocket',
        summary: 'Write the opinion and the measures, until the docket is on an agenda',
        description:
          'Opinion and measures are replaced as a whole: measures that are left out are removed. Schools see the opinion once it is given, and only measures of their own. 409 once it is on an agenda, deferred or decided; an opinion that was given cannot be emptied (422).',
        params,
        body: ref(DocketChange),
        response: { 200: ref(Docket), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/dockets/:id/moves',
    {
      config: { ...write, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveDocket',
        summary: 'Ask the schools, give the opinion, take it back, or withdraw the docket',
        description:
          'Asking notifies the schools that offer the major and shows them the docket; giving the opinion needs one (409). Withdrawing is for good and frees the major for another docket; a proposal it was opened on can then be returned to its school.',
        params,
        body: ref(DocketMoveInput),
        response: { 200: ref(Docket), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/dockets/:id/review',
    {
      config: { ...write, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'reviewDocket',
        summary: 'Hold the decision against what happened, for good or until another day',
        description:
          'Stores what `outcome` says at that moment. With `again` the docket stays resolved and is due that day, without it the review is final. 409 before its day of review. Where the system has reviewed it, only a note can be added, once.',
        params,
        body: ref(DocketReviewInput),
        response: { 200: ref(Docket), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await reviews.review(request.params.id, doing(request), request.body)),
  );
}
