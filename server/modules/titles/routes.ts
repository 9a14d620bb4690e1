import { Type } from 'typebox';
import { ref } from '../../../schemas/common.ts';
import { OccupationCandidates, Title, TitleChoice, TitleChoiceInput } from '../../../schemas/titles.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createTitleService } from './service.ts';

/** Every role may ask which occupation a title stands for; enterprises choose for themselves. */
export function titleRoutes(app: App, context: ServerContext): void {
  const service = createTitleService(context);

  app.get(
    '/occupations/candidates',
    {
      config: { policy: everyRole, unverified: true },
      schema: {
        operationId: 'listOccupationCandidates',
        summary: 'Occupations a job title may stand for 岗位名称 → 职业, best first',
        description: 'At most five, with the words that led there; what the own organisation chose for the title before comes first.',
        tags: ['catalogue'],
        security: bearer,
        querystring: Type.Object({ title: Title }, { additionalProperties: false }),
        response: { 200: ref(OccupationCandidates), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.candidates(principalOf(request), request.query.title),
  );
  app.post(
    '/demand/title-choices',
    {
      config: { policy: ['enterprise', 'administrator'] },
      schema: {
        operationId: 'createTitleChoice',
        summary: 'Remember which occupation the enterprise means by a title',
        description:
          'From then on the occupation comes first where the same enterprise asks for candidates of the title; the newest choice counts. It reports nothing and changes no report; other organisations do not see it.',
        tags: ['demand'],
        security: bearer,
        body: ref(TitleChoiceInput),
        response: { 201: ref(TitleChoice), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.choose(principalOf(request), request.body, request.id)),
  );
}
