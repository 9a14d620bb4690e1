import { Type } from 'typebox';
import { taskOrigins } from '../../../schemas/vocabulary.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Task, TaskMovePage, TaskPage, TaskReportPage, TaskSummary, TaskUnitCountPage } from '../../../schemas/tasks.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { taskWorkflow } from '../../../schemas/workflows/task.ts';
import type { App, ServerContext } from '../../context.ts';
import { fileAsked, fileNote, listOrFile, sendFile } from '../../downloads.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badId, bearer, problems } from '../../routes.ts';
import { createTaskService } from './service.ts';
import { taskStepRoutes } from './step-routes.ts';
import { taskTable } from './table.ts';
import { templateRoutes } from './template-routes.ts';

const Day = Type.String({ format: 'date' });
const filters = {
  state: Type.Optional(Type.Enum(statesOf(taskWorkflow))),
  origin: Type.Optional(Type.Enum([...taskOrigins])),
  originPrefix: Type.Optional(
    Type.String({ minLength: 1, maxLength: 120, description: 'Beginning of originId: a template, or a template and year as `id/2026/`.' }),
  ),
  unit: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'Name of a responsible or cooperating unit.' })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'Part of the title or content.' })),
  dueFrom: Type.Optional({ ...Day, description: 'Due on this day or later.' }),
  dueTo: Type.Optional({ ...Day, description: 'Due on this day or earlier.' }),
  overdue: Type.Optional(Type.Boolean({ description: 'True: only what is not begun or under way after its day.' })),
};
const listQuery = Type.Object({ ...pageQuery, ...filters }, { additionalProperties: false });
const pages = Type.Object(pageQuery, { additionalProperties: false });
const params = Type.Object({ id: Id });
const read = { policy: ['enterprise', 'school', 'planner', 'secretariat', 'administrator'] } as const;
const asked = ({ state, origin, originPrefix, unit, q, dueFrom, dueTo, overdue }: Type.Static<typeof listQuery>) =>
  defined({ state, origin, originPrefix, unit, text: q, dueFrom, dueTo, overdue });

/** Supervised tasks 督办任务: who is responsible, until when, how far they have come. Units see their own, who plans all of them. */
export function taskRoutes(app: App, context: ServerContext): void {
  const service = createTaskService(context);
  const common = { tags: ['tasks'], security: bearer };

  app.get(
    '/tasks',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listTasks',
        summary: 'Tasks by deadline, those without one last',
        description: `Schools and enterprises see those they are a unit of. ${fileNote}`,
        querystring: listQuery,
        response: { 200: listOrFile(ref(TaskPage)), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const file = fileAsked(request);
      if (file === null) return service.list(principalOf(request), asked(request.query), request.query);
      return sendFile(context, request, reply, file, { table: taskTable, rows: service.rows(principalOf(request), asked(request.query)) });
    },
  );
  app.get(
    '/tasks/summary',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getTaskSummary',
        summary: 'How many tasks in each state, overdue, and due soon',
        description:
          'Of all tasks for who plans, of those the own organisation is a unit of for schools and enterprises. `dueSoon` counts what is due within thirty days from `today`; a task that was reported done is not overdue.',
        response: { 200: ref(TaskSummary), ...problems(401, 403) },
      },
    },
    async (request) => service.summary(principalOf(request)),
  );
  app.get(
    '/tasks/units',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listTaskUnits',
        summary: 'Tasks by responsible unit, counted by state',
        querystring: listQuery,
        response: { 200: ref(TaskUnitCountPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.units(principalOf(request), asked(request.query), request.query),
  );
  app.get(
    '/tasks/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getTask',
        summary: 'A task',
        description:
          'To organisations that are no unit of it, it answers 404. `can` are the moves open to the caller now; `mayReport` says whether they may tell of its progress.',
        params,
        response: { 200: ref(Task), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => {
      return tagged(reply, await service.get(principalOf(request), request.params.id));
    },
  );
  app.get(
    '/tasks/:id/reports',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listTaskReports',
        summary: 'What was told of its progress, newest first',
        params,
        querystring: pages,
        response: { 200: ref(TaskReportPage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.reports(principalOf(request), request.params.id, request.query),
  );
  app.get(
    '/tasks/:id/history',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listTaskHistory',
        summary: 'Every step it took, newest first',
        params,
        querystring: pages,
        response: { 200: ref(TaskMovePage), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.history(principalOf(request), request.params.id, request.query),
  );
  taskStepRoutes(app, context);
  templateRoutes(app, context);
}
