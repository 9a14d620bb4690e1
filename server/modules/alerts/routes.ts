import { Type } from 'typebox';
import { AcknowledgementInput, Alert, AlertPage } from '../../../schemas/alerts.ts';
import { Id, MajorCode, pageQuery, ref } from '../../../schemas/common.ts';
import { alertKinds, alertStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { alertTable } from './table.ts';
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
        description: `Newest run first, the most pressing first within it. A school sees alerts of majors it offers, an enterprise those of majors linked to occupations it declares. ${fileNote}`,
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
          200: listOrFile(ref(AlertPage)),
          ...problems(401, 403, 422),
        },
      },
    },
    async (request, reply) => {
      const { status, kind, majorCode, runId } = request.query;
      const filter = defined({ status, kind, majorCode, runId });
      const principal = principalOf(request);
      const file = fileAsked(request);
      if (file === null) return service.list(principal, filter, request.query);
      return sendFile(context, request, reply, file, { table: alertTable, rows: service.rows(principal, filter), runs: runId === undefined ? [] : [runId] });
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
        description:
          'The alert stands as acknowledged for everybody and cannot be opened again; a later run may still end it or raise another. A second call answers 409 and says who was first and when.',
        params: Type.Object({ id: Id }),
        body: ref(AcknowledgementInput),
        response: { 201: ref(Alert), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.acknowledge(principalOf(request), request.params.id, request.body.note, request.id)),
  );
}
