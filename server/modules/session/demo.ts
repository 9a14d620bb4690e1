import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { createAccessRepository, type Principal } from '../../../db/repositories/access.ts';
import { ref } from '../../../schemas/common.ts';
import { Session, SessionInput } from '../../../schemas/session.ts';
import type { App, ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { hashSecret, sameOrigin, setSessionCookie } from '../../plugins/access.ts';
import { badBody, problems } from '../../routes.ts';

const lifeMs = 12 * 3_600_000;
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** The Host header is checked too: a foreign page must not reach us through a name that resolves to loopback, nor by naming us. */
function isLocal(request: FastifyRequest): boolean {
  return loopback.has(request.ip) && localHost.test(request.headers.host ?? '') && sameOrigin(request);
}

/** Demo sign-in: one click a role, on this machine only, in demo mode only. */
export function demoSessionRoutes(app: App, { db, clock, demo }: ServerContext, describe: (principal: Principal) => Promise<Session>): void {
  const access = createAccessRepository(db);
  app.post(
    '/demo/session',
    {
      config: { policy: 'demo-loopback' },
      schema: {
        tags: ['session'],
        operationId: 'openDemoSession',
        summary: 'Demo mode: sign in as a role',
        description:
          'Only in demo mode (404 otherwise) and only from this machine (403). The cookie is good for twelve hours and stands for the role, not for an account: what needs an account is refused with 403.',
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
      const { organisationId } = key;
      await access.addSession({ secretHash: hashSecret(secret), role, organisationId, createdAt: now, expiresAt: new Date(+now + lifeMs) });
      setSessionCookie(request, reply, secret, lifeMs);
      return reply.code(201).send(await describe({ role, organisationId, actor: `session:${role}` }));
    },
  );
}
