import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { createCallRepository, type CallName } from '../../db/repositories/repeatable-calls.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import type { App, ServerContext } from '../context.ts';
import { ApiError } from '../errors.ts';
import { problems } from '../routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False where the answer may not be kept, because it holds a secret that is shown once. */
    repeatable?: boolean;
  }
  interface FastifyRequest {
    /** Set while this call holds its Idempotency-Key. */
    callName: CallName | null;
  }
}

const headerName = 'idempotency-key';
const keptMs = 24 * 60 * 60 * 1000;
const Key = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 128,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'A name of your own for this call, such as a UUID. The same name and body within a day get the first answer again, and nothing is done twice.',
  }),
);

/** POSTs of signed-in callers whose answer may be kept. */
const takesKey = ({ method, url, config }: { readonly method: unknown; readonly url: string; readonly config?: FastifyContextConfig }): boolean =>
  method === 'POST' && url.startsWith('/api/v1') && typeof config?.policy === 'object' && config.repeatable !== false;

/** Idempotency-Key: a call that names itself is done once, however often it is sent. */
export function registerRepeatable(app: App, { db, clock }: ServerContext): void {
  const calls = createCallRepository(db);
  app.decorateRequest('callName', null);

  app.addHook('onRoute', (route) => {
    if (!takesKey(route)) return;
    const { headers, response } = (route.schema ?? {}) as { headers?: object; response?: object };
    route.schema = {
      ...route.schema,
      headers: headers ?? Type.Object({ [headerName]: Key }),
      response: { ...problems(409, 422), ...response },
    };
  });

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers[headerName];
    if (typeof key !== 'string' || request.principal === null || !takesKey(declared(request))) return;
    const name = { actor: request.principal.actor, key };
    const callHash = sha256(canonicalJson({ method: request.method, url: request.url, body: told(request.body) }));
    const now = clock();
    const earlier = await calls.reserve({ ...name, callHash, createdAt: now }, new Date(now.getTime() - keptMs));
    if (earlier === undefined) {
      request.callName = name;
      return;
    }
    if (earlier.callHash !== callHash)
      throw new ApiError('invalid', {
        zh: '此 Idempotency-Key 已用于另一次内容不同的调用，请换一个',
        en: 'This Idempotency-Key was used for another call; take a new one',
      });
    if (earlier.status === null)
      throw new ApiError('conflict', {
        zh: '同一 Idempotency-Key 的调用尚未答复。若其进程已中断，请先查看是否已存入，再换新的 Idempotency-Key',
        en: 'The first call with this Idempotency-Key has not answered. If its process ended, look whether it was stored and take a new key',
      });
    if (earlier.location !== null) reply.header('location', earlier.location);
    return reply
      .code(earlier.status)
      .header('idempotency-replayed', 'true')
      .type('application/json; charset=utf-8')
      .send(earlier.body ?? '');
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const name = request.callName;
    if (name === null) return;
    request.callName = null;
    const done = reply.statusCode < 300 && typeof payload === 'string';
    const location = reply.getHeader('location');
    if (done) await calls.answer(name, { status: reply.statusCode, location: typeof location === 'string' ? location : null, body: payload });
    else await calls.release(name);
  });
}

/** Deeper than anything that is asked for: routes without a body of their own take any, which must not exhaust the stack. */
const deepest = 100;
function isDeeper(value: unknown, levels: number): boolean {
  let layer: unknown[] = [value];
  for (let level = 0; layer.length > 0; level++) {
    if (level > levels) return true;
    layer = layer.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
/** What was sent; of a file its hash. */
function told(body: unknown): unknown {
  if (Buffer.isBuffer(body)) return sha256(body);
  if (isDeeper(body, deepest))
    throw new ApiError('malformed_request', { zh: `内容嵌套超过 ${deepest} 层`, en: `The body is nested deeper than ${deepest} levels` });
  return body ?? null;
}
const declared = ({ method, routeOptions }: FastifyRequest) => ({ method, url: routeOptions.url ?? '', config: routeOptions.config });
