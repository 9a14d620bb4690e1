import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { Pathway, PathwayInput, PathwayPage } from '../../../schemas/pathways.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createPathwayService } from './service.ts';

/** 3+2 and 3+4: published like programmes, agreed on by planners and administrators. */
export function pathwayRoutes(app: App, context: ServerContext): void {
  const service = createPathwayService(context);
  const write = { policy: ['planner', 'administrator'] as const };
  const tags = ['pathways'];
  app.get(
    '/pathways',
    {
      config: { policy: 'public' },
      schema: {
        tags,
        operationId: 'listPathways',
        summary: 'Pathways between programmes 贯通培养',
        querystring: Type.Object(
          { ...pageQuery, majorCode: Type.Optional(MajorCode), school: Type.Optional(Type.String({ ...Id, description: 'Id of the school at either end.' })) },
          { additionalProperties: false },
        ),
        response: { 200: ref(PathwayPage), ...problems(422) },
      },
    },
    async ({ query }) => service.list(defined({ majorCode: query.majorCode, schoolId: query.school }), query),
  );
  app.post(
    '/pathways',
    {
      config: write,
      schema: {
        ...{ tags, security: bearer },
        operationId: 'createPathway',
        summary: 'Agree on a pathway from a programme to one of a higher level',
        description:
          'Counts for intakes from `firstYear` on, in runs started later, and is listed publicly. Refused with 422: a target of no higher level, a pathway there is already, a loop, or shares that together exceed the intake of the target.',
        body: ref(PathwayInput),
        response: { 201: ref(Pathway), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.create(principalOf(request), request.body, request.id)),
  );
  app.delete(
    '/pathways/:id',
    {
      config: write,
      schema: {
        ...{ tags, security: bearer },
        operationId: 'closePathway',
        summary: 'Close a pathway: the next intake is the first without it; past intakes keep theirs',
        description:
          'The first intake without it is that after the newest complete reporting year, and not before its `firstYear`. A closed one is 409; it is not opened again: agree on a new one.',
        params: Type.Object({ id: Id }),
        response: { 200: ref(Pathway), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request) => service.close(principalOf(request), request.params.id, request.id),
  );
}
