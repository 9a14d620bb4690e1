import { Type } from 'typebox';
import { AcknowledgementInput, Alert, AlertPage } from '../../../schemas/alerts.ts';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { alertKinds, alertStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { languageOf } from '../../problems.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { alertCsv } from './csv.ts';
import { createAlertService } from './service.ts';

/** 预警: what runs found to have changed, to those it concerns. */
export function alertRoutes(app: App, context: ServerContext): void {
  const service = createAlertService(context);
  const common = { tags: ['alerts'], security: bearer };
  app.get(
    '/alerts',
    {
      config: { policy: everyRole },
      schema: {
        ...common,
        operationId: 'listAlerts',
        summary: 'Early warning 预警: what changed since an earlier year, with its reason',
        description:
          'Newest run first, the most pressing first within it. A school sees alerts of majors it offers, an enterprise those of majors linked to occupations it declares. JSON in pages; the whole answer as CSV with `Accept: text/csv`.',
        querystring: Type.Object(
          {
            ...pageQuery,
            status: Type.Optional(Type.Enum([...alertStatuses])),
            kind: Type.Optional(Type.Enum([...alertKinds])),
            majorCode: Type.Optional(MajorCode),
            runId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'The run that raised them.' })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: { description: 'Default Response', content: { 'application/json': { schema: ref(AlertPage) }, 'text/csv': { schema: Type.String() } } },
          ...problems(401, 403, 422),
        },
      },
    },
    async (request, reply) => {
      const { status, kind, majorCode, runId } = request.query;
      const filter = defined({ status, kind, majorCode, runId });
      const principal = principalOf(request);
      if (!(request.headers.accept ?? '').includes('text/csv')) return service.list(principal, filter, request.query);
      void reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="alerts.csv"');
      // the published type of a text answer is a string; fastify sends a stream as it is
      return alertCsv(service.rows(principal, filter), languageOf(request)) as unknown as string;
    },
  );
  app.post(
    '/alerts/:id/acknowledgement',
    {
      config: { policy: ['planner', 'secretariat', 'administrator'] },
      schema: {
        ...common,
        operationId: 'acknowledgeAlert',
        summary: 'Take note of an alert, once, with what is going to be done about it',
        params: Type.Object({ id: Id }),
        body: ref(AcknowledgementInput),
        response: { 201: ref(Alert), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.acknowledge(principalOf(request), request.params.id, request.body.note, request.id)),
  );
}
