import { Type } from 'typebox';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { SchoolYear, SchoolYearPage, SchoolYearSubmission } from '../../../schemas/school-years.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createSchoolYearService } from './service.ts';
import { schoolYearTable } from './table.ts';

const state = Type.Optional(
  Type.Enum(['in_force', 'all'], { description: '`in_force` (default): the newest report of each school and year; `all`: every report.' }),
);

/** Schools write and read their own; planners and administrators read all. */
export function schoolYearRoutes(app: App, context: ServerContext): void {
  const service = createSchoolYearService(context);
  const common = { tags: ['enrolment'], security: bearer };

  app.post(
    '/enrolment/school-years',
    {
      config: { policy: ['school', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createSchoolYear',
        summary: 'Report teachers, training and facilities of a school and year 学校年度数据; the newest report counts',
        description: 'Values that differ much from last year’s are asked about: 409 `confirmation_needed` lists in `confirm` what goes into `confirmed`.',
        body: ref(SchoolYearSubmission),
        response: { 201: ref(SchoolYear), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.report(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/enrolment/school-years',
    {
      config: { policy: ['school', 'planner', 'administrator'], unverified: true },
      schema: {
        ...common,
        operationId: 'listSchoolYears',
        summary: 'Reports of schools and years, newest year first',
        description: fileNote,
        querystring: Type.Object({ ...pageQuery, organisationId: Type.Optional(Id), year: Type.Optional(Year), state }, { additionalProperties: false }),
        response: { 200: listOrFile(ref(SchoolYearPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { organisationId, year, state: asked } = request.query;
      const filter = { ...defined({ organisationId, year }), inForce: asked !== 'all' };
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), filter, request.query);
      return sendFile(context, request, reply, file, { table: schoolYearTable, rows: service.rows(principalOf(request), filter) });
    },
  );
}
