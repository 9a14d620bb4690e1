import { Type } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { EnrolmentReport, EnrolmentReportInput, EnrolmentReportPage } from '../../../schemas/enrolment.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createEnrolmentService } from './service.ts';

/** Schools write and read their own; planners and administrators read all. */
export function enrolmentRoutes(app: App, context: ServerContext): void {
  const service = createEnrolmentService(context);
  const common = { tags: ['enrolment'], security: bearer };
  app.post(
    '/enrolment/reports',
    {
      config: { policy: ['school', 'administrator'] },
      schema: {
        ...common,
        operationId: 'createEnrolmentReport',
        summary: 'Report intake, enrolled by grade and graduates of a programme',
        body: ref(EnrolmentReportInput),
        response: { 201: ref(EnrolmentReport), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.report(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/enrolment/reports',
    {
      config: { policy: ['school', 'planner', 'administrator'] },
      schema: {
        ...common,
        operationId: 'listEnrolmentReports',
        summary: 'Enrolment reports, newest first',
        querystring: Type.Object(
          { ...pageQuery, organisationId: Type.Optional(Id), year: Type.Optional(Year), majorCode: Type.Optional(MajorCode) },
          { additionalProperties: false },
        ),
        response: { 200: ref(EnrolmentReportPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, year, majorCode } = request.query;
      return service.reports(principalOf(request), defined({ organisationId, year, majorCode }), request.query);
    },
  );
}
