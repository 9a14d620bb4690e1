import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { KeyList, KeyListInput, KeyListMoveInput, KeyListPage, KeySubsidy, PublicKeyMajorPage } from '../../../schemas/key-lists.ts';
import { AdjustmentMovePage } from '../../../schemas/programme-changes.ts';
import { keyListKinds, levels } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { keyListWorkflow } from '../../../schemas/workflows/key-list.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createKeyListService } from './service.ts';
import { subsidiesFor, subsidyTable } from './subsidies.ts';
import { keyMajorTable } from './table.ts';

const params = Type.Object({ id: Id });
const kind = Type.Optional(Type.Enum([...keyListKinds]));
const year = Type.Optional(Type.Unsafe<number>({ ...Year, description: 'In force in this year.' }));
const changing = [...new Set([...badBody, ...badId])];

/** Lists of majors the city needs most 急需紧缺专业: drafted from flags, adopted by the conference, public. */
export function keyListRoutes(app: App, context: ServerContext): void {
  const service = createKeyListService(context);
  const common = { tags: ['key-lists'], security: bearer };
  const read = { policy: everyRole } as const;
  const write = { policy: ['planner', 'administrator'] } as const;
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.get(
    '/key-lists',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listKeyLists',
        summary: 'Lists of key majors, newest first',
        description: 'Schools and enterprises see what was adopted; figures of few enterprises are withheld from them.',
        querystring: Type.Object({ ...pageQuery, kind, state: Type.Optional(Type.Enum(statesOf(keyListWorkflow))), year }, { additionalProperties: false }),
        response: { 200: ref(KeyListPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { kind: kindAsked, state, year: yearAsked } = request.query;
      const filter = defined({ kind: kindAsked, states: state === undefined ? undefined : [state], year: yearAsked });
      return service.list(principalOf(request), filter, request.query);
    },
  );
  app.post(
    '/key-lists',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createKeyList',
        summary: 'Draft a list of key majors; the flag of each is drawn from the newest run',
        description:
          'It is seen by planners, the secretariat and administrators until it is adopted. A major without a flag in the run has no evidence. 422 for majors that are not in the catalogue in force and for more than ten years.',
        body: ref(KeyListInput),
        response: { 201: ref(KeyList), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.create(doing(request), request.body))),
  );
  app.get(
    '/key-lists/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getKeyList',
        summary: 'A list of key majors with the evidence as it was',
        description:
          'To schools and enterprises a list that is not adopted answers 404, and figures of few enterprises are left out of the evidence. Evidence is of the run `runId`; `inForce` follows from its years alone.',
        params,
        response: { 200: ref(KeyList), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.put(
    '/key-lists/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putKeyList',
        summary: 'Change a draft; its evidence is drawn anew',
        description:
          'Replaces all fields and all majors; evidence then is of today’s newest run, `runId` with it. 409 unless it is a draft: what is proposed is sent back first.',
        params,
        body: ref(KeyListInput),
        response: { 200: ref(KeyList), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/key-lists/:id/moves',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'], versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveKeyList',
        summary: 'Propose, send back, adopt with a resolution number, withdraw, or end before its time',
        description:
          'Planners propose and withdraw, the secretariat sends back, adopts and ends. Adopting names a resolution that approves, or a number and a day up to today (422), and publishes the list as it stands. Withdrawn and ended lists cannot be taken up again.',
        params,
        body: ref(KeyListMoveInput),
        response: { 200: ref(KeyList), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, doing(request), request.body)),
  );
  app.get(
    '/key-lists/:id/history',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listKeyListHistory',
        summary: 'What happened to a list, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(AdjustmentMovePage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.history(principalOf(request), request.params.id, request.query),
  );
  app.get(
    '/public/key-programmes',
    {
      config: { policy: 'public' },
      schema: {
        tags: ['public'],
        operationId: 'listPublicKeyMajors',
        summary: 'Majors of adopted lists, those in force and past ones',
        description: fileNote,
        querystring: Type.Object(
          {
            ...{ ...pageQuery, kind, year, level: Type.Optional(Type.Enum([...levels])) },
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Part of the name of a major.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(PublicKeyMajorPage)), ...problems(422) },
      },
    },
    async (request, reply) => {
      const { kind: kindAsked, year: yearAsked, level, q } = request.query;
      const filter = defined({ kind: kindAsked, year: yearAsked, level, text: q });
      const file = fileAsked(request);
      if (file === null) return service.publicList(filter, request.query);
      return sendFile(context, request, reply, file, { table: keyMajorTable, rows: service.publicRows(filter) });
    },
  );
  app.get(
    '/public/key-subsidies',
    {
      config: { policy: 'public' },
      schema: {
        tags: ['public'],
        operationId: 'listKeySubsidies',
        summary: 'What published plans grant for majors of such lists, as data',
        description: `Sums are those of the source, none are computed. ${fileNote}`,
        querystring: Type.Object({ kind, level: Type.Optional(Type.Enum([...levels])) }, { additionalProperties: false }),
        response: { 200: listOrFile(Type.Array(ref(KeySubsidy))), ...problems(422) },
      },
    },
    async (request, reply) => {
      const found = subsidiesFor(request.query);
      const file = fileAsked(request);
      return file === null ? found : sendFile(context, request, reply, file, { table: subsidyTable, rows: Readable.from(found) });
    },
  );
}
