import { Type } from 'typebox';
import { minutesOf } from '../../../documents/word/minutes.ts';
import { pageQuery, ref, Year } from '../../../schemas/common.ts';
import { meetingKinds } from '../../../schemas/conference-words.ts';
import { AttendanceInput } from '../../../schemas/agendas.ts';
import { MeetingChange, MeetingDetail, MeetingInput, MeetingMove, MeetingPage } from '../../../schemas/conference.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { meetingWorkflow } from '../../../schemas/workflows/meeting.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendDocument, sendFile, wordAnswer } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, badId, problems } from '../../routes.ts';
import { createMeetingService } from './meeting-service.ts';
import { createMeetingReader } from './reading.ts';
import { changing, common, everyone, office, params } from './route-parts.ts';
import { doing } from './shared.ts';
import { meetingTable } from './tables.ts';

const listQuery = Type.Object(
  {
    ...pageQuery,
    kind: Type.Optional(Type.Enum([...meetingKinds])),
    state: Type.Optional(Type.Enum(statesOf(meetingWorkflow))),
    year: Type.Optional(Year),
  },
  { additionalProperties: false },
);

/** Meetings of the joint conference. Whatever is changed in one, its agenda and its attendance included, is changed under the meeting's version. */
export function meetingRoutes(app: App, context: ServerContext): void {
  const service = createMeetingService(context);
  const reader = createMeetingReader(context);
  app.get(
    '/conference/meetings',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'listMeetings',
        summary: 'Meetings of the joint conference, newest first',
        description: `Schools and enterprises see those whose minutes they were sent. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(MeetingPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { kind, state, year } = request.query;
      const asked = defined({ kind, state, year });
      const file = fileAsked(request);
      if (file === null) return reader.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: meetingTable, rows: await reader.rows(principalOf(request), asked) });
    },
  );
  app.post(
    '/conference/meetings',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'addMeeting',
        summary: 'Plan a meeting: a regular one, one on a subject, or one of the liaison officers that prepares another',
        description: 'It gets the next number of its year; units are notified when it is convened. Only a liaison meeting prepares another (422).',
        body: ref(MeetingInput),
        response: { 201: ref(MeetingDetail), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.add(request.body, doing(request)))),
  );
  app.get(
    '/conference/meetings/:id',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'getMeeting',
        summary: 'A meeting with its agenda, who came, what was decided and who was sent the minutes',
        params,
        response: { 200: ref(MeetingDetail), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await reader.get(principalOf(request), request.params.id)),
  );
  app.get(
    '/conference/meetings/:id/minutes',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'getMinutes',
        summary: 'Minutes 会议纪要 of a meeting that was held, as a Word document in official form',
        description: 'A draft says so until the minutes are made.',
        params,
        response: { 200: wordAnswer, ...problems(...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const meeting = await service.minuted(principalOf(request), request.params.id);
      return sendDocument(context, reply, `联席会议纪要 ${meeting.number}`, minutesOf(meeting));
    },
  );
  app.put(
    '/conference/meetings/:id',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'putMeeting',
        summary: 'Change a meeting until its minutes are made',
        description:
          'Replaces title, time, place, quorum, rule and summary: a quorum or summary that is left out is removed. Agenda and attendance stay. The day has to remain in the year of its number (422); minutes that are made are first sent back with `revise` (409).',
        params,
        body: ref(MeetingChange),
        response: { 200: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(request.params.id, request.body, doing(request))),
  );
  app.put(
    '/conference/meetings/:id/attendance',
    {
      config: { policy: office },
      schema: {
        ...common,
        operationId: 'putAttendance',
        summary: 'Note who came to a meeting, in place of what was noted before',
        description: 'From the day it is convened until the first vote.',
        params,
        body: ref(AttendanceInput),
        response: { 200: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.attend(request.params.id, request.body, doing(request))),
  );
  app.post(
    '/conference/meetings/:id/moves',
    {
      config: { policy: office, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveMeeting',
        summary: 'Convene a meeting, hold it, finish its minutes, distribute them, or cancel it',
        description:
          'Holding needs attendance, finishing an outcome of every item. Distributing tells the units that have accounts and keeps whom it went to; cancelling frees what stood on the agenda.',
        params,
        body: ref(MeetingMove),
        response: { 200: ref(MeetingDetail), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, request.body, doing(request))),
  );
}
