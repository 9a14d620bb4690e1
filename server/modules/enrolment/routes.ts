import { Type, type Static } from 'typebox';
import { Id, MajorCode, pageQuery, ref, Year } from '../../../schemas/common.ts';
import {
  DestinationReport,
  DestinationReportInput,
  DestinationReportPage,
  EnrolmentReport,
  EnrolmentReportInput,
  EnrolmentReportPage,
  IntakePlan,
  IntakePlanInput,
  IntakePlanPage,
} from '../../../schemas/enrolment.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { createEnrolmentService } from './service.ts';

const querystring = Type.Object(
  { ...pageQuery, organisationId: Type.Optional(Id), year: Type.Optional(Year), majorCode: Type.Optional(MajorCode) },
  { additionalProperties: false },
);
type Query = Static<typeof querystring>;
const filterOf = ({ organisationId, year, majorCode }: Query) => defined({ organisationId, year, majorCode });

/** Schools write and read their own; planners and administrators read all. */
export function enrolmentRoutes(app: App, context: ServerContext): void {
  const service = createEnrolmentService(context);
  const write = { policy: ['school', 'administrator'] as const };
  const read = { policy: ['school', 'planner', 'administrator'] as const, unverified: true };
  const common = { tags: ['enrolment'], security: bearer };
  app.post(
    '/enrolment/reports',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createEnrolmentReport',
        summary: 'Report intake, enrolled by grade and graduates of a programme',
        description:
          'The newest report of a programme and year counts. The school has to offer the major at this level and `enrolled` to hold a number for each year of its length; under a retired major the intake is 0 (422). Where the filing of the year is accepted or locked it is refused (409).',
        body: ref(EnrolmentReportInput),
        response: { 201: ref(EnrolmentReport), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.report(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/enrolment/reports',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listEnrolmentReports',
        summary: 'Enrolment reports, newest first',
        querystring,
        response: { 200: ref(EnrolmentReportPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.reports(principalOf(request), filterOf(request.query), request.query),
  );
  app.post(
    '/enrolment/destinations',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createDestinationReport',
        summary: 'Report where the graduates of a programme and year went 毕业去向',
        description:
          'Needs the graduates of that year to be reported first; destinations may add to fewer of them, not to more (422). The newest report counts for runs started later; earlier ones stay on record.',
        body: ref(DestinationReportInput),
        response: { 201: ref(DestinationReport), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.reportDestinations(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/enrolment/destinations',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listDestinationReports',
        summary: 'Destination reports, newest first',
        querystring,
        response: { 200: ref(DestinationReportPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.destinations(principalOf(request), filterOf(request.query), request.query),
  );
  app.post(
    '/enrolment/plans',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'createIntakePlan',
        summary: 'Report the planned intake of a programme for a year that has not begun 招生计划',
        description:
          'The newest plan of a programme and year counts; a run takes the one for the year after its `asOfYear`. Years from 2000 to one past the newest complete reporting year; under a retired major the plan is 0 (422).',
        body: ref(IntakePlanInput),
        response: { 201: ref(IntakePlan), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.plan(principalOf(request), request.body, request.id)),
  );
  app.get(
    '/enrolment/plans',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listIntakePlans',
        summary: 'Intake plans, newest first',
        querystring,
        response: { 200: ref(IntakePlanPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.plans(principalOf(request), filterOf(request.query), request.query),
  );
}
