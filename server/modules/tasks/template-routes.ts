import { Type } from 'typebox';
import { taskListBytes } from '../../../intake/task-list.ts';
import { Id, pageQuery, ref, Year } from '../../../schemas/common.ts';
import { TaskTemplate, TaskTemplatePage, TemplateTasks, TemplateTasksInput } from '../../../schemas/task-templates.ts';
import type { App, ServerContext } from '../../context.ts';
import { xlsxType } from '../../downloads.ts';
import { ApiError } from '../../errors.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createTemplateService } from './templates.ts';

const read = { policy: ['planner', 'secretariat', 'administrator'] } as const;
const keep = { policy: ['secretariat', 'administrator'] } as const;
const params = Type.Object({ id: Id });
const file = { schema: Type.Unsafe<Buffer>({ description: 'The file as it is, up to 2 MB.' }) };
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' });

/** Lists that tasks are opened from: those of published plans with their source, and one's own as a spreadsheet. */
export function templateRoutes(app: App, context: ServerContext): void {
  const templates = createTemplateService(context);
  const common = { tags: ['tasks'], security: bearer };
  const doing = (request: Parameters<typeof principalOf>[0]) => ({ principal: principalOf(request), requestId: request.id });

  app.get(
    '/task-templates',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listTaskTemplates',
        summary: 'Lists of tasks with their lines and source: published ones first, then those uploaded here',
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: { 200: ref(TaskTemplatePage), ...problems(401, 403, 422) },
      },
    },
    async (request) => templates.list(request.query),
  );
  app.post(
    '/task-templates/:id/tasks',
    {
      config: keep,
      schema: {
        ...common,
        operationId: 'openTemplateTasks',
        summary: 'Open tasks from a list, once a line and year',
        description: 'Deadlines move with the year. Lines that have a task of the year already are left as they are.',
        params,
        body: ref(TemplateTasksInput),
        response: { 201: ref(TemplateTasks), ...problems(...new Set([...badBody, ...badId]), 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await templates.open(request.params.id, doing(request), request.body)),
  );
  // files are taken here and nowhere else
  void app.register(async (files: App) => {
    files.addContentTypeParser(['text/csv', xlsxType, 'application/octet-stream'], { parseAs: 'buffer', bodyLimit: taskListBytes }, (_request, body, done) => {
      done(null, body);
    });
    files.removeContentTypeParser('application/json');
    files.post(
      '/task-templates',
      {
        config: keep,
        bodyLimit: taskListBytes,
        schema: {
          ...common,
          operationId: 'uploadTaskTemplate',
          summary: 'Upload a list of tasks (CSV or .xlsx), whole or not at all',
          description: 'Columns 任务 or 内容, 责任单位; where there are 序号, 配合单位, 完成时限. What is wrong is said by row and column.',
          querystring: Type.Object(
            {
              name: Name,
              fileName: Type.String({ minLength: 1, maxLength: 255, pattern: '\\S', description: 'As it is called; its ending has to be true.' }),
              document: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S', description: 'The document the list is from.' }),
              year: Type.Optional(Type.Unsafe<number>({ ...Year, description: 'Year the deadlines count from; left out, they never move.' })),
            },
            { additionalProperties: false },
          ),
          body: { content: { 'text/csv': file, [xlsxType]: file, 'application/octet-stream': file } },
          response: { 201: ref(TaskTemplate), ...problems(...badBody, 401, 403, 409, 503) },
        },
      },
      async (request, reply) => {
        const { name, fileName, document, year } = request.query;
        if (!Buffer.isBuffer(request.body)) throw new ApiError('malformed_request', { zh: '请求中没有文件', en: 'The request holds no file' });
        const { principal, requestId } = doing(request);
        return reply.code(201).send(await templates.add(principal, requestId, { name, fileName, document, ...defined({ year }) }, request.body));
      },
    );
  });
}
