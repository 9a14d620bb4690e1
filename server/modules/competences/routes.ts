import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Competence, CompetenceInput, CompetencePage, ProgrammeCompetences, ProgrammeCompetencesInput } from '../../../schemas/competences.ts';
import { competenceKinds } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createCompetenceService } from './service.ts';

const params = Type.Object({ id: Id }, { additionalProperties: false });
const listQuery = Type.Object(
  {
    ...pageQuery,
    kind: Type.Optional(Type.Enum([...competenceKinds])),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'Part of the name or code.' })),
  },
  { additionalProperties: false },
);

/** The catalogue of competences is public like every catalogue; what a programme teaches is entered by its school. */
export function competenceRoutes(app: App, context: ServerContext): void {
  const service = createCompetenceService(context);
  const tags = ['competences'];

  app.get(
    '/competences',
    {
      config: { policy: 'public' },
      schema: {
        tags,
        operationId: 'listCompetences',
        summary: 'Competences 能力: knowledge, skills, certificates and attitudes with their origin',
        querystring: listQuery,
        response: { 200: ref(CompetencePage), ...problems(422) },
      },
    },
    async ({ query }) => service.list(defined({ kind: query.kind, text: query.q }), query),
  );
  app.post(
    '/competences',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...{ tags, security: bearer },
        operationId: 'createCompetence',
        summary: 'Add a competence to the catalogue',
        description: 'It can be used at once by schools in what their programmes teach. 409 where the code is taken: an entry is never overwritten.',
        body: ref(CompetenceInput),
        response: { 201: ref(Competence), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.add(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/programmes/:id/competences',
    {
      config: { policy: everyRole },
      schema: {
        ...{ tags, security: bearer, params },
        operationId: 'getProgrammeCompetences',
        summary: 'What a programme teaches, as its school entered it',
        description: 'Every role reads it; a programme for which nothing was entered answers an empty list. Its ETag is what `PUT` on this path asks for.',
        response: { 200: ref(ProgrammeCompetences), ...problems(...badId, 401, 403) },
      },
    },
    async ({ params: { id } }, reply) => tagged(reply, await service.taught(id)),
  );
  app.put(
    '/programmes/:id/competences',
    {
      config: { policy: ['school', 'administrator'] },
      schema: {
        ...{ tags, security: bearer, params },
        operationId: 'setProgrammeCompetences',
        summary: 'Enter all a programme teaches; the list takes the place of the one before',
        description: 'Schools enter their own programmes, administrators all.',
        body: ref(ProgrammeCompetencesInput),
        response: { 200: ref(ProgrammeCompetences), ...problems(...badBody, ...badId, 401, 403) },
      },
    },
    async (request, reply) =>
      tagged(reply, await service.setTaught(principalOf(request), request.params.id, request.body.competences, seenOf(request), request.id)),
  );
}
