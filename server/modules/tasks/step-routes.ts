import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Id, ref } from '../../../schemas/common.ts';
import { Task, TaskChange, TaskInput, TaskMoveInput, TaskReportInput } from '../../../schemas/tasks.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createTaskSteps } from './steps.ts';

const params = Type.Object({ id: Id });
const keep = { policy: ['secretariat', 'administrator'] } as const;
const act = { policy: ['enterprise', 'school', 'planner', 'secretariat', 'administrator'] } as const;
const changing = [...new Set([...badId, ...badBody])];

/** What changes tasks: the secretariat opens, changes and accepts them, units tell how far they have come. */
export function taskStepRoutes(app: App, context: ServerContext): void {
  const steps = createTaskSteps(context);
  const common = { tags: ['tasks'], security: bearer };
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });

  app.post(
    '/tasks',
    {
      config: keep,
      schema: {
        ...common,
        operationId: 'createTask',
        summary: 'Open a task by hand; units with accounts are told',
        description:
          'A unit is an organisation or a name; a name that an organisation carries becomes that organisation. At least one is responsible, none stands twice (422). Calling twice opens two.',
        body: ref(TaskInput),
        response: { 201: ref(Task), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await steps.create(doing(request), request.body))),
  );
  app.put(
    '/tasks/:id',
    {
      config: keep,
      schema: {
        ...common,
        operationId: 'putTask',
        summary: 'Change words, deadline and units of a task that is not done or cancelled',
        description:
          'Replaces the words, the day and all units: without `dueOn` it has no deadline. Organisations that are new to it are notified, reports of units that left stay. State and progress are not touched; what is done is opened again first (409).',
        params,
        body: ref(TaskChange),
        response: { 200: ref(Task), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await steps.change(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/tasks/:id/moves',
    {
      config: { ...act, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveTask',
        summary: 'Begin a task, report it done, accept it, send it back, open it again, cancel it',
        description: 'Responsible units begin and report; the secretariat does the rest, with a reason for sending back, opening again and cancelling.',
        params,
        body: ref(TaskMoveInput),
        response: { 200: ref(Task), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await steps.move(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/tasks/:id/reports',
    {
      config: act,
      schema: {
        ...common,
        operationId: 'reportTask',
        summary: 'Tell of the progress of a task; answers with the task',
        description: 'The progress of the task follows responsible units and the secretariat, who may also pass on the word of a unit without an account.',
        params,
        body: ref(TaskReportInput),
        response: { 201: ref(Task), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await steps.report(request.params.id, doing(request), request.body))),
  );
}
