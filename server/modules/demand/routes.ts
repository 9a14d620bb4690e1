import { Type } from 'typebox';
import { Id, OccupationCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { Declaration, DeclarationInput, DeclarationPage, Posting, PostingInput, PostingOutcomeInput, PostingPage } from '../../../schemas/demand.ts';
import { postingStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createOutcomeService } from './outcomes.ts';
import { createDemandService } from './service.ts';

const listed = { ...pageQuery, organisationId: Type.Optional(Id), year: Type.Optional(Year), occupationCode: Type.Optional(OccupationCode) };
const listQuery = Type.Object(listed, { additionalProperties: false });
const postingQuery = Type.Object({ ...listed, status: Type.Optional(Type.Enum([...postingStatuses])) }, { additionalProperties: false });

/** Enterprises write and read their own; planners and administrators read all. */
export function demandRoutes(app: App, context: ServerContext): void {
  const service = createDemandService(context);
  const outcomes = createOutcomeService(context);
  const write = { policy: ['enterprise', 'administrator'] } as const;
  const read = { policy: ['enterprise', 'planner', 'administrator'], unverified: true } as const;
  const common = { tags: ['demand'], security: bearer };

  app.post(
    '/demand/declarations',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createDeclaration',
        summary: 'Declare employees of an occupation 用工需求申报',
        description:
          'Of several declarations of an enterprise, occupation and year the newest counts; earlier ones stay on record, and runs started later use it. Years from 2000 to one past the newest complete reporting year (422). Where the filing of the year is accepted or locked it is refused (409).',
        body: ref(DeclarationInput),
        response: { 201: ref(Declaration), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.declare(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/demand/declarations',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listDeclarations',
        summary: 'Declarations, newest first',
        querystring: listQuery,
        response: { 200: ref(DeclarationPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, year, occupationCode } = request.query;
      return service.declarations(principalOf(request), defined({ organisationId, year, occupationCode }), request.query);
    },
  );
  app.post(
    '/demand/postings',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createPosting',
        summary: 'Post a vacancy 岗位',
        description:
          'Of several postings of an enterprise and occupation on one day the newest counts. A run counts on postings only where an occupation is not declared. The year of `openedOn` is at most one past the newest complete reporting year (422).',
        body: ref(PostingInput),
        response: { 201: ref(Posting), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.post(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/demand/postings',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listPostings',
        summary: 'Postings, newest first',
        querystring: postingQuery,
        response: { 200: ref(PostingPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, year, occupationCode, status } = request.query;
      return service.postings(principalOf(request), defined({ organisationId, year, occupationCode, status }), request.query);
    },
  );
  app.post(
    '/demand/postings/:id/outcome',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createPostingOutcome',
        summary: 'Say what became of a posting 招聘结果; the newest outcome counts',
        description:
          'A correction is a newer outcome; earlier ones stay on record. Numbers that contradict the headcount posted, or more hired of one group than were hired, are 422; the posting of another enterprise is 404.',
        params: Type.Object({ id: Id }),
        body: ref(PostingOutcomeInput),
        response: { 201: ref(Posting), ...problems(...new Set([...badBody, ...badId]), 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await outcomes.tell(principalOf(request), request.params.id, request.body, request.id)),
  );
}
