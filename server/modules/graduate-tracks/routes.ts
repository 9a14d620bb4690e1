import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { GraduateRatesPage, GraduateTrack, GraduateTrackInput, GraduateTrackPage } from '../../../schemas/graduate-tracks.ts';
import { MajorGuidance } from '../../../schemas/guidance.ts';
import { trackCuts } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined, pageOfRows } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createGuidanceService } from './guidance.ts';
import { createGraduateTrackService } from './service.ts';
import { guidanceLines, guidanceTable, ratesTable, trackTable } from './table.ts';

const months = Type.Optional(Type.Integer({ minimum: 6, maximum: 36, description: '6, 12 or 36.' }));
const state = Type.Optional(
  Type.Enum(['in_force', 'all'], { description: '`in_force` (default): the newest report of each programme, year and months; `all`: every report.' }),
);

/** Schools write and read their own reports; planners and administrators read all. Rates of fewer than five graduates are withheld. */
export function graduateTrackRoutes(app: App, context: ServerContext): void {
  const service = createGraduateTrackService(context);
  const guidance = createGuidanceService(context);
  const common = { tags: ['enrolment'], security: bearer };
  app.get(
    '/majors/:code/guidance',
    {
      config: { policy: 'public' },
      schema: {
        tags: ['enrolment'],
        operationId: 'majorGuidance',
        summary: 'What becomes of people who studied a major 就业指导: work, pay, further study, occupations, open postings',
        description: `For everybody; figures of fewer than five graduates or three enterprises are withheld. ${fileNote}`,
        params: Type.Object({ code: MajorCode }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(MajorGuidance)), ...problems(...badId) },
      },
    },
    async (request, reply) => {
      const found = await guidance.of(request.params.code);
      const file = fileAsked(request);
      if (file === null) return found;
      return sendFile(context, request, reply, file, { table: guidanceTable, rows: Readable.from(guidanceLines(found)) });
    },
  );
  app.post(
    '/graduate-tracks',
    {
      config: { policy: ['school', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createGraduateTrack',
        summary: 'Report how graduates of a programme fare 6, 12 or 36 months later 就业跟踪; the newest report counts',
        description:
          'Earlier reports of the programme, year and months stay on record. More asked than graduated, parts that add to more than those asked or at work, or months that have not passed are told with their field (422).',
        body: ref(GraduateTrackInput),
        response: { 201: ref(GraduateTrack), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.report(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/graduate-tracks',
    {
      config: { policy: ['school', 'planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listGraduateTracks',
        summary: 'Reports of how graduates fare, newest year first',
        description: fileNote,
        querystring: Type.Object(
          { ...pageQuery, organisationId: Type.Optional(Id), year: Type.Optional(Year), months, majorCode: Type.Optional(MajorCode), state },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(GraduateTrackPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, year, months: after, majorCode, state: asked } = request.query;
      const filter = { ...defined({ organisationId, year, months: after, majorCode }), inForce: asked !== 'all' };
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: trackTable, rows: service.rows(principalOf(request), filter) });
    },
  );
  app.get(
    '/graduate-tracks/rates',
    {
      config: { policy: ['school', 'planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listGraduateRates',
        summary: 'Placement, local stay, work in the field, pay and satisfaction of a graduation year, with intervals',
        description: `By programme and by school a school is told its own. What fewer than five graduates are behind is withheld from everybody but their school, and as much else as would give it away. ${fileNote}`,
        querystring: Type.Object(
          { ...pageQuery, by: Type.Optional(Type.Enum([...trackCuts], { default: 'city' })), year: Type.Optional(Year) },
          { additionalProperties: false },
        ),
        response: { 200: listOrFile(ref(GraduateRatesPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { by = 'city', year } = request.query;
      const rows = await service.rates(principalOf(request), by, year);
      const file = fileAsked(request);
      if (file === null) return pageOfRows(rows, request.query, (row) => `${row.months} ${row.code} ${row.organisationName ?? ''}`);
      return sendFile(context, request, reply, file, { table: ratesTable, rows: Readable.from(rows) });
    },
  );
}
