import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { createAccessRepository, type Principal, type Role } from '../../db/repositories/access.ts';
import type { App, ServerContext } from '../context.ts';
import { ApiError } from '../errors.ts';

export const sessionCookie = 'gongxu_session';
export const everyRole = ['planner', 'secretariat', 'school', 'enterprise', 'administrator'] as const satisfies readonly Role[];
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** The caller of a request that a role policy let in. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new ApiError('unauthenticated', { zh: '请提供密钥（Authorization: Bearer …）', en: 'Give a key (Authorization: Bearer …)' });
  return request.principal;
}

/** Cookies are accepted from our own pages only: a write from another origin, or from one that hides (`null`), is refused. */
export function sameOrigin(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || URL.parse(origin)?.host === request.headers.host;
}

/** Deny by default: a route under /api without a declared policy does not start; one with roles needs a key or session of one of them. */
export function registerAccess(app: App, { db, clock }: ServerContext): void {
  const access = createAccessRepository(db);
  app.decorateRequest('principal', null);

  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/v1') && route.method !== 'HEAD' && route.config?.policy === undefined) {
      throw new Error(`route ${String(route.method)} ${route.url} declares no policy`);
    }
  });

  async function authenticate(request: FastifyRequest): Promise<Principal | null> {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const secret = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
      const found = secret === undefined ? undefined : await access.findKey(hashSecret(secret), clock());
      if (!found) throw new ApiError('unauthenticated', { zh: '密钥无效或已过期', en: 'The key is not valid or has expired' });
      return found;
    }
    const cookie = request.cookies[sessionCookie];
    if (cookie === undefined || !sameOrigin(request)) return null;
    return (await access.findSession(hashSecret(cookie), clock())) ?? null;
  }

  app.addHook('onRequest', async (request) => {
    const policy = request.routeOptions.config.policy;
    if (policy === undefined) return;
    if (policy === 'public' || policy === 'demo-loopback') return;
    request.principal = await authenticate(request);
    if (!policy.includes(principalOf(request).role)) {
      throw new ApiError('forbidden', {
        zh: `此操作需要以下角色之一：${policy.join('、')}`,
        en: `This needs one of the roles ${policy.join(', ')}`,
      });
    }
  });
}
