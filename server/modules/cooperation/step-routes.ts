import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, ref } from '../../../schemas/common.ts';
import { Cooperation, CooperationMilestoneInput, CooperationStepInput, MilestoneCompletionInput } from '../../../schemas/cooperation.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import type { createCooperationService } from './cooperations.ts';
import { createCooperationSteps } from './steps.ts';

const params = Type.Object({ id: Id });
const config = { policy: ['school', 'enterprise', 'administrator'], versioned: 'optional' } as const;
const changing = [...new Set([...badId, ...badBody])];

/** Steps of the two sides: answers, agreements, milestones, outcome. */
export function stepRoutes(app: App, context: ServerContext, service: ReturnType<typeof createCooperationService>): void {
  const steps = createCooperationSteps(context, service);
  const common = { tags: ['cooperation'], security: bearer };
  const response = { 200: ref(Cooperation), ...problems(...changing, 401, 403, 409) };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });
  app.post(
    '/cooperations/:id/steps',
    {
      config,
      schema: {
        ...common,
        operationId: 'stepCooperation',
        summary: 'Take the next step: answer an invitation, propose or confirm an agreement, begin, close with an outcome, end',
        description: 'An invitation is answered by the side that was invited, an agreement confirmed by the side that did not propose it.',
        ...{ params, body: ref(CooperationStepInput), response },
      },
    },
    async (request, reply) => tagged(reply, await steps.step(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/cooperations/:id/milestones',
    {
      config,
      schema: {
        ...common,
        operationId: 'addCooperationMilestone',
        summary: 'Add a milestone to what is agreed or under way',
        description:
          'Either side may, until the cooperation is closed or ended (409 before the agreement and after). The version is that of the cooperation, which rises; the other side sees it and is not notified. Calling twice adds two.',
        params,
        body: ref(CooperationMilestoneInput),
        response: { 201: ref(Cooperation), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await steps.addMilestone(request.params.id, doing(request), request.body))),
  );
  app.post(
    '/cooperation-milestones/:id/completion',
    {
      config,
      schema: {
        ...common,
        operationId: 'completeCooperationMilestone',
        summary: 'Say that a milestone is done, and since when',
        description: 'The version, where one is given, is that of the cooperation.',
        ...{ params, body: ref(MilestoneCompletionInput), response },
      },
    },
    async (request, reply) => tagged(reply, await steps.completeMilestone(request.params.id, doing(request), request.body)),
  );
  app.delete(
    '/cooperation-milestones/:id',
    {
      config: { ...config, versioned: true },
      schema: {
        ...common,
        operationId: 'deleteCooperationMilestone',
        summary: 'Take back a milestone that is not done',
        description: 'The version is that of the cooperation. A milestone that is done stays (409), and so do all once the cooperation is closed or ended.',
        ...{ params, response },
      },
    },
    async (request, reply) => tagged(reply, await steps.removeMilestone(request.params.id, doing(request))),
  );
}
