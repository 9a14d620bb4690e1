import rateLimit from '@fastify/rate-limit';
import type { App } from '../context.ts';
import { ApiError } from '../errors.ts';

/** Requests a minute and address to routes where passwords or tokens can be guessed. */
export const attemptsPerMinute = 30;
/** The `config` of such a route. */
export const limited = { policy: 'public', rateLimit: { max: attemptsPerMinute, timeWindow: 60_000 } } as const;

/** Counts in the memory of this process, by address; only routes that ask for it are limited. */
export async function registerAttempts(app: App): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    enableDraftSpec: true,
    addHeadersOnExceeding: { 'ratelimit-limit': false, 'ratelimit-remaining': false, 'ratelimit-reset': false },
    errorResponseBuilder: (_request, { after }) =>
      new ApiError('too_many_requests', { zh: `尝试过于频繁，请稍后再试（${after}）`, en: `Too many attempts from this address; try again in ${after}` }),
  });
}
