import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Publication, PublicationInput, PublicationPage, WithdrawalInput } from '../../../schemas/publications.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createPublicationService } from './service.ts';
import { publicationTable } from './table.ts';

/** 发布: which run everybody may read, from when on, and what was withdrawn. */
export function publicationRoutes(app: App, context: ServerContext): void {
  const service = createPublicationService(context);
  const common = { tags: ['publications'], security: bearer };
  const read = { policy: ['planner', 'secretariat', 'administrator'] } as const;
  const write = { policy: ['planner', 'administrator'] } as const;
  const params = Type.Object({ id: Id }, { additionalProperties: false });

  app.get(
    '/publications',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listPublications',
        summary: 'Publications 发布, newest first: scheduled, in force, superseded, withdrawn',
        description: fileNote,
        querystring: Type.Object({ ...pageQuery }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(PublicationPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const file = fileAsked(request);
      if (file === null) return service.list(request.query);
      return sendFile(context, request, reply, file, { table: publicationTable, rows: await service.rows() });
    },
  );
  app.post(
    '/publications',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'publishRun',
        summary: 'Publish a run: its figures become readable for everybody, in ranges, small ones withheld',
        description: 'Of the publications whose time has come the latest is in force. What is published is copied out of the run and never changes.',
        body: ref(PublicationInput),
        response: { 201: ref(Publication), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const done = await service.publish(principalOf(request), request.body, request.id);
      return tagged(reply.code(201).header('location', `/api/v1/publications/${done.id}`), done);
    },
  );
  app.get(
    '/publications/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getPublication',
        summary: 'One publication',
        description:
          'In any state, superseded and withdrawn ones with their reason included. Its ETag goes as `If-Match` with a withdrawal; the figures everybody reads are under /public.',
        params,
        response: { 200: ref(Publication), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.find(request.params.id)),
  );
  app.put(
    '/publications/:id/withdrawal',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'withdrawPublication',
        summary: 'Withdraw a publication with a reason everybody can read; again: correct the reason',
        description: 'Nothing earlier comes back into force: whoever asks is told that it was withdrawn, and why, until something else is published.',
        params,
        body: ref(WithdrawalInput),
        response: { 200: ref(Publication), ...problems(...new Set([...badBody, ...badId]), 401, 403) },
      },
    },
    async (request, reply) =>
      tagged(reply, await service.withdraw(principalOf(request), request.params.id, request.body.reason.trim(), seenOf(request), request.id)),
  );
}
