import type { FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import type { Role } from '../../../db/repositories/access.ts';
import { Id, ref } from '../../../schemas/common.ts';
import { Filing, FilingDecisionInput, FilingLocks, FilingLocksInput, SubmissionInput, UnlockInput } from '../../../schemas/filings.ts';
import type { App, ServerContext } from '../../context.ts';
import { principalOf } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createFilingSteps } from './steps.ts';

const params = Type.Object({ id: Id });
const organisations: readonly Role[] = ['school', 'enterprise', 'administrator'];
const planners: readonly Role[] = ['planner', 'administrator'];

/** Submission, withdrawal, decision, lock. `If-Match` is looked at where it is given: what is decided on is what was read. */
export function filingStepRoutes(app: App, context: ServerContext): void {
  const steps = createFilingSteps(context);
  const doing = (request: FastifyRequest) => ({ principal: principalOf(request), requestId: request.id, seen: seenOf(request) });
  const stepOf = (operationId: string, summary: string) => ({
    ...{ tags: ['filings'], security: bearer, operationId, summary, params },
    response: { 200: ref(Filing), ...problems(...new Set([...badId, ...badBody]), 401, 403, 409) },
  });
  const schemaOf = <B extends TSchema>(operationId: string, summary: string, body: B) => ({ ...stepOf(operationId, summary), body });

  app.post(
    '/filings/:id/submission',
    {
      config: { policy: organisations, versioned: 'optional' },
      schema: schemaOf(
        'submitFiling',
        'Submit: the lines become facts. Values far from last year’s are answered 409 with `confirm` first',
        ref(SubmissionInput),
      ),
    },
    async (request, reply) => tagged(reply, await steps.submit(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/filings/:id/withdrawal',
    {
      config: { policy: organisations, versioned: 'optional' },
      schema: stepOf('withdrawFiling', 'Take a submission back before it is decided on: its facts leave'),
    },
    async (request, reply) => tagged(reply, await steps.withdraw(request.params.id, doing(request))),
  );
  app.post(
    '/filings/:id/decision',
    {
      config: { policy: planners, versioned: 'optional' },
      schema: schemaOf('decideFiling', 'Accept a filing, or return it with a reason: its facts leave and its lines can be changed', ref(FilingDecisionInput)),
    },
    async (request, reply) => tagged(reply, await steps.decide(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/filings/:id/lock',
    { config: { policy: planners, versioned: 'optional' }, schema: stepOf('lockFiling', 'Lock an accepted filing') },
    async (request, reply) => tagged(reply, await steps.lock(request.params.id, doing(request))),
  );
  app.post(
    '/filings/:id/unlock',
    {
      config: { policy: ['administrator'], versioned: 'optional' },
      schema: schemaOf('unlockFiling', 'Unlock a filing, with a reason: it is accepted again', ref(UnlockInput)),
    },
    async (request, reply) => tagged(reply, await steps.unlock(request.params.id, doing(request), request.body.reason)),
  );
  app.post(
    '/filings/locks',
    {
      config: { policy: planners },
      schema: {
        ...{ tags: ['filings'], security: bearer, operationId: 'lockFilings', summary: 'Lock every accepted filing of a year and kind' },
        body: ref(FilingLocksInput),
        response: { 200: ref(FilingLocks), ...problems(...badBody, 401, 403) },
      },
    },
    async (request) => steps.lockYear(request.body, doing(request)),
  );
}
