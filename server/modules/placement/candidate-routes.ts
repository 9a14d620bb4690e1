import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { AppealPage, CandidatePage, CandidatesInput, CodesInput, IssuedCode, IssuedCodes } from '../../../schemas/placement.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createCandidateService } from './candidates.ts';
import { candidateTable, codeTable } from './tables.ts';

const params = Type.Object({ id: Id });
const schools = ['school', 'administrator'] as const;
const readers = ['school', 'planner', 'secretariat', 'administrator'] as const;

/** Students of a round as their schools enter and see them. */
export function candidateRoutes(app: App, context: ServerContext): void {
  const service = createCandidateService(context);
  const common = { tags: ['placement'], security: bearer };
  app.post(
    '/placement/rounds/:id/candidates',
    {
      // codes are shown once and not kept, not even for an answer to a repeated call
      config: { policy: schools, repeatable: false },
      schema: {
        ...common,
        operationId: 'addPlacementCandidates',
        summary: 'Add students of a school to a round; answers with the code of each, shown this once',
        description: `Students are known by a number the school makes up; who that is stays with the school. ${fileNote}`,
        params,
        body: ref(CandidatesInput),
        response: { 201: listOrFile(ref(IssuedCodes)), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const items = await service.add(principalOf(request), request.params.id, request.body, request.id);
      void reply.code(201).header('cache-control', 'no-store');
      const kind = fileAsked(request);
      if (kind === null) return reply.send({ items });
      return sendFile(context, request, reply, kind, { table: codeTable, rows: each(items) });
    },
  );
  app.post(
    '/placement/rounds/:id/codes',
    {
      config: { policy: schools, repeatable: false },
      schema: {
        ...common,
        operationId: 'issuePlacementCodes',
        summary: 'Codes for all students of a school that have none yet, such as those of a spreadsheet; shown this once',
        description: `At most 2,000 at once; call again for the others. ${fileNote}`,
        params,
        body: ref(CodesInput),
        response: { 201: listOrFile(ref(IssuedCodes)), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const items = await service.issue(principalOf(request), request.params.id, request.body, request.id);
      void reply.code(201).header('cache-control', 'no-store');
      const kind = fileAsked(request);
      if (kind === null) return reply.send({ items });
      return sendFile(context, request, reply, kind, { table: codeTable, rows: each(items) });
    },
  );
  app.get(
    '/placement/rounds/:id/candidates',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listPlacementCandidates',
        summary: 'Students of a round and, once published, where they were placed; a school sees its own',
        description: fileNote,
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: listOrFile(ref(CandidatePage)), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      const [kind, principal, { id }] = [fileAsked(request), principalOf(request), request.params];
      if (kind === null) return service.list(principal, id, request.query);
      return sendFile(context, request, reply, kind, { table: candidateTable, rows: service.rows(principal, id) });
    },
  );
  app.post(
    '/placement/candidates/:id/code',
    {
      config: { policy: schools, repeatable: false },
      schema: {
        ...common,
        operationId: 'renewPlacementCode',
        summary: 'A new code for a student who lost theirs; the old one and its sessions end',
        description:
          'The code is in this answer only, and an Idempotency-Key does not repeat it: calling again makes another. Wishes and outcome stay. It works in every state of the round, so that a student can read the outcome.',
        params,
        response: { 201: ref(IssuedCode), ...problems(...badId, ...badBody, 401, 403) },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .header('cache-control', 'no-store')
        .send(await service.renew(principalOf(request), request.params.id, request.id)),
  );
  app.delete(
    '/placement/candidates/:id',
    {
      config: { policy: schools },
      schema: {
        ...common,
        operationId: 'deletePlacementCandidate',
        summary: 'Take a student out of a round that is not closed, wishes and rankings with them',
        description:
          'The code of the student and sessions opened with it end at once. It cannot be undone: added again, the student gets another id and code and chooses anew. 409 once the round is closing or its time is over.',
        params,
        response: { 204: Type.Null({ description: 'Taken out' }), ...problems(...badId, ...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.remove(principalOf(request), request.params.id, request.id);
      return reply.code(204).send(null);
    },
  );
  app.get(
    '/placement/rounds/:id/appeals',
    {
      config: { policy: readers },
      schema: {
        ...common,
        operationId: 'listPlacementAppeals',
        summary: 'Appeals of students, newest first; a school sees those of its own',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(AppealPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.appeals(principalOf(request), request.params.id, request.query),
  );
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* await Promise.resolve(items);
}
