import { Type } from 'typebox';
import type { Table } from '../../../documents/table.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import {
  Resolution,
  ResolutionMove,
  ResolutionPage,
  ResolutionReport,
  ResolutionReportInput,
  ResolutionReportPage,
  type Resolution as ResolutionValue,
} from '../../../schemas/resolutions.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { resolutionWorkflow } from '../../../schemas/workflows/resolution.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { doing } from './shared.ts';
import { createResolutionService } from './resolution-service.ts';

const everyone = { policy: ['enterprise', 'school', 'planner', 'secretariat', 'administrator'] } as const;
const office = { policy: ['secretariat', 'administrator'], versioned: 'optional' } as const;
const params = Type.Object({ id: Id });
const changing = [...new Set([...badId, ...badBody])];
const listQuery = Type.Object(
  {
    ...pageQuery,
    state: Type.Optional(Type.Enum(statesOf(resolutionWorkflow))),
    meetingId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Meeting that resolved it.' })),
    docketId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'Docket it decided.' })),
    overdue: Type.Optional(Type.Boolean({ description: 'Only what is not closed after the day it was due.' })),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'Part of the title, the text, the number or a unit.' })),
  },
  { additionalProperties: false },
);
export const resolutionTable: Table<ResolutionValue> = {
  ...{ name: 'resolutions', zh: '议定事项', en: 'Resolutions' },
  columns: [
    { title: 'number', zh: '编号', value: (row) => row.number },
    { title: 'title', zh: '事项', value: (row) => row.title },
    { title: 'outcome', zh: '结论', value: (row) => row.outcome },
    { title: 'text', zh: '内容', value: (row) => row.text },
    { title: 'units', zh: '责任单位', value: (row) => row.units.map(({ unit }) => unit).join('、') },
    { title: 'decided_on', zh: '议定日期', value: (row) => row.decidedOn },
    { title: 'due_on', zh: '完成时限', value: (row) => row.dueOn },
    { title: 'overdue', zh: '逾期', value: (row) => row.overdue },
    { title: 'state', zh: '状态', value: (row) => row.state },
    { title: 'authority', zh: '报批机关', value: (row) => row.authority },
    { title: 'document_number', zh: '报批文号', value: (row) => row.documentNumber },
    { title: 'answer_number', zh: '批复文号', value: (row) => row.answerNumber },
    { title: 'reports', zh: '落实报告（份）', value: (row) => row.reports },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};

/** Resolutions 议定事项 of the joint conference, their approval and their follow-up. */
export function resolutionRoutes(app: App, context: ServerContext): void {
  const service = createResolutionService(context);
  const common = { tags: ['conference'], security: bearer };
  app.get(
    '/resolutions',
    {
      config: everyone,
      schema: {
        ...common,
        operationId: 'listResolutions',
        summary: 'Resolutions of the joint conference, newest first',
        description: `Schools and enterprises see those that name them, once the minutes are distributed. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(ResolutionPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { state, meetingId, docketId, overdue, q } = request.query;
      const asked = defined({ state, meetingId, docketId, overdue, q });
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), asked, request.query);
      return sendFile(context, request, reply, file, { table: resolutionTable, rows: service.rows(principalOf(request), asked) });
    },
  );
  app.get(
    '/resolutions/:id',
    {
      config: everyone,
      schema: {
        ...common,
        operationId: 'getResolution',
        summary: 'A resolution of the joint conference',
        description:
          'The office and planners read every resolution, schools and enterprises those that name them once the minutes are distributed; until then they answer 404. `overdue` is as of today.',
        params,
        response: { 200: ref(Resolution), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.post(
    '/resolutions/:id/moves',
    {
      config: office,
      schema: {
        ...common,
        operationId: 'moveResolution',
        summary: 'Submit a resolution for approval, note the answer, close it, send it back or open it again',
        description: 'A submission and its answer have a day and, where there is one, the number of the document.',
        params,
        body: ref(ResolutionMove),
        response: { 200: ref(Resolution), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, request.body, doing(request))),
  );
  app.get(
    '/resolutions/:id/reports',
    {
      config: everyone,
      schema: {
        ...common,
        operationId: 'listResolutionReports',
        summary: 'Follow-up reports on a resolution, newest first',
        params,
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(ResolutionReportPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.reports(principalOf(request), request.params.id, request.query),
  );
  app.post(
    '/resolutions/:id/reports',
    {
      config: { ...everyone, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'reportResolution',
        summary: 'Report how far a resolution is carried out; `done` asks the office of the conference to close it',
        description: 'For units that are named in it, and for the office on their behalf.',
        params,
        body: ref(ResolutionReportInput),
        response: { 201: ref(ResolutionReport), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.report(request.params.id, request.body, doing(request))),
  );
}
