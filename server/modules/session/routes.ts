import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { createAccessRepository, type Role } from '../../../db/repositories/access.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { Type } from 'typebox';
import { ref } from '../../../schemas/common.ts';
import { Session, SessionInput } from '../../../schemas/session.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { everyRole, hashSecret, principalOf, sameOrigin, sessionCookie } from '../../plugins/access.ts';
import { badBody, bearer, problems } from '../../routes.ts';

const lifeMs = 12 * 3_600_000;
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** The Host header is checked too: a foreign page must not reach us through a name that resolves to loopback, nor by naming us. */
function isLocal(request: FastifyRequest): boolean {
  return loopback.has(request.ip) && localHost.test(request.headers.host ?? '') && sameOrigin(request);
}

/** Demo sign-in: one click a role, on this machine only, in demo mode only. */
export function sessionRoutes(app: App, context: ServerContext): void {
  const { db, clock, demo } = context;
  const access = createAccessRepository(db);
  const organisations = createOrganisationRepository(db);
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

  async function describe(role: Role, organisationId: string | null) {
    const organisation = organisationId === null ? undefined : await organisations.find(organisationId);
    return { demo, role, organisationId, organisationName: organisation?.name ?? null };
  }

  app.post(
    '/demo/session',
    {
      config: { policy: 'demo-loopback' },
      schema: {
        tags: ['session'],
        operationId: 'openDemoSession',
        summary: 'Demo mode: sign in as a role',
        body: ref(SessionInput),
        response: { 201: ref(Session), ...problems(...badBody, 403, 404) },
      },
    },
    async (request, reply) => {
      if (!demo) throw new ApiError('not_found', { zh: '仅演示模式可用', en: 'Exists in demo mode only' });
      if (!isLocal(request)) throw new ApiError('forbidden', { zh: '演示登录只限本机访问', en: 'Demo sign-in works from this machine only' });
      const { role } = request.body;
      const key = await access.findKeyOfRole(role);
      if (!key) throw new ApiError('not_found', { zh: '没有此角色的演示账户', en: 'There is no demo account of this role' });
      const secret = randomBytes(32).toString('base64url');
      const now = clock();
      await access.addSession({ secretHash: hashSecret(secret), role, organisationId: key.organisationId, createdAt: now, expiresAt: new Date(+now + lifeMs) });
      void reply.setCookie(sessionCookie, secret, { ...cookie, maxAge: lifeMs / 1000 });
      return reply.code(201).send(await describe(role, key.organisationId));
    },
  );
  app.get(
    '/session',
    {
      config: { policy: everyRole },
      schema: { tags: ['session'], security: bearer, operationId: 'getSession', summary: 'Who am I', response: { 200: ref(Session), ...problems(401) } },
    },
    async (request) => {
      const { role, organisationId } = principalOf(request);
      return describe(role, organisationId);
    },
  );
  app.post(
    '/session/close',
    {
      config: { policy: everyRole },
      schema: {
        tags: ['session'],
        security: bearer,
        operationId: 'closeSession',
        summary: 'Sign out',
        response: { 204: Type.Null({ description: 'Signed out' }), ...problems(...badBody, 401) },
      },
    },
    async (request, reply) => {
      const secret = request.cookies[sessionCookie];
      if (secret !== undefined) await access.removeSession(hashSecret(secret));
      return reply.clearCookie(sessionCookie, cookie).code(204).send(null);
    },
  );
}
