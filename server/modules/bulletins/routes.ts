import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { bulletinDocument } from '../../../documents/word/bulletin.ts';
import { Bulletin, BulletinChange, BulletinInput, BulletinMoveInput, BulletinPage } from '../../../schemas/bulletins.ts';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { dayOf } from '../../../schemas/days.ts';
import { bulletinKinds } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { bulletinWorkflow } from '../../../schemas/workflows/bulletin.ts';
import type { App, ServerContext } from '../../context.ts';
import { sendDocument, wordAnswer } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createBulletinService } from './service.ts';

const read = { policy: ['enterprise', 'school', 'planner', 'secretariat', 'administrator'] } as const;
const make = { policy: ['secretariat', 'administrator'] } as const;
const params = Type.Object({ id: Id });
const changing = [...new Set([...badId, ...badBody])];
const listQuery = Type.Object(
  {
    ...pageQuery,
    kind: Type.Optional(Type.Enum([...bulletinKinds])),
    year: Type.Optional(Year),
    state: Type.Optional(Type.Enum(statesOf(bulletinWorkflow))),
  },
  { additionalProperties: false },
);

/** Bulletins about tasks: every role reads what is published, the secretariat makes them. */
export function bulletinRoutes(app: App, context: ServerContext): void {
  const service = createBulletinService(context);
  const common = { tags: ['bulletins'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.get(
    '/bulletins',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listBulletins',
        summary: 'Bulletins 通报, newest first',
        description: 'Drafts and withdrawn ones are told to the secretariat and administrators.',
        querystring: listQuery,
        response: { 200: ref(BulletinPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { kind, year, state } = request.query;
      return service.list(principalOf(request), defined({ kind, year, state }), request.query);
    },
  );
  app.post(
    '/bulletins',
    {
      config: make,
      schema: {
        ...common,
        operationId: 'createBulletin',
        summary: 'Make the draft of a monthly dispatch, quarterly bulletin or yearly summary from the records',
        description: 'Figures are those of the moment it is made and stay; the text can be edited.',
        body: ref(BulletinInput),
        response: { 201: ref(Bulletin), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.make(doing(request), request.body))),
  );
  app.get(
    '/bulletins/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getBulletin',
        summary: 'A bulletin',
        description:
          'A draft or withdrawn one answers 404 to all but the secretariat and administrators. Its figures are of the moment it was made, whatever became of the tasks since; a paragraph that was edited keeps in `made` what it first said.',
        params,
        response: { 200: ref(Bulletin), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      return tagged(reply, await service.get(principalOf(request), request.params.id));
    },
  );
  app.get(
    '/bulletins/:id/document',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getBulletinDocument',
        summary: 'A bulletin as a Word document in official form',
        description:
          'Made at every call from what `GET /bulletins/{id}` answers to the caller, drafts included; in Chinese, dated the day it was published, or made where it is not published.',
        params,
        response: { 200: wordAnswer, ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const { title, content, simulated, createdAt, publishedAt } = await service.get(principalOf(request), request.params.id);
      return sendDocument(context, reply, title, bulletinDocument({ title, content, simulated, dated: dayOf(new Date(publishedAt ?? createdAt)) }));
    },
  );
  app.put(
    '/bulletins/:id',
    {
      config: make,
      schema: {
        ...common,
        operationId: 'putBulletin',
        summary: 'Change title and paragraphs of a draft; figures and tables stay',
        description:
          'Paragraphs that are not named stay, new ones are put after the block they name. Figures of another day need another bulletin: withdraw this one and make it again. 409 unless it is a draft, 422 where an id is no paragraph or block of it.',
        params,
        body: ref(BulletinChange),
        response: { 200: ref(Bulletin), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/bulletins/:id/moves',
    {
      config: { ...make, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveBulletin',
        summary: 'Publish a draft, or withdraw a bulletin with the reason',
        description:
          'Publishing shows it to every role and notifies schools, enterprises and planners. Withdrawing is for good, hides it from them again and frees its period for another edition.',
        params,
        body: ref(BulletinMoveInput),
        response: { 200: ref(Bulletin), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, doing(request), request.body)),
  );
}
