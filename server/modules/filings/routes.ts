import { Type } from 'typebox';
import type { Json } from '../../../db/schema/runs.ts';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import {
  Filing,
  FilingCoveragePage,
  FilingDetail,
  FilingEventPage,
  FilingInput,
  FilingLineChange,
  FilingLineInput,
  FilingPage,
  LineKey,
} from '../../../schemas/filings.ts';
import { filingKinds, filingStandings, filingStates } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createDraftService } from './drafts.ts';
import { createFilingLists } from './lists.ts';
import { filingQualityRoutes } from './quality-routes.ts';
import { filingStepRoutes } from './step-routes.ts';
import { coverageTable, filingTable } from './tables.ts';

const kind = Type.Enum([...filingKinds]);
const listQuery = Type.Object(
  {
    ...pageQuery,
    kind: Type.Optional(kind),
    year: Type.Optional(Year),
    state: Type.Optional(Type.Enum([...filingStates])),
    organisationId: Type.Optional(Id),
    chain: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Enterprises of this chain.' })),
  },
  { additionalProperties: false },
);
const coverageQuery = Type.Object(
  {
    ...pageQuery,
    kind,
    year: Year,
    standing: Type.Optional(Type.Enum([...filingStandings])),
    reported: Type.Optional(Type.Boolean({ description: 'Only those of whom something, or nothing, stands reported for the year.' })),
  },
  { additionalProperties: false },
);
const params = Type.Object({ id: Id });
const lineParams = Type.Object({ id: Id, key: LineKey });
// members of an organisation that waits for verification may prepare: only submitting needs it verified
const write = { policy: ['school', 'enterprise', 'administrator'] as const, unverified: true };
const read = { policy: ['school', 'enterprise', 'planner', 'administrator'] as const, unverified: true };
const ifMatch = 'Needs `If-Match` with the ETag of the filing as it was read: 428 without, 412 when it has changed since.';

/** Yearly reports: written by enterprises and schools, looked at by planners. */
export function filingRoutes(app: App, context: ServerContext): void {
  const drafts = createDraftService(context);
  const lists = createFilingLists(context);
  const common = { tags: ['filings'], security: bearer };
  app.get(
    '/filings',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listFilings',
        summary: 'Filings 填报单, newest first',
        description: `With \`total\` also how many by state. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(FilingPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind: asked, year, state, organisationId, chain } = request.query;
      const filter = defined({ kind: asked, year, state, organisationId, chain });
      const file = fileAsked(request);
      if (file === null) return lists.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: filingTable, rows: lists.rows(principalOf(request), filter) });
    },
  );
  app.post(
    '/filings',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createFiling',
        summary: 'Begin the filing of a year, empty or with the reports of another year',
        description:
          'One a year and kind (409). With `copyFrom` its lines are what stands reported for that year, whichever way it was reported; without such reports 422. Nothing counts before it is submitted; an organisation that waits for verification may prepare it.',
        body: ref(FilingInput),
        response: { 201: ref(FilingDetail), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const filing = await drafts.create(principalOf(request), request.body, request.id);
      return reply.code(201).send(tagged(reply, filing));
    },
  );
  app.get(
    '/filings/coverage',
    {
      config: { policy: ['planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listFilingCoverage',
        summary: 'Who has reported a year and who has not, with persons of the year before, most first',
        description: `With \`total\` also how many by standing. ${fileNote}`,
        querystring: coverageQuery,
        response: { 200: listOrFile(ref(FilingCoveragePage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind: asked, year, standing, reported } = request.query;
      const filter = { kind: asked, year, ...defined({ standing, reported }) };
      const file = fileAsked(request);
      if (file === null) return lists.coverage(filter, request.query);
      return sendFile(context, request, reply, file, { table: coverageTable, rows: lists.coverageRows(filter) });
    },
  );
  app.get(
    '/filings/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getFiling',
        summary: 'A filing with its lines, beside what stands for the year before',
        params,
        response: { 200: ref(FilingDetail), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await drafts.get(principalOf(request), request.params.id)),
  );
  app.get(
    '/filings/:id/history',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listFilingHistory',
        summary: 'What became of a filing: who, when, which state, why; newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(FilingEventPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => lists.history(principalOf(request), request.params.id, request.query),
  );
  app.put(
    '/filings/:id/lines/:key',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putFilingLine',
        summary: 'Store a line with what is wrong with it',
        description: ifMatch,
        params: lineParams,
        body: ref(FilingLineInput),
        response: { 200: ref(FilingLineChange), ...problems(...new Set([...badId, ...badBody]), 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { id, key } = request.params;
      return tagged(reply, await drafts.putLine(principalOf(request), id, key, request.body as Record<string, Json>, seenOf(request), request.id));
    },
  );
  app.delete(
    '/filings/:id/lines/:key',
    {
      config: { ...write, versioned: true },
      schema: {
        ...common,
        operationId: 'deleteFilingLine',
        summary: 'Take a line out of a filing',
        description:
          'Only of a draft or returned filing (409); needs `If-Match` with the ETag of the filing as it was read (428, 412). A line it does not have is 404. What the line held stays in the audit record, what was reported last year stays beside it.',
        params: lineParams,
        response: { 200: ref(Filing), ...problems(...new Set([...badId, ...badBody]), 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { id, key } = request.params;
      return tagged(reply, await drafts.removeLine(principalOf(request), id, key, seenOf(request), request.id));
    },
  );
  filingStepRoutes(app, context);
  filingQualityRoutes(app, context);
}
