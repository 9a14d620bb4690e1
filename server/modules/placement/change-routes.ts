import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Appeal, AppealDecisionInput, PlacementChange, PlacementChangeInput, PlacementChangePage } from '../../../schemas/placement.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createChangeService } from './changes.ts';
import { running } from './common.ts';

const params = Type.Object({ id: Id });

/** What happens after publication. */
export function changeRoutes(app: App, context: ServerContext): void {
  const service = createChangeService(context);
  const common = { tags: ['placement'], security: bearer };
  app.post(
    '/placement/rounds/:id/changes',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'changePlacement',
        summary: 'Move a candidate by hand after publication; answers with what is left of stability',
        description:
          '`postId` null takes the candidate out of their post. What it breaks is not refused but told in `verification`: stability, overfull posts, classes below their minimum. The school and the enterprises of both posts are notified; to undo it, move back. 409 before publication, a year after it, or where somebody else made a change just now.',
        params,
        body: ref(PlacementChangeInput),
        response: { 201: ref(PlacementChange), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.change(principalOf(request), request.params.id, request.body, request.id)),
  );
  app.get(
    '/placement/rounds/:id/changes',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'listPlacementChanges',
        summary: 'Changes by hand, newest first, with the verification after each',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(PlacementChangePage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.list(request.params.id, request.query),
  );
  app.post(
    '/placement/appeals/:id/decision',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'decidePlacementAppeal',
        summary: 'Answer an appeal, once; a move that follows from it is a change of its own',
        description:
          'Granting moves nobody: do that with `changes` of the round. The school is notified, the student reads the answer in their own view. A second answer is refused with 409.',
        params,
        body: ref(AppealDecisionInput),
        response: { 200: ref(Appeal), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request) => service.decide(principalOf(request), request.params.id, request.body, request.id),
  );
}
