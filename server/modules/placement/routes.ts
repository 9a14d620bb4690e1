import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { PlacementRound, PlacementRoundChange, PlacementRoundInput, PlacementRoundPage } from '../../../schemas/placement.ts';
import { placementStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { candidateRoutes } from './candidate-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { running } from './common.ts';
import { postRoutes } from './post-routes.ts';
import { createRoundService } from './rounds.ts';
import { studentRoutes } from './student-routes.ts';

const params = Type.Object({ id: Id });

/** Placement rounds 双向选择: prepared, opened, closed; a worker places and publishes. */
export function placementRoutes(app: App, context: ServerContext): void {
  const service = createRoundService(context);
  const common = { tags: ['placement'], security: bearer };
  app.post(
    '/placement/rounds',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'createPlacementRound',
        summary: 'Prepare a placement round 双选轮次; enterprises then offer posts and schools add students',
        description:
          'Kind, who proposes and the number of choices cannot be changed later. Without dates it is opened and closed by hand. The seed that decides ties is drawn now and told when the round is published.',
        body: ref(PlacementRoundInput),
        response: { 201: ref(PlacementRound), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.add(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/placement/rounds',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listPlacementRounds',
        summary: 'Placement rounds, newest first',
        querystring: Type.Object({ ...pageQuery, status: Type.Optional(Type.Enum([...placementStatuses])) }, { additionalProperties: false }),
        response: { 200: ref(PlacementRoundPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(request.query.status, request.query),
  );
  app.get(
    '/placement/rounds/:id',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'getPlacementRound',
        summary: 'A placement round: how far it has come, and what was verified of its outcome',
        description:
          'Every role reads it. `status` closing means that a worker is at it; `givenUp` that it failed and waits to be closed again. Seed and verification are null until it is published.',
        params,
        response: { 200: ref(PlacementRound), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(request.params.id)),
  );
  app.put(
    '/placement/rounds/:id',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'changePlacementRound',
        summary: 'Change name and dates of a round that is not closed; the job of every minute opens and closes it by them',
        description:
          'A date that is left out is removed, and what it was for is then done by hand; the day an open round opened by stays. 409 once it is closing or published, 422 where it would close in the past or before it opens.',
        params,
        body: ref(PlacementRoundChange),
        response: { 200: ref(PlacementRound), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(principalOf(request), request.params.id, request.body, seenOf(request), request.id)),
  );
  app.post(
    '/placement/rounds/:id/opening',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'openPlacementRound',
        summary: 'Open a round: students choose and enterprises rank from now on',
        description:
          'Needs a post, and a time to close that is not past, else 409. From now on posts cannot be added or taken back, students still can. Schools and enterprises are notified; it cannot be taken back to preparation.',
        params,
        response: { 200: ref(PlacementRound), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request) => service.open(principalOf(request), request.params.id, request.id),
  );
  app.post(
    '/placement/rounds/:id/closing',
    {
      config: { policy: running },
      schema: {
        ...common,
        operationId: 'closePlacementRound',
        summary: 'Close a round: nothing is entered from now on, a worker places, verifies and publishes',
        description:
          'Read the round until its `status` is published; schools, enterprises and students see the outcome then. It cannot be opened again. 409 unless it is open; a round that was given up is tried once more.',
        params,
        response: { 202: ref(PlacementRound), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(202).send(await service.close(principalOf(request), request.params.id, request.id)),
  );
  postRoutes(app, context);
  candidateRoutes(app, context);
  changeRoutes(app, context);
  studentRoutes(app, context);
}
