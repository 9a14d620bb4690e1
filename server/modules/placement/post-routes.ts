import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { ApplicantPage, PlacementPost, PlacementPostInput, PlacementPostPage, RankingInput } from '../../../schemas/placement.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createPostService } from './posts.ts';
import { applicantTable, postTable } from './tables.ts';

const params = Type.Object({ id: Id });

/** Posts of a round, and how their enterprises rank candidates. */
export function postRoutes(app: App, context: ServerContext): void {
  const service = createPostService(context);
  const common = { tags: ['placement'], security: bearer };
  app.post(
    '/placement/rounds/:id/posts',
    {
      config: { policy: ['enterprise', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createPlacementPost',
        summary: 'Offer a post or an order class 订单班 in a round that is being prepared',
        description:
          'An enterprise offers for itself, an administrator names one. Without majors and level it is for every student; capacity and minimum are persons, a minimum is for order classes only. It cannot be changed: take it back and offer another. 409 once the round is open.',
        params,
        body: ref(PlacementPostInput),
        response: { 201: ref(PlacementPost), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.add(principalOf(request), request.params.id, request.body, request.id)),
  );
  app.get(
    '/placement/rounds/:id/posts',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listPlacementPosts',
        summary: 'Posts of a round by enterprise',
        description: `Applications and outcome are told to the enterprise of a post and to who runs the round. ${fileNote}`,
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(PlacementPostPage)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const [kind, principal, { id }] = [fileAsked(request), principalOf(request), request.params];
      if (kind === null) return service.list(principal, id, request.query);
      return sendFile(context, request, reply, kind, { table: postTable, rows: service.rows(principal, id) });
    },
  );
  app.delete(
    '/placement/posts/:id',
    {
      config: { policy: ['enterprise', 'administrator'] },
      schema: {
        ...common,
        operationId: 'deletePlacementPost',
        summary: 'Take a post back while the round is being prepared',
        description:
          'It is gone with its majors; there are no wishes yet. An enterprise takes back its own, posts of others answer 404. 409 once the round is open.',
        params,
        response: { 204: Type.Null({ description: 'Taken back' }), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.remove(principalOf(request), request.params.id, request.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/placement/posts/:id/candidates',
    {
      config: { policy: ['enterprise', 'planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listPlacementApplicants',
        summary: 'Candidates a post is for, with its ranking and, once published, who got it',
        description: `Candidates stand under the numbers of their schools. \`applied=true\`: only those who chose the post. ${fileNote}`,
        params,
        querystring: Type.Object({ ...pageQuery, applied: Type.Optional(Type.Boolean({ default: false })) }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(ApplicantPage)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const { applied = false } = request.query;
      const [kind, principal, { id }] = [fileAsked(request), principalOf(request), request.params];
      if (kind === null) return service.applicants(principal, id, applied, request.query);
      return sendFile(context, request, reply, kind, { table: applicantTable, rows: service.applicantRows(principal, id, applied) });
    },
  );
  app.put(
    '/placement/posts/:id/ranking',
    {
      config: { policy: ['enterprise', 'administrator'] },
      schema: {
        ...common,
        operationId: 'rankPlacementCandidates',
        summary: 'Rank or refuse candidates of a post while the round is open; replaces the ranking before',
        description:
          'Candidates are those of `GET /placement/posts/{id}/candidates`, whether they chose the post or not; null as place refuses one, equal places are ties that the seed of the round decides. 409 unless the round is open, 422 for somebody the post is not for or who stands twice.',
        params,
        body: ref(RankingInput),
        response: { 200: ref(PlacementPost), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.rank(principalOf(request), request.params.id, request.body, seenOf(request), request.id)),
  );
}
