import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Run, RunInput, RunPage, RunParameter } from '../../../schemas/runs.ts';
import { runStatuses } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { checkStreamAccepted, streamRun } from './events.ts';
import { createRunService } from './service.ts';

const params = Type.Object({ id: Id }, { additionalProperties: false });

export function runRoutes(app: App, context: ServerContext): void {
  const service = createRunService(context);
  const closing = new AbortController();
  app.addHook('preClose', async () => {
    closing.abort();
  });
  const common = { tags: ['runs'], security: bearer };
  const read = { policy: everyRole } as const;
  const write = { policy: ['planner', 'administrator'] } as const;

  app.get(
    '/parameters',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listParameters',
        summary: 'Parameters of a run with defaults, units and sources',
        description: 'What the engine of today takes with `POST /runs`; the values a past run was made with stand in its `parameters`.',
        response: { 200: Type.Array(ref(RunParameter)), ...problems(401, 403) },
      },
    },
    async () => service.parameters(),
  );
  app.post(
    '/runs',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'startRun',
        summary: 'Start a forecast run',
        description:
          'Answered at once with the address of the run in `Location`; a worker takes a snapshot of the facts as they then stand and computes on it alone. `asOfYear` is the newest complete reporting year where left out; without any reports 409. Who started it is notified of the end, offices and schools of new alerts.',
        body: ref(RunInput),
        response: { 202: ref(Run), ...problems(...badBody, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const run = await service.start(principalOf(request), request.body, request.id);
      return reply.code(202).header('location', `/api/v1/runs/${run.id}`).send(run);
    },
  );
  app.get(
    '/runs',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'listRuns',
        summary: 'Runs, newest first',
        querystring: Type.Object({ ...pageQuery, status: Type.Optional(Type.Enum([...runStatuses])) }, { additionalProperties: false }),
        response: { 200: ref(RunPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(principalOf(request), request.query.status, request.query),
  );
  app.get(
    '/runs/:id',
    {
      config: read,
      schema: {
        ...common,
        operationId: 'getRun',
        summary: 'One run',
        description:
          'Every role reads every run; who started it is told by name to planners, secretariat and administrators. Results are there once `status` is `succeeded`; of one that `failed`, `error` says why.',
        params,
        response: { 200: ref(Run), ...problems(...badId, 401, 403) },
      },
    },
    async (request) => service.find(request.params.id, principalOf(request)),
  );
  app.post(
    '/runs/:id/cancel',
    {
      config: write,
      schema: {
        ...common,
        operationId: 'cancelRun',
        summary: 'Cancel a run that is not over',
        description:
          'What it has computed so far is deleted; it stays in the list as cancelled and cannot be taken up again: start another. One that is over is 409.',
        params,
        response: { 200: ref(Run), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request) => service.cancel(principalOf(request), request.params.id, request.id),
  );
  app.get(
    '/runs/:id/events',
    {
      config: read,
      sse: { kind: 'manual' }, // the check below answers with a problem, which the plugin's own does not
      schema: {
        ...common,
        operationId: 'runEvents',
        summary: 'Progress of a run as server-sent events: progress, then done, failed or cancelled',
        description:
          'Each event holds status, stage, done and total; the first tells how things stand, and the stream ends with the run, at once where it is over. A connection that broke is simply opened again. An `Accept` that excludes text/event-stream is 406.',
        params,
        response: {
          200: { description: 'text/event-stream', content: { 'text/event-stream': { schema: Type.String() } } },
          ...problems(...badId, 401, 403, 406),
        },
      },
      // A missing run has to answer 404 before the stream begins.
      preHandler: async (request) => {
        checkStreamAccepted(request.headers.accept);
        await service.find(request.params.id);
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await streamRun(reply, context.queue, id, () => service.find(id), closing.signal);
    },
  );
}
