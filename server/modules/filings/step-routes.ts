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
  const stepOf = (operationId: string, summary: string, description: string) => ({
    ...{ tags: ['filings'], security: bearer, operationId, summary, description, params },
    response: { 200: ref(Filing), ...problems(...new Set([...badId, ...badBody]), 401, 403, 409) },
  });
  const schemaOf = <B extends TSchema>(operationId: string, summary: string, description: string, body: B) => ({
    ...stepOf(operationId, summary, description),
    body,
  });

  app.post(
    '/filings/:id/submission',
    {
      config: { policy: organisations, versioned: 'optional' },
      schema: schemaOf(
        'submitFiling',
        'Submit: the lines become facts. Values far from last year’s are answered 409 with `confirm` first',
        'From draft or returned, and at least one line; every fault is told as `/lines/N/field` (422). Far is more than twice or less than half, by 20 persons or more, a line of last year left out, or students who were not there a grade lower: send the keys of `confirm` as `confirmedLines`. The facts take the place of earlier reports of the same year in runs started later.',
        ref(SubmissionInput),
      ),
    },
    async (request, reply) => tagged(reply, await steps.submit(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/filings/:id/withdrawal',
    {
      config: { policy: organisations, versioned: 'optional' },
      schema: stepOf(
        'withdrawFiling',
        'Take a submission back before it is decided on: its facts leave',
        'Only while it is submitted (409): it is a draft again with all its lines, and what was reported before it counts again. Past runs stay as they are.',
      ),
    },
    async (request, reply) => tagged(reply, await steps.withdraw(request.params.id, doing(request))),
  );
  app.post(
    '/filings/:id/decision',
    {
      config: { policy: planners, versioned: 'optional' },
      schema: schemaOf(
        'decideFiling',
        'Accept a filing, or return it with a reason: its facts leave and its lines can be changed',
        'Accepted, separate declarations and enrolment reports of the year are refused (409). A submitted or accepted one can be returned; then what was reported before it counts again. The organisation is notified and reads the reason.',
        ref(FilingDecisionInput),
      ),
    },
    async (request, reply) => tagged(reply, await steps.decide(request.params.id, doing(request), request.body)),
  );
  app.post(
    '/filings/:id/lock',
    {
      config: { policy: planners, versioned: 'optional' },
      schema: stepOf(
        'lockFiling',
        'Lock an accepted filing',
        'It counts as before but can no longer be returned until an administrator unlocks it. In any other state 409; the organisation is notified.',
      ),
    },
    async (request, reply) => tagged(reply, await steps.lock(request.params.id, doing(request))),
  );
  app.post(
    '/filings/:id/unlock',
    {
      config: { policy: ['administrator'], versioned: 'optional' },
      schema: schemaOf(
        'unlockFiling',
        'Unlock a filing, with a reason: it is accepted again',
        'Its facts stay in; from then on planners can return it. Only a locked one (409); the organisation is notified and reads the reason.',
        ref(UnlockInput),
      ),
    },
    async (request, reply) => tagged(reply, await steps.unlock(request.params.id, doing(request), request.body.reason)),
  );
  app.post(
    '/filings/locks',
    {
      config: { policy: planners },
      schema: {
        ...{
          tags: ['filings'],
          security: bearer,
          operationId: 'lockFilings',
          summary: 'Lock every accepted filing of a year and kind',
          description:
            'Those in other states stay as they are and are counted in `open`. Sent again it locks what was accepted since; each organisation concerned is notified.',
        },
        body: ref(FilingLocksInput),
        response: { 200: ref(FilingLocks), ...problems(...badBody, 401, 403) },
      },
    },
    async (request) => steps.lockYear(request.body, doing(request)),
  );
}
