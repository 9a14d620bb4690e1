import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { SeatChange, SeatChangeInput, SeatChangeMove, SeatChangePage } from '../../../schemas/conference-work.ts';
import { memberRoles } from '../../../schemas/conference-words.ts';
import { ConferenceMember, ConferenceMemberInput, ConferenceMemberPage } from '../../../schemas/conference.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { memberChangeWorkflow } from '../../../schemas/workflows/member-change.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, problems } from '../../routes.ts';
import { createMemberChangeService } from './change-service.ts';
import { createConferenceMemberService } from './member-service.ts';
import { changing, common, everyone, office, params } from './route-parts.ts';
import { doing } from './shared.ts';
import { memberTable } from './tables.ts';

/** Seats of the joint conference 成员与联络员, and how they change hands. */
export function conferenceMemberRoutes(app: App, context: ServerContext): void {
  const members = createConferenceMemberService(context);
  const changes = createMemberChangeService(context);
  app.get(
    '/conference/members',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'listConferenceMembers',
        summary: 'Seats of the joint conference, in the order they were named in',
        description: `Schools and enterprises see the seats of their own unit. ${fileNote}`,
        querystring: Type.Object(
          {
            ...pageQuery,
            role: Type.Optional(Type.Enum([...memberRoles])),
            held: Type.Optional(Type.Boolean({ description: 'Only seats held today.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(ConferenceMemberPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { role, held } = request.query;
      const asked = defined({ role, held });
      const file = fileAsked(request);
      if (file === null) return members.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: memberTable, rows: await members.rows(principalOf(request), asked) });
    },
  );
  app.post(
    '/conference/members',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'addConferenceMember',
        summary: 'Add a seat to the joint conference, or a unit that is invited',
        description:
          'It counts for meetings planned for days between its first and last; a unit that is invited has no vote. Without `organisationId` the unit gets no notifications and sees nothing.',
        body: ref(ConferenceMemberInput),
        response: { 201: ref(ConferenceMember), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await members.add(request.body, doing(request)))),
  );
  app.put(
    '/conference/members/:id',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'putConferenceMember',
        summary: 'Correct a seat, or end it',
        description:
          'Replaces all fields; `validTo` ends the seat with that day, and leaving it out opens it again. Attendance noted before stays. To hand a seat over, confirm a change of it: that keeps who sat there before.',
        params,
        body: ref(ConferenceMemberInput),
        response: { 200: ref(ConferenceMember), ...problems(...changing, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await members.change(request.params.id, request.body, doing(request))),
  );
  app.get(
    '/conference/member-changes',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'listSeatChanges',
        summary: 'Changes of seats that units propose, newest first',
        description: 'Schools and enterprises see those of their own unit.',
        querystring: Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum(statesOf(memberChangeWorkflow))) }, { additionalProperties: false }),
        response: { 200: ref(SeatChangePage), ...problems(401, 403, 422) },
      },
    },
    async (request) => changes.list(principalOf(request), defined({ state: request.query.state }), request.query),
  );
  app.post(
    '/conference/member-changes',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'proposeSeatChange',
        summary: 'Propose who sits on a seat of the own unit from a day on',
        description:
          'The seat stays as it is until the office confirms. 422 where it is no seat of the own organisation, has ended, or the day is not after its first.',
        body: ref(SeatChangeInput),
        response: { 201: ref(SeatChange), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await changes.add(request.body, doing(request)))),
  );
  app.post(
    '/conference/member-changes/:id/moves',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveSeatChange',
        summary: 'Confirm a change of a seat, which ends the old one and begins the new one, or refuse it',
        description:
          'On confirmation the old seat ends the day before and the new one begins with the unit, role and rights of the old; attendance that was noted stays with the old. 409 where the seat was ended or changed since: propose anew. Neither can be undone.',
        params: Type.Object({ id: Id }),
        body: ref(SeatChangeMove),
        response: { 200: ref(SeatChange), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await changes.move(request.params.id, request.body, doing(request))),
  );
}
