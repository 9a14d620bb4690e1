import { Type } from 'typebox';
import { fileKinds, fileLimits } from '../../../files/kinds.ts';
import { Attachment, AttachmentPage, attachmentLimits } from '../../../schemas/attachments.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import type { AttachmentSubjects } from '../../attachments.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { disposition } from './present.ts';
import { createAttachmentService } from './service.ts';

/** Without text/plain: forms of other sites can send that without asking. */
const types = ['application/octet-stream', ...Object.values(fileKinds).map(({ type }) => type)].filter((type) => type !== 'text/plain');
const anyFile = Type.Unsafe<unknown>({ description: `The file itself, up to ${fileLimits.bytes / 1024 / 1024} MB; application/octet-stream will do for any.` });
const params = Type.Object({ id: Id }, { additionalProperties: false });
const allowed = Object.values(fileKinds).flatMap(({ endings }) => endings as readonly string[]).join(', '); // prettier-ignore

/** Files beside things of other modules: added, listed, given out, removed and put back, by those whom the thing's own module lets. */
export function attachmentRoutes(app: App, context: ServerContext, subjects: AttachmentSubjects): void {
  const service = createAttachmentService(context, subjects);
  const common = { tags: ['attachments'], security: bearer };
  const config = { policy: everyRole } as const;
  const subject = {
    kind: Type.Enum(Object.keys(subjects), { description: 'What it is attached to.' }),
    subjectId: Type.String({ ...Id, description: 'Which one of the kind.' }),
  };
  const doing = (request: Parameters<typeof principalOf>[0]) => ({ principal: principalOf(request), requestId: request.id });

  void app.register(async (upload: App) => {
    for (const type of types)
      upload.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
        done(null, body);
      });
    upload.post(
      '/attachments',
      {
        config,
        bodyLimit: fileLimits.bytes,
        schema: {
          ...common,
          operationId: 'addAttachment',
          summary: 'Attach a file 上传附件',
          description: `Taken are ${allowed}, by their content; at most ${attachmentLimits.perSubject} files beside one thing. Who may change the thing may attach to it.`,
          querystring: Type.Object(
            {
              ...subject,
              name: Type.String({ minLength: 1, maxLength: 255, pattern: '\\S', description: 'As the file is called; its ending has to be true.' }),
            },
            { additionalProperties: false },
          ),
          body: { content: Object.fromEntries(types.map((type) => [type, { schema: anyFile }])) },
          response: { 201: ref(Attachment), ...problems(...badBody, 401, 403, 404, 409, 503) },
        },
      },
      async (request, reply) => {
        if (!Buffer.isBuffer(request.body))
          throw new ApiError('unsupported_media_type', { zh: '请求体应为文件本身，内容类型可用 application/octet-stream', en: 'The body needs to be the file itself, for instance as application/octet-stream' }); // prettier-ignore
        return reply.code(201).send(await service.add(doing(request), { ...request.query, bytes: request.body }));
      },
    );
  });
  app.get(
    '/attachments',
    {
      config,
      schema: {
        ...common,
        operationId: 'listAttachments',
        summary: 'Files beside one thing, oldest first 附件',
        querystring: Type.Object({ ...pageQuery, ...subject }, { additionalProperties: false }),
        response: { 200: ref(AttachmentPage), ...problems(401, 403, 404, 422) },
      },
    },
    async (request) => service.list(principalOf(request), request.query.kind, request.query.subjectId, request.query),
  );
  app.get(
    '/attachments/:id/content',
    {
      config,
      compress: false, // its length is said beforehand
      schema: {
        ...common,
        operationId: 'getAttachmentContent',
        summary: 'The file itself, to be saved',
        description: '503 where the store no longer holds what was uploaded: it is looked at by its hash first.',
        params,
        response: {
          200: {
            description: 'The file',
            content: Object.fromEntries(Object.values(fileKinds).map(({ type }) => [type, { schema: Type.String({ format: 'binary' }) }])),
          },
          ...problems(...badId, 401, 403, 503),
        },
      },
    },
    async (request, reply) => {
      const { row, content } = await service.content(principalOf(request), request.params.id);
      // never shown under the address of the product, whatever it holds
      void reply
        .header('content-disposition', disposition(row.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .header('content-length', row.size);
      return reply.type(row.type.startsWith('text/') ? `${row.type}; charset=utf-8` : row.type).send(content as never);
    },
  );
  app.delete(
    '/attachments/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'removeAttachment',
        summary: 'Remove a file 移除附件',
        description: `It can be put back for ${attachmentLimits.keptDays} days; then its content is deleted, unless another file has the same.`,
        params,
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.remove(doing(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/attachments/:id/restoration',
    {
      config,
      schema: {
        ...common,
        operationId: 'restoreAttachment',
        summary: 'Put a file back that was removed 恢复附件',
        description:
          'Within 30 days of its removal, by who may change the thing it is attached to. One that was not removed, or longer ago, is 404; where there are 20 files already 409.',
        params,
        response: { 200: ref(Attachment), ...problems(...new Set([...badId, ...badBody]), 401, 403, 409) },
      },
    },
    async (request) => service.restore(doing(request), request.params.id),
  );
}
