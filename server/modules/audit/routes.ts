import { Type } from 'typebox';
import { AuditKinds, AuditPage, AuditVerification } from '../../../schemas/audit.ts';
import { pageQuery, ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { invalidField } from '../../errors.ts';
import { defined } from '../../paging.ts';
import { bearer, problems } from '../../routes.ts';
import { createAuditService } from './service.ts';
import { auditTable } from './table.ts';

const Word = Type.String({ minLength: 1, maxLength: 128 });
const Instant = Type.String({ format: 'date-time' });
const asked = {
  actor: Type.Optional(Type.Unsafe<string>({ ...Word, description: 'Login of an account, or exactly this actor, such as `session:planner`.' })),
  action: Type.Optional(Type.Unsafe<string>({ ...Word, description: 'What was done, as GET /audit/kinds lists it.' })),
  entity: Type.Optional(Type.Unsafe<string>({ ...Word, description: 'Kind of thing it was done to, as GET /audit/kinds lists it.' })),
  entityId: Type.Optional(Type.Unsafe<string>({ ...Word, description: 'Id of the thing.' })),
  requestId: Type.Optional(Type.Unsafe<string>({ ...Word, description: 'x-request-id of the call that made the change.' })),
  from: Type.Optional(Type.Unsafe<string>({ ...Instant, description: 'First instant, included.' })),
  to: Type.Optional(Type.Unsafe<string>({ ...Instant, description: 'Last instant, excluded.' })),
};

/** 审计: who changed what and when, in a chain that shows every later change of itself. */
export function auditRoutes(app: App, context: ServerContext): void {
  const service = createAuditService(context);
  const config = { policy: ['administrator'] } as const;
  const common = { tags: ['audit'], security: bearer };
  app.get(
    '/audit',
    {
      config,
      schema: {
        ...common,
        operationId: 'listAudit',
        summary: 'Every state change 审计记录: who, when, what before and after',
        description: `Newest first. ${fileNote}`,
        querystring: Type.Object({ ...pageQuery, ...asked }, { additionalProperties: false }),
        response: {
          200: listOrFile(ref(AuditPage)),
          ...problems(401, 403, 422),
        },
      },
    },
    async (request, reply) => {
      const { actor, action, entity, entityId, requestId, from, to } = request.query;
      const instants = { from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to) };
      const filter = defined({ actor, action, entity, entityId, requestId, ...instants });
      const file = fileAsked(request);
      if (file === null) return service.list(filter, request.query);
      return sendFile(context, request, reply, file, { table: auditTable, rows: service.rows(filter) });
    },
  );
  app.get(
    '/audit/kinds',
    {
      config,
      schema: {
        ...common,
        operationId: 'listAuditKinds',
        summary: 'What has been changed so far: kinds of things and actions',
        response: { 200: ref(AuditKinds), ...problems(401, 403) },
      },
    },
    () => service.kinds(),
  );
  app.get(
    '/audit/verification',
    {
      config,
      schema: {
        ...common,
        operationId: 'verifyAudit',
        summary: 'Whether the record is as it was written',
        description:
          'Reads the whole chain. With `seq` and `hash` noted at an earlier time, also whether that entry still stands: only this shows a chain that was rewritten as a whole.',
        querystring: Type.Object(
          {
            seq: Type.Optional(Type.Integer({ minimum: 1, description: 'Place of an entry noted at an earlier time.' })),
            hash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: ref(AuditVerification), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { seq, hash } = request.query;
      if (seq === undefined && hash === undefined) return service.verify(undefined);
      if (seq === undefined) throw invalidField('/query/seq', '需要与 hash 一并给出', 'is needed beside hash');
      if (hash === undefined) throw invalidField('/query/hash', '需要与 seq 一并给出', 'is needed beside seq');
      return service.verify({ seq, hash });
    },
  );
}
