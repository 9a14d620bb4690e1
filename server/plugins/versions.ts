import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TSchema } from 'typebox';
import type { App } from '../context.ts';
import { ApiError, type Bilingual } from '../errors.ts';
import { problems } from '../routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Every PUT and PATCH needs If-Match, unless it says false: then nothing that somebody else could have changed is overwritten. True on other methods (what
     * takes out a thing that others may have changed): it is needed there too. `optional`: a version is looked at where one is given.
     */
    versioned?: boolean | 'optional';
  }
}

/** What the caller has seen: versions, or `any` for `*`. */
export type Seen = readonly number[] | 'any';

const header = 'if-match';
const Tag = Type.Optional(
  Type.String({
    maxLength: 200,
    description: 'The ETag of the record as it was read, `"v"` and its version: `"v3"`. Without it 428, where the record has changed since 412.',
    examples: ['"v1"'],
  }),
);

/** The strong tag of a record that counts its changes. */
export const tagOf = (version: number): string => `"v${version}"`;

/** Sends a record with its tag. It is kept by nobody: what a record says depends on who asks and when, which its version does not tell. */
export function tagged<T extends { readonly version: number }>(reply: FastifyReply, record: T): T {
  void reply.header('etag', tagOf(record.version)).header('cache-control', 'no-store');
  return record;
}

/** What a request says it has seen. A weak tag stands for no version; without the header (where it may be left out) anything goes. */
export function seenOf(request: FastifyRequest): Seen {
  const text = request.headers[header]?.trim();
  if (text === undefined || text === '*') return 'any';
  const tags = text.split(',').map((tag) => tag.trim());
  if (tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) return tags.flatMap((tag) => Number(/^"v(\d{1,9})"$/.exec(tag)?.[1] ?? []));
  throw new ApiError('invalid', { zh: '请求头 If-Match 的格式有误', en: 'The header If-Match is not well-formed' }, [
    { pointer: '/headers/if-match', zh: '应为带引号的 ETag，例如 "v3"', en: 'must be an ETag in its quotes, such as "v3"' },
  ]);
}

/** Refuses a change that was made up for another version than the present one. */
export function checkVersion(seen: Seen, present: number): void {
  if (seen !== 'any' && !seen.includes(present)) throw stale();
}
/** Also for a change that came second: the row was another's by the time it was written. */
export function stale(): ApiError {
  return new ApiError('stale', {
    zh: '此记录在读取之后已被更改。请重新读取，核对现状后再提交',
    en: 'The record was changed since it was read. Read it again, look at what it says now, and send the change once more',
  });
}
const missing: Bilingual = {
  zh: '缺少请求头 If-Match：请先读取此记录，把它的 ETag（即 "v" 加 version，例如 "v3"）放入 If-Match 再提交',
  en: 'The header If-Match is missing: read the record first and send its ETag ("v" and its version, such as "v3") as If-Match',
};

/** If-Match on everything that overwrites: declared, described and demanded in one place. */
export function registerVersions(app: App): void {
  const demanded = (method: unknown, versioned: boolean | 'optional' | undefined) =>
    versioned === true || ((method === 'PUT' || method === 'PATCH') && versioned === undefined);
  app.addHook('onRoute', (route) => {
    const { versioned, policy } = route.config ?? {};
    if (policy === undefined || !(demanded(route.method, versioned) || versioned === 'optional')) return;
    const { headers, response } = (route.schema ?? {}) as { headers?: { properties?: Record<string, TSchema> }; response?: object };
    route.schema = {
      ...route.schema,
      headers: Type.Object({ ...headers?.properties, [header]: Tag }),
      response: { ...problems(...(versioned === 'optional' ? [412, 422] : [412, 422, 428])), ...response },
    };
  });
  app.addHook('preHandler', async (request) => {
    const { versioned, policy } = request.routeOptions.config;
    if (policy === undefined || !demanded(request.method, versioned) || request.headers[header] !== undefined) return;
    throw new ApiError('precondition_required', missing);
  });
}
