import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Limits } from '../context.ts';
import { ApiError } from '../errors.ts';
import { problems } from '../routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by machines that watch the service: counts for nobody. */
    uncounted?: true;
  }
  interface FastifyRequest {
    /** Whose requests it is counted among. */
    countedAs: string;
  }
}
const timeWindow = 60_000;
const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/**
 * Counts requests by caller (key, account or session; else the address) in fixed minutes, in the memory of this process, which remembers
 * the 5,000 callers heard of last. Answers say what is left in
 * `RateLimit-*`; past it 429 with `Retry-After`. The returned function is called once it is known who calls.
 */
export function createLimiter(
  app: App,
  limits: Limits | undefined,
): (request: FastifyRequest, reply: FastifyReply, caller: string | undefined) => Promise<void> {
  app.decorateRequest('countedAs', '');
  app.addHook('onRoute', (route) => {
    const { policy, uncounted } = route.config ?? {};
    if (policy === undefined || uncounted === true) return;
    const { response } = (route.schema ?? {}) as { response?: object };
    route.schema = { ...route.schema, response: { ...problems(429), ...response } };
  });
  if (!limits) return () => Promise.resolve();
  const keyGenerator = (request: FastifyRequest) => request.countedAs;
  const all = app.createRateLimit({ max: limits.perMinute, timeWindow, keyGenerator });
  const writes = app.createRateLimit({ max: limits.writesPerMinute, timeWindow, keyGenerator });

  return async (request, reply, caller) => {
    if (request.routeOptions.config.uncounted === true) return;
    request.countedAs = caller ?? `address:${request.ip}`;
    const counts = await Promise.all(isRead(request) ? [all(request)] : [all(request), writes(request)]);
    const [tightest] = counts
      .flatMap((count) => (count.isAllowed ? [] : [count]))
      .toSorted((a, b) => Number(b.isExceeded) - Number(a.isExceeded) || a.remaining - b.remaining);
    if (!tightest) return;
    const { max, remaining, ttlInSeconds: seconds, isExceeded } = tightest;
    void reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': seconds });
    if (!isExceeded) return;
    void reply.header('retry-after', seconds);
    throw new ApiError('too_many_requests', {
      zh: `请求过于频繁：每分钟至多 ${limits.perMinute} 次，其中写入至多 ${limits.writesPerMinute} 次。请在 ${seconds} 秒后再试`,
      en: `At most ${limits.perMinute} requests a minute, ${limits.writesPerMinute} of them writing. Try again in ${seconds} seconds`,
    });
  };
}
