import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { AskedProgrammePage, FlagReply, FlagReplyEventPage, FlagReplyPage, ReplyCountPage } from '../../../schemas/flag-replies.ts';
import { askingClasses, replyKinds, replyStates } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createAskedService } from './asked.ts';
import { createReplyService } from './service.ts';
import { replyStepRoutes } from './step-routes.ts';
import { askedTable, replyTable } from './table.ts';

const listQuery = Type.Object(
  {
    ...pageQuery,
    organisationId: Type.Optional(Id),
    majorCode: Type.Optional(MajorCode),
    state: Type.Optional(Type.Enum([...replyStates])),
    kind: Type.Optional(Type.Enum([...replyKinds])),
    class: Type.Optional(Type.Enum([...askingClasses])),
    year: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'Year of the run it was begun under.' })),
  },
  { additionalProperties: false },
);
const askedQuery = Type.Object(
  { ...pageQuery, runId: Type.Optional(Id), majorCode: Type.Optional(MajorCode), organisationId: Type.Optional(Id) },
  { additionalProperties: false },
);
const params = Type.Object({ id: Id });
const read = { policy: ['school', 'planner', 'secretariat', 'administrator'] } as const;

/** Replies to flags 对建议的答复, whom a run asks for one, and how far they have come. */
export function flagReplyRoutes(app: App, context: ServerContext): void {
  const service = createReplyService(context);
  const asked = createAskedService(context);
  const common = { tags: ['replies'], security: bearer };

  app.get(
    '/flag-replies',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listFlagReplies',
        summary: 'Replies of schools to flags, newest first',
        description: `Schools see their own, who plans what was sent. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(FlagReplyPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, majorCode, state, kind, class: flagClass, year } = request.query;
      const filter = defined({ schoolId: organisationId, majorCode, state, kind, flagClass, asOfYear: year });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: replyTable, rows: service.rows(principalOf(request), filter) });
    },
  );
  app.get(
    '/flag-replies/asked',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listAskedProgrammes',
        summary: 'Programmes that the flags of a run ask for a reply, and how far each has come',
        description: fileNote,
        querystring: askedQuery,
        response: { 200: listOrFile(ref(AskedProgrammePage)), ...problems(401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { runId, majorCode, organisationId } = request.query;
      const question = defined({ runId, majorCode, schoolId: organisationId });
      const file = fileAsked(request);
      if (file === null) return asked.asked(principalOf(request), question, request.query);
      return sendFile(context, request, reply, file, { table: askedTable, rows: await asked.askedRows(principalOf(request), question), runs: [runId] });
    },
  );
  app.get(
    '/flag-replies/counts',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listReplyCounts',
        summary: 'How many schools have replied to each flag of a run, by major',
        querystring: askedQuery,
        response: { 200: ref(ReplyCountPage), ...problems(401, 403, 404, 422) },
      },
    },
    async (request) => {
      const { runId, majorCode, organisationId } = request.query;
      return asked.counts(principalOf(request), defined({ runId, majorCode, schoolId: organisationId }), request.query);
    },
  );
  app.get(
    '/flag-replies/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getFlagReply',
        summary: 'A reply to a flag',
        description:
          'To other schools it answers 404, and so does a draft to who plans. The flag it answers is that of the run `runId`; `reason` is the word of the planner who decided.',
        params,
        response: { 200: ref(FlagReply), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.get(
    '/flag-replies/:id/history',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listFlagReplyHistory',
        summary: 'Every word given in a reply and every decision on it, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(FlagReplyEventPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.history(principalOf(request), request.params.id, request.query),
  );
  replyStepRoutes(app, context);
}
