import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import {
  AdjustmentMovePage,
  ChangeEvidence,
  ProgrammeChange,
  ProgrammeChangeInput,
  ProgrammeChangeMove,
  ProgrammeChangePage,
  ProgrammeChangeUpdate,
} from '../../../schemas/programme-changes.ts';
import { levels, proposedChanges } from '../../../schemas/vocabulary.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { programmeChangeWorkflow } from '../../../schemas/workflows/programme-change.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createProgrammeChangeService } from './service.ts';
import { changeTable } from './table.ts';

const params = Type.Object({ id: Id });
const changing = [...new Set([...badBody, ...badId])];
const read = { policy: ['school', 'planner', 'secretariat', 'administrator'] } as const;
const write = { policy: ['school', 'administrator'] } as const;
const listQuery = Type.Object(
  {
    ...{ ...pageQuery, organisationId: Type.Optional(Id), majorCode: Type.Optional(MajorCode), level: Type.Optional(Type.Enum([...levels])) },
    change: Type.Optional(Type.Enum([...proposedChanges])),
    state: Type.Optional(Type.Enum(statesOf(programmeChangeWorkflow))),
    fromYear: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'First year of intake it holds for.' })),
  },
  { additionalProperties: false },
);

/** Proposals to open, enlarge, reduce, suspend, resume or rename a programme 专业调整申请, with their evidence. */
export function programmeChangeRoutes(app: App, context: ServerContext): void {
  const service = createProgrammeChangeService(context);
  const common = { tags: ['programme-changes'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.get(
    '/programme-changes',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listProgrammeChanges',
        summary: 'Proposals to change programmes, newest first',
        description: `Schools see their own, who plans what was submitted. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(ProgrammeChangePage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, majorCode, level, change, state, fromYear } = request.query;
      const filter = defined({ schoolId: organisationId, majorCode, level, change, state, fromYear });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: changeTable, rows: service.rows(principalOf(request), filter) });
    },
  );
  app.post(
    '/programme-changes',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createProgrammeChange',
        summary: 'Begin a proposal to change what the school offers',
        description: 'A draft may be incomplete. One open proposal a school and major.',
        body: ref(ProgrammeChangeInput),
        response: { 201: ref(ProgrammeChange), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.create(doing(request), request.body))),
  );
  app.get(
    '/programme-changes/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getProgrammeChange',
        summary: 'A proposal, and what became of it in the conference',
        description:
          'What was never submitted is seen by its school and administrators only, and proposals of other schools answer 404. `docket` follows the conference: state, outcome and the number of the resolution.',
        params,
        response: { 200: ref(ProgrammeChange), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.put(
    '/programme-changes/:id',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'putProgrammeChange',
        summary: 'Change a proposal that is a draft or was returned',
        description:
          'Replaces all but school and major. A new programme cannot become another kind of change, nor the other way round (409). Whether it is complete is checked on submission; the entry year has to follow the newest year with reported intakes (422).',
        params,
        body: ref(ProgrammeChangeUpdate),
        response: { 200: ref(ProgrammeChange), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, doing(request), request.body)),
  );
  app.get(
    '/programme-changes/:id/evidence',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getChangeEvidence',
        summary: 'Evidence on a proposal: gap, guard, placement, peers, rules, costs',
        description: 'Frozen with its hash when submitted; before that drawn from the newest run. Figures of few enterprises are withheld from schools.',
        params,
        response: { 200: ref(ChangeEvidence), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.evidence(principalOf(request), request.params.id),
  );
  app.get(
    '/programme-changes/:id/history',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listProgrammeChangeHistory',
        summary: 'What happened to a proposal, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(AdjustmentMovePage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.history(principalOf(request), request.params.id, request.query),
  );
  app.post(
    '/programme-changes/:id/moves',
    {
      config: { policy: ['school', 'planner', 'administrator'], versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveProgrammeChange',
        summary: 'Submit or withdraw (school), or return with a reason (planner)',
        description:
          'Submitting checks that it is complete (422), freezes the evidence under its hash and notifies planners; returning notifies the school, which may submit again with evidence of that day. What is on a docket can be returned once the docket is withdrawn, else 409. Withdrawing is for good.',
        params,
        body: ref(ProgrammeChangeMove),
        response: { 200: ref(ProgrammeChange), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/programme-changes/:id/docket',
    {
      config: { policy: ['planner', 'administrator'], versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'docketProgrammeChange',
        summary: 'Open a docket of the conference on a submitted proposal, with its frozen evidence',
        description:
          'Takes no body. The docket carries the evidence that was frozen on submission, not that of today, and the proposal as its first measure; the school is notified. 409 unless it is submitted, and where there was no run when it was: return it then.',
        params,
        response: { 200: ref(ProgrammeChange), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.docket(request.params.id, doing(request))),
  );
}
