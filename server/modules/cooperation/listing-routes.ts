import { Type } from 'typebox';
import { Id, MajorCode, OccupationCode, pageQuery, ref, RegionCode } from '../../../schemas/common.ts';
import {
  CooperationListing,
  CooperationListingChange,
  CooperationListingInput,
  CooperationListingPage,
  CooperationListingStepInput,
  CooperationParameterPage,
  CooperationSuggestionPage,
} from '../../../schemas/cooperation.ts';
import { cooperationPairs, cooperationResources, cooperationSides } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { listingWorkflow } from '../../../schemas/workflows/cooperation.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createListingService } from './listings.ts';
import { createSuggestionService } from './suggestions.ts';
import { listingTable } from './tables.ts';

const params = Type.Object({ id: Id });
const paged = Type.Object(pageQuery, { additionalProperties: false });
const listQuery = Type.Object(
  {
    ...pageQuery,
    pair: Type.Optional(Type.Enum([...cooperationPairs])),
    side: Type.Optional(Type.Enum([...cooperationSides])),
    resource: Type.Optional(
      Type.Enum([...cooperationResources], { description: 'expert: the pool of experts 专家资源库; platform: platforms for common technology 共性技术平台.' }),
    ),
    state: Type.Optional(Type.Enum(statesOf(listingWorkflow))),
    chainId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Of this chain.' })),
    majorCode: Type.Optional(MajorCode),
    occupationCode: Type.Optional(Type.Unsafe<string>({ ...OccupationCode, description: 'A group holds its occupations.' })),
    regionCode: Type.Optional(Type.Unsafe<string>({ ...RegionCode, description: 'A city holds its counties.' })),
    on: Type.Optional(Type.String({ format: 'date', description: 'Day they hold on.' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'Part of title, text or organisation.' })),
    mine: Type.Optional(Type.Boolean({ default: false, description: 'Only of the own organisation.' })),
  },
  { additionalProperties: false },
);
const write = { policy: ['school', 'enterprise', 'administrator'] } as const;
const changing = [...new Set([...badId, ...badBody])];

/** Needs and offers 供需信息, and which of the other side fit them. */
export function listingRoutes(app: App, context: ServerContext): void {
  const service = createListingService(context);
  const suggestions = createSuggestionService(context);
  const common = { tags: ['cooperation'], security: bearer };
  app.get(
    '/cooperation-parameters',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCooperationParameters',
        summary: 'Weights and fits that scores of needs and offers are made with, with their source',
        querystring: paged,
        response: { 200: ref(CooperationParameterPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => suggestions.parameters(request.query),
  );
  app.get(
    '/cooperation-listings',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCooperationListings',
        summary: 'Needs and offers 校企合作供需: open ones, one’s own, and for who plans what is over, newest first',
        description: fileNote,
        querystring: listQuery,
        response: { 200: listOrFile(ref(CooperationListingPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { limit: _limit, cursor: _cursor, total: _total, q: text, ...filter } = request.query;
      const asked = defined({ ...filter, text });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: listingTable, rows: service.rows(principalOf(request), asked) });
    },
  );
  app.post(
    '/cooperation-listings',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createCooperationListing',
        summary: 'Write a need or an offer, as a draft',
        description:
          'Training, staff training and technology are needed by enterprises and offered by schools; practice posts and dual-qualified teachers the other way round.',
        body: ref(CooperationListingInput),
        response: { 201: ref(CooperationListing), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.add(principalOf(request), request.body, request.id))),
  );
  app.get(
    '/cooperation-listings/:id',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'getCooperationListing',
        summary: 'A need or an offer',
        description:
          'An open one is for everybody who is signed in, a draft for its organisation, a closed or withdrawn one also for who plans and for organisations that stood in a cooperation on it; to all others it answers 404. `left` is its capacity less what agreements took.',
        params,
        response: { 200: ref(CooperationListing), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.put(
    '/cooperation-listings/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putCooperationListing',
        summary: 'Change a need or an offer that is a draft or open',
        description:
          'Replaces all fields but pair and side, which stay: what is left out is removed. Cooperations on it keep what was agreed. 409 once it is closed or withdrawn; a closed one can be opened again first.',
        params,
        body: ref(CooperationListingChange),
        response: { 200: ref(CooperationListing), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const doing = { principal: principalOf(request), requestId: request.id, seen: seenOf(request) };
      return tagged(reply, await service.change(request.params.id, doing, request.body));
    },
  );
  app.post(
    '/cooperation-listings/:id/steps',
    {
      config: { ...write, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'stepCooperationListing',
        summary: 'Publish, close, open again or withdraw a need or an offer',
        description:
          'Closing and withdrawing take it out of what others list and are suggested; cooperations on it go on. What is withdrawn cannot be opened again. 409 where it would be open after its last day: change its dates first.',
        params,
        body: ref(CooperationListingStepInput),
        response: { 200: ref(CooperationListing), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const doing = { principal: principalOf(request), requestId: request.id, seen: seenOf(request) };
      return tagged(reply, await service.step(request.params.id, doing, request.body));
    },
  );
  app.get(
    '/cooperation-listings/:id/suggestions',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listCooperationSuggestions',
        summary: 'Open listings of the other side, best first, with the parts of each score',
        description:
          'For the organisation of the listing and for who plans. Listings without a day in common, with nothing left, or in a cooperation with this one are left out.',
        params,
        querystring: paged,
        response: { 200: ref(CooperationSuggestionPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => suggestions.list(principalOf(request), request.params.id, request.query),
  );
}
