import { Type } from 'typebox';
import { AcceptanceInput, InvitationInput, InvitationOffer, InvitationPage, NewInvitation, TokenInput } from '../../../schemas/accounts.ts';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, signedInOf } from '../../plugins/access.ts';
import { limited } from '../../plugins/attempts.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { authorityOf } from './authority.ts';
import { createInvitationService } from './invitations.ts';

/** Invitations: a token that works once. It travels in bodies only, so that no log of addresses holds it. */
export function invitationRoutes(app: App, context: ServerContext): void {
  const service = createInvitationService(context);
  const config = { policy: everyRole, unverified: true } as const;
  const open = { tags: ['members'] };
  const common = { ...open, security: bearer };

  app.get(
    '/invitations',
    {
      config,
      schema: {
        ...common,
        operationId: 'listInvitations',
        summary: 'Invitations that stand, newest first',
        querystring: Type.Object({ ...pageQuery, organisationId: Type.Optional(Id) }, { additionalProperties: false }),
        response: { 200: ref(InvitationPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(authorityOf(request), request.query.organisationId, request.query),
  );
  app.post(
    '/invitations',
    {
      config: { ...config, recent: true, repeatable: false }, // the token is shown once
      schema: {
        ...common,
        operationId: 'invite',
        summary: 'Invite a member; the token is shown once',
        description: 'Managers invite to their organisation in their own role; administrators to any organisation, or to the city.',
        body: ref(InvitationInput),
        response: { 201: ref(NewInvitation), ...problems(...badBody, 401, 403, 404) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.invite(authorityOf(request), request.body)),
  );
  app.delete(
    '/invitations/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'revokeInvitation',
        summary: 'Revoke an invitation that was not used',
        description:
          'The token is worth nothing from then on. Used, revoked or expired before is 404, as is one of another organisation; managers revoke those to their own role, administrators any.',
        params: Type.Object({ id: Id }),
        response: { 204: Type.Null({ description: 'Revoked' }), ...problems(...badId, 401, 403, 413, 415) },
      },
    },
    async (request, reply) => {
      await service.revoke(authorityOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/invitations/offer',
    {
      config: limited,
      schema: {
        ...open,
        operationId: 'readInvitation',
        summary: 'What a token invites to',
        description: 'Needs no account and does not use the token up. A used, revoked or expired token is 404; thirty calls a minute from one address.',
        body: ref(TokenInput),
        response: { 200: ref(InvitationOffer), ...problems(...badBody, 404, 429) },
      },
    },
    async (request) => service.offer(request.body.token),
  );
  app.post(
    '/invitations/acceptance',
    {
      config: limited,
      schema: {
        ...open,
        operationId: 'acceptInvitation',
        summary: 'Accept an invitation with a new account',
        description:
          'Uses the token up and tells who invited; it does not sign in: `POST /session/login` does. A password that is short or soon guessed is 422, a login that is taken 409: whoever it belongs to signs in and accepts with `POST /account/invitations`.',
        body: ref(AcceptanceInput),
        response: { 201: Type.Object({ login: Type.String() }, { additionalProperties: false }), ...problems(...badBody, 404, 409, 429) },
      },
    },
    async (request, reply) => reply.code(201).send(await service.accept(request.body, request.id)),
  );
  app.post(
    '/account/invitations',
    {
      config: { policy: 'account' },
      schema: {
        ...common,
        operationId: 'joinOrganisation',
        summary: 'Accept an invitation with the account that is signed in',
        description:
          'Uses the token up and tells who invited. The session goes on as before: `POST /session/organisation` acts as the new membership. A member of the organisation already is 409, a used, revoked or expired token 404.',
        body: ref(TokenInput),
        response: { 204: Type.Null({ description: 'Joined' }), ...problems(...badBody, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await service.join(signedInOf(request), request.body.token, request.id);
      return reply.code(204).send(null);
    },
  );
}
