import { Type } from 'typebox';
import { AccountStatusInput, Member, MemberChange, MemberPage } from '../../../schemas/accounts.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { roles } from '../../../schemas/vocabulary.ts';
import type { App, ServerContext } from '../../context.ts';
import { defined } from '../../paging.ts';
import { everyRole } from '../../plugins/access.ts';
import { seenOf, tagged } from '../../plugins/versions.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { authorityOf } from './authority.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { createMemberService } from './service.ts';

/** Members of organisations and of the city: read by their own, kept by managers and administrators. */
export function memberRoutes(app: App, context: ServerContext): void {
  const service = createMemberService(context);
  const config = { policy: everyRole, unverified: true } as const;
  const recent = { ...config, recent: true } as const;
  const administrator = { policy: ['administrator'], recent: true } as const;
  const common = { tags: ['members'], security: bearer };
  const params = Type.Object({ id: Id });

  app.get(
    '/members',
    {
      config,
      schema: {
        ...common,
        operationId: 'listMembers',
        summary: 'Members of the own organisation; administrators: of any, or all',
        querystring: Type.Object(
          { ...pageQuery, organisationId: Type.Optional(Id), role: Type.Optional(Type.Enum([...roles])) },
          { additionalProperties: false },
        ),
        response: { 200: ref(MemberPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      const { organisationId, role } = request.query;
      return service.list(authorityOf(request), defined({ organisationId, role }), request.query);
    },
  );
  app.put(
    '/members/:id',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'changeMember',
        summary: 'Change role or management of a member',
        description:
          'Holds for sessions and keys of the member from the next request on. Managers act on members of their own role and give no other (403); a role that the kind of organisation does not have is 422; the last administrator, and for managers the last manager, is refused (409).',
        params,
        body: ref(MemberChange),
        response: { 200: ref(Member), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => tagged(reply, await service.change(authorityOf(request), request.params.id, request.body, seenOf(request))),
  );
  app.delete(
    '/members/:id',
    {
      config: recent,
      schema: {
        ...common,
        operationId: 'removeMember',
        summary: 'End a membership; its keys end with it',
        description:
          'The account stays, with its other memberships; its sessions lose role and organisation with the next request. The last administrator, and for managers the last manager, is refused (409). It is not undone but by a new invitation.',
        params,
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.remove(authorityOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.put(
    '/accounts/:id/status',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'setAccountStatus',
        summary: 'Disable an account, or let it in again',
        description: 'The version is `accountVersion` of the member.',
        params,
        body: ref(AccountStatusInput),
        response: { 204: Type.Null({ description: 'Set' }), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.setStatus(authorityOf(request), request.params.id, request.body.status, seenOf(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/accounts/:id/password-reset',
    {
      config: { ...administrator, repeatable: false }, // the password is shown once
      schema: {
        ...common,
        operationId: 'resetPassword',
        summary: 'A one-time password for somebody who lost theirs, shown once',
        description:
          'Ends every session of the account and a lock; it is good for seven days and has to be changed before anything else. A second factor stays and is still asked for, and keys go on working. The owner gets a notification.',
        params,
        response: { 201: Type.Object({ password: Type.String() }, { additionalProperties: false }), ...problems(...badBody, ...badId, 401, 403) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.resetPassword(authorityOf(request), request.params.id)),
  );
  app.delete(
    '/accounts/:id/second-factor',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'removeSecondFactorOf',
        summary: 'Remove the second factor of somebody who lost it',
        description:
          'Takes the generator, all passkeys and recovery codes; sessions go on, and whose role needs a factor sets up a new one before anything else. The own one is refused (409), where there is none 404. The owner gets a notification.',
        params,
        response: { 204: Type.Null({ description: 'Removed' }), ...problems(...badId, 401, 403, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.removeSecondFactor(authorityOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/accounts/:id/deletion',
    {
      config: administrator,
      schema: {
        ...common,
        operationId: 'eraseAccount',
        summary: 'Delete an account for good, such as on request of its owner',
        description:
          'As `POST /account/deletion`: sessions, keys and memberships end, name and login are deleted, reports of the organisation stay. The own account and that of the last administrator are refused (409). It cannot be undone.',
        params,
        response: { 204: Type.Null({ description: 'Deleted' }), ...problems(...badBody, ...badId, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      await service.erase(authorityOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  invitationRoutes(app, context);
}
