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
