import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { GuardPage, SeatDecisionInput, SeatRequest, SeatRequestInput, SeatRequestPage } from '../../../schemas/seats.ts';
import { seatStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { guardLines, guardTable } from './table.ts';
import { createGuardService } from './guard.ts';
import { createSeatService } from './service.ts';

/** Schools ask and withdraw, planners decide; the guard shows what happens when all of it comes true. */
export function seatRoutes(app: App, context: ServerContext): void {
  const service = createSeatService(context);
  const guard = createGuardService(context);
  const config = { policy: ['school', 'planner', 'administrator'] } as const;
  const common = { tags: ['seats'], security: bearer };
  app.post(
    '/seat-requests',
    {
      config,
      schema: {
        ...common,
        operationId: 'createSeatRequest',
        summary: 'Ask for more or fewer seats of a major in one entry year',
        description:
          'It counts in the guard at once, as asked for. The year has to follow the newest one with reported intakes, and a cut cannot exceed the newest reported intake of the programme (422). Several requests for one year add up.',
        body: ref(SeatRequestInput),
        response: { 201: ref(SeatRequest), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.request(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/seat-requests',
    {
      config,
      schema: {
        ...common,
        operationId: 'listSeatRequests',
        summary: 'Seat requests, newest first',
        querystring: Type.Object(
          {
            ...pageQuery,
            organisationId: Type.Optional(Id),
            majorCode: Type.Optional(MajorCode),
            status: Type.Optional(Type.Enum([...seatStatuses])),
            entryYear: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'Year in which the seats are taken up.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(SeatRequestPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, majorCode, status, entryYear } = request.query;
      return service.list(principalOf(request), defined({ organisationId, majorCode, status, entryYear }), request.query);
    },
  );
  app.post(
    '/seat-requests/:id/decision',
    {
      config,
      schema: {
        ...common,
        operationId: 'decideSeatRequest',
        summary: 'Approve or reject (planner), or withdraw (own school) a seat request',
        description:
          'An approval counts in the guard as granted; it changes no plan and no intake, which schools report. A school may also withdraw what was approved, but not what was rejected. 409 where the state does not allow it, a second decision included; nobody is notified.',
        params: Type.Object({ id: Id }, { additionalProperties: false }),
        body: ref(SeatDecisionInput),
        response: { 200: ref(SeatRequest), ...problems(...new Set([...badBody, ...badId]), 401, 403, 409) },
      },
    },
    async (request) => service.decide(principalOf(request), request.params.id, request.body, request.id),
  );
  app.get(
    '/guard',
    {
      config: { policy: ['planner', 'secretariat', 'school', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listGuards',
        summary: 'The gap after everyone acts, and what is recommended to each school',
        description: `One major, or every major with seats asked for or granted. A school sees totals and its own share. ${fileNote}`,
        querystring: Type.Object({ ...pageQuery, runId: Type.Optional(Id), majorCode: Type.Optional(MajorCode) }, { additionalProperties: false }),
        response: {
          200: listOrFile(ref(GuardPage)),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const { runId, majorCode } = request.query;
      const question = defined({ runId, majorCode });
      const [kind, principal] = [fileAsked(request), principalOf(request)];
      if (kind === null) return guard.guards(principal, question, request.query);
      return sendFile(context, request, reply, kind, { table: guardTable, rows: guardLines(await guard.rows(principal, question)), runs: [runId] });
    },
  );
}
