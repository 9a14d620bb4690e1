import { Type } from 'typebox';
import { pageQuery, ref } from '../../../schemas/common.ts';
import { Issue, IssueInput, IssueMove, IssuePage } from '../../../schemas/conference-work.ts';
import { statesOf } from '../../../schemas/workflow.ts';
import { issueWorkflow } from '../../../schemas/workflows/issue.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { principalOf } from '../../plugins/access.ts';
import { tagged } from '../../plugins/versions.ts';
import { badBody, badId, problems } from '../../routes.ts';
import { createIssueService } from './issue-service.ts';
import { changing, common, everyone, params } from './route-parts.ts';
import { doing } from './shared.ts';

/** Issues 议题 that member units propose. */
export function issueRoutes(app: App, context: ServerContext): void {
  const service = createIssueService(context);
  app.get(
    '/conference/issues',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'listIssues',
        summary: 'Issues that member units proposed, newest first',
        description: 'Schools and enterprises see their own.',
        querystring: Type.Object({ ...pageQuery, state: Type.Optional(Type.Enum(statesOf(issueWorkflow))) }, { additionalProperties: false }),
        response: { 200: ref(IssuePage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(principalOf(request), defined({ state: request.query.state }), request.query),
  );
  app.post(
    '/conference/issues',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'proposeIssue',
        summary: 'Propose an issue for a meeting; for member units',
        description: 'Planners and the office of the conference may name the unit that proposes it, and a docket it is about.',
        body: ref(IssueInput),
        response: { 201: ref(Issue), ...problems(...badBody, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(tagged(reply, await service.add(request.body, doing(request)))),
  );
  app.get(
    '/conference/issues/:id',
    {
      config: { policy: everyone },
      schema: {
        ...common,
        operationId: 'getIssue',
        summary: 'An issue that a member unit proposed',
        description: 'The office and planners read every issue, schools and enterprises those of their own organisation; others answer 404.',
        params,
        response: { 200: ref(Issue), ...problems(...badId, 401, 403) },
      },
    },
    async (request, reply) => tagged(reply, await service.get(principalOf(request), request.params.id)),
  );
  app.post(
    '/conference/issues/:id/moves',
    {
      config: { policy: everyone, versioned: 'optional' },
      schema: {
        ...common,
        operationId: 'moveIssue',
        summary: 'Accept an issue or refuse it with a reason (the office), or withdraw it (who proposed it)',
        description:
          'Accepting lets it be put on an agenda; accepting and refusing notify the organisation that proposed it. An accepted issue may still be refused or withdrawn, one that stands on an agenda not (409): it is taken off there first.',
        params,
        body: ref(IssueMove),
        response: { 200: ref(Issue), ...problems(...changing, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.move(request.params.id, request.body, doing(request))),
  );
}
