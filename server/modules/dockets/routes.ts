import { Type } from 'typebox';
import { docketSorts } from '../../../db/repositories/dockets.ts';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { DocketOutcome } from '../../../schemas/docket-reviews.ts';
import { Docket, DocketCheck, DocketPage, DocketStepPage } from '../../../schemas/dockets.ts';
import { docketOrigins, levels, resolutionOutcomes } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createDocketReader } from './read.ts';
import { createDocketReviewService } from './review.ts';
import { docketStepRoutes } from './step-routes.ts';
import { docketTable } from './table.ts';

const listQuery = Type.Object(
  {
    ...pageQuery,
    state: Type.Optional(Type.Enum(statesOf(docketWorkflow))),
    year: Type.Optional(Year),
    majorCode: Type.Optional(MajorCode),
    level: Type.Optional(Type.Enum([...levels])),
    outcome: Type.Optional(Type.Enum([...resolutionOutcomes])),
    origin: Type.Optional(Type.Enum([...docketOrigins])),
    organisationId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Dockets that concern this school; a school may name itself only.' })),
    due: Type.Optional(Type.Boolean({ description: 'Those whose day of review has come.' })),
    sort: Type.Optional(
      Type.Enum(
        docketSorts.flatMap((name) => [name, `-${name}`]),
        { description: 'A minus sorts descending.', default: '-number' },
      ),
    ),
  },
  { additionalProperties: false },
);
const params = Type.Object({ id: Id });
const read = { policy: ['school', 'planner', 'secretariat', 'administrator'] } as const;
const plan = { policy: ['planner', 'secretariat', 'administrator'] } as const;

/** Dockets 议题档案: a flag or a proposal with its evidence as it was, on its way through the joint conference. */
export function docketRoutes(app: App, context: ServerContext): void {
  const reader = createDocketReader(context);
  const reviews = createDocketReviewService(context);
  const common = { tags: ['dockets'], security: bearer };

  app.get(
    '/dockets',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listDockets',
        summary: 'Dockets of the joint conference with their measures, newest first',
        description: `Schools see those that concern them once they are heard, with their own measures. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(DocketPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { state, year, majorCode, level, outcome, origin, organisationId, due, sort = '-number' } = request.query;
      const question = defined({ state, year, majorCode, level, outcome, origin, schoolId: organisationId, due });
      const by = { by: docketSorts.find((name) => sort.replace('-', '') === name) ?? 'number', descending: sort.startsWith('-') };
      const file = fileAsked(request);
      if (file === null) return reader.list(principalOf(request), question, by, request.query);
      return sendFile(context, request, reply, file, { table: docketTable, rows: reader.rows(principalOf(request), question, by) });
    },
  );
  app.get(
    '/dockets/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getDocket',
        summary: 'One docket with its evidence, measures, replies, opinion and review',
        description: 'Evidence is as it was when the docket was opened. What a school is told of it follows the rules for flags and gaps of a run.',
        params,
        response: { 200: ref(Docket), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await reader.get(principalOf(request), request.params.id)),
  );
  app.get(
    '/dockets/:id/history',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listDocketHistory',
        summary: 'Every move of a docket, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(DocketStepPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => reader.history(principalOf(request), request.params.id, request.query),
  );
  app.get(
    '/dockets/:id/check',
    {
      config: plan,
      schema: {
        ...common,
        operationId: 'checkDocket',
        summary: 'Whether the evidence is what it was, and still is what its run says, value by value',
        description:
          'The hash is taken anew; then every value is read again from the rows of the run. Whether those follow from the inputs of the run is said by `POST /runs/{id}/replay`.',
        params,
        response: { 200: ref(DocketCheck), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => reader.check(principalOf(request), request.params.id),
  );
  app.get(
    '/dockets/:id/outcome',
    {
      config: plan,
      schema: {
        ...common,
        operationId: 'getDocketOutcome',
        summary: 'What became of a decision so far: carried out or not, right or wrong, with the numbers',
        description:
          'Computed at every call from the newest run and the facts reported since; nothing is stored, `POST` on `review` does that. 409 until the conference has resolved it.',
        params,
        response: { 200: ref(DocketOutcome), ...problems(...badId, 401, 403, 409) },
      },
    },
    async (request) => reviews.outcome(principalOf(request), request.params.id),
  );
  docketStepRoutes(app, context);
}
