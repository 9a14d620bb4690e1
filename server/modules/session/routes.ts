import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { createAccountSessionRepository } from '../../../db/repositories/account-sessions.ts';
import { createAccessRepository } from '../../../db/repositories/access.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { ref } from '../../../schemas/common.ts';
import { PasskeyChallenge, PasskeyQuestion } from '../../../schemas/passkeys.ts';
import { passwordMaximum } from '../../../schemas/passwords.ts';
import { ConfirmationInput, LoginInput, MembershipChoice, PasswordQuestion, PasswordStrength, Session } from '../../../schemas/session.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import {
  clearSessionCookie,
  csrfTokenOf,
  hashSecret,
  needsSecondFactor,
  sameOrigin,
  sessionIdleMs,
  sessionLifeMs,
  sessionSecretOf,
  setSessionCookie,
  signedInOf,
} from '../../plugins/access.ts';
import { passwordStrength } from '../../password-strength.ts';
import { siteOf } from '../../passkeys.ts';
import { limited } from '../../plugins/attempts.ts';
import { badBody, bearer, problems } from '../../routes.ts';
import { demoSessionRoutes } from './demo.ts';
import { createSignInService } from './sign-in.ts';

/** Signing in and out, and who one is. */
export function sessionRoutes(app: App, context: ServerContext): void {
  const { db, clock, demo } = context;
  const access = createAccessRepository(db);
  const sessions = createAccountSessionRepository(db);
  const organisations = createOrganisationRepository(db);
  const service = createSignInService(context);
  const common = { tags: ['session'], security: bearer };

  /** Who the key, demo role or account of a request is. */
  async function describe({ principal, signedIn }: Pick<FastifyRequest, 'principal' | 'signedIn'>, secret: string | undefined): Promise<Session> {
    const role = principal?.role ?? null;
    const organisationId = principal?.organisationId ?? null;
    const organisation = organisationId === null ? undefined : await organisations.find(organisationId);
    const acting = {
      ...{ demo, role, organisationId, organisationName: organisation?.name ?? null },
      ...{ organisationStatus: organisation?.status ?? null, statusReason: organisation?.statusReason ?? null },
    };
    if (!signedIn) return { ...acting, account: null, memberships: [], csrfToken: null };
    const { accountId, login, displayName, mustChangePassword, membership, secondFactor, passkey } = signedIn;
    const mustSetUpSecondFactor = !secondFactor && needsSecondFactor(signedIn, context);
    return {
      ...acting,
      account: { id: accountId, login, displayName, mustChangePassword, membershipId: membership?.id ?? null, secondFactor, passkey, mustSetUpSecondFactor },
      memberships: await service.memberships(accountId),
      csrfToken: secret === undefined ? null : csrfTokenOf(secret),
    };
  }
  demoSessionRoutes(app, context, (principal) => describe({ principal, signedIn: null }, undefined));

  app.post(
    '/session/login',
    {
      config: limited,
      schema: {
        tags: ['session'],
        operationId: 'signIn',
        summary: 'Sign in with account and password',
        description:
          'Opens a session in a cookie: half an hour without a request, twelve hours in all. Writes of the session send `csrfToken` as `X-CSRF-Token`.',
        body: ref(LoginInput),
        response: { 201: ref(Session), ...problems(...badBody, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      if (!sameOrigin(request)) throw new ApiError('forbidden', { zh: '只能从本站页面登录', en: 'Signing in works from our own pages only' });
      const secret = await service.signIn(request.body, siteOf(request, context.publicUrl), request.headers['user-agent'] ?? '', request.id);
      const signedIn = await sessions.find(hashSecret(secret), clock(), sessionIdleMs);
      if (!signedIn) throw new ApiError('unauthenticated', { zh: '请重新登录', en: 'Sign in again' });
      setSessionCookie(request, reply, secret, sessionLifeMs);
      const { membership } = signedIn;
      const principal = membership && { role: membership.role, organisationId: membership.organisationId, actor: '' };
      return reply.code(201).send(await describe({ principal, signedIn }, secret));
    },
  );
  app.post(
    '/session/passkey',
    {
      config: { ...limited, repeatable: false },
      schema: {
        tags: ['session'],
        operationId: 'askPasskey',
        summary: 'A challenge to the passkeys of an account, for who gives its password',
        description: 'Its answer goes as `passkey` with `POST /session/login`, within five minutes, once.',
        body: ref(PasskeyQuestion),
        response: { 201: ref(PasskeyChallenge), ...problems(...badBody, 401, 403, 409, 429) },
      },
    },
    async (request, reply) => {
      if (!sameOrigin(request)) throw new ApiError('forbidden', { zh: '只能从本站页面登录', en: 'Signing in works from our own pages only' });
      return reply.code(201).send(await service.askPasskey(request.body, siteOf(request, context.publicUrl), request.id));
    },
  );
  app.get(
    '/session',
    {
      config: { policy: 'signed-in' },
      schema: {
        ...common,
        operationId: 'getSession',
        summary: 'Who am I',
        description:
          'Keys, tokens and demo roles get their role and organisation with `account` null. A session gets its `csrfToken`, which its writes send as `X-CSRF-Token`; it is answered to members of organisations that wait for verification, too.',
        response: { 200: ref(Session), ...problems(401) },
      },
    },
    async (request) => describe(request, sessionSecretOf(request)),
  );
  app.post(
    '/session/confirmation',
    {
      config: { policy: 'account', settingUp: true, repeatable: false, rateLimit: limited.rateLimit },
      schema: {
        ...common,
        operationId: 'confirmPassword',
        summary: 'Give the password again, before something that matters',
        description: 'Opens for a quarter of an hour what answers `password_needed`: keys, invitations, members, other sessions, the second factor.',
        body: ref(ConfirmationInput),
        response: { 204: Type.Null({ description: 'Confirmed' }), ...problems(...badBody, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      await service.confirm(signedInOf(request), request.body, siteOf(request, context.publicUrl), request.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/passwords/strength',
    {
      config: { policy: 'public', repeatable: false, rateLimit: { max: 120, timeWindow: 60_000 } },
      schema: {
        tags: ['session'],
        operationId: 'estimatePassword',
        summary: 'How soon a password would be guessed; nothing is kept',
        description:
          'The estimate by which passwords are refused wherever one is set (422); there at least twelve characters are asked for as well. `login` is tried as a guess; 120 calls a minute from one address.',
        body: ref(PasswordQuestion),
        response: { 200: ref(PasswordStrength), ...problems(...badBody, 429) },
      },
    },
    async ({ body: { password, login = '' } }) => passwordStrength(password.slice(0, passwordMaximum), login),
  );
  app.post(
    '/session/organisation',
    {
      config: { policy: 'account' },
      schema: {
        ...common,
        operationId: 'chooseMembership',
        summary: 'Act as another of the own memberships, in this session',
        description:
          'Holds for this session from the next request on; a later sign-in begins with the oldest membership again. Keys and calendar addresses stay with the membership they were made for. A membership that is not the own one or has ended is 404.',
        body: ref(MembershipChoice),
        response: { 204: Type.Null({ description: 'Chosen' }), ...problems(...badBody, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      await service.choose(signedInOf(request), request.body.membershipId, request.id);
      return reply.code(204).send(null);
    },
  );
  const signOut = [
    [
      '/session/logout',
      'signOut',
      'Sign out',
      'Ends this session alone and clears its cookie; it stands in the audit record. A key or token is not ended by it: it gets 204 and goes on working.',
    ],
    ['/session/close', 'closeSession', 'Sign out (older address)', 'The same as `POST /session/logout`, kept for callers that know this address.'],
  ] as const;
  for (const [path, operationId, summary, description] of signOut) {
    app.post(
      path,
      {
        config: { policy: 'signed-in' },
        schema: {
          ...common,
          operationId,
          summary,
          description,
          response: { 204: Type.Null({ description: 'Signed out' }), ...problems(...badBody, 401, 403) },
        },
      },
      async (request, reply) => {
        if (request.signedIn) await service.signOut(request.signedIn, request.id);
        const secret = sessionSecretOf(request);
        if (secret !== undefined) await access.removeSession(hashSecret(secret));
        clearSessionCookie(reply);
        return reply.code(204).send(null);
      },
    );
  }
}
