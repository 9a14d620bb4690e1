import { eq } from 'drizzle-orm';
import type { InjectOptions, Response } from 'light-my-request';
import type { Database } from '../../db/database.ts';
import type { App } from '../../server/context.ts';

/** Operations that may succeed and leave nothing in the audit record, each with its reason. Every other one that writes has to leave an entry of its own request. */
export const unrecorded: Readonly<Record<string, string>> = {
  'POST /passwords/strength': 'answers a question; nothing is kept',
  'POST /invitations/offer': 'answers a question: the token is too secret for an address',
  'POST /account/second-factor/draft': 'nothing is kept before the first code confirms it',
  'POST /account/passkeys/draft': 'a challenge of five minutes; the passkey that answers it is recorded',
  'POST /account/passkeys/challenge': 'a challenge of five minutes; what it confirms is recorded',
  'POST /session/passkey': 'a challenge of five minutes; the sign-in is recorded',
  'POST /demo/session': 'demo installations only: a role of a browser on the machine itself, no account',
  'POST /tokens': 'recorded once a day and key: a token is minutes of a key that is recorded',
  'POST /notifications/read': 'what the reader has read; kept with its time beside the notification',
  'POST /notifications/{id}/read': 'what the reader has read; kept with its time beside the notification',
};
/** Operations that may find nothing to do, which is no change: called so, they leave no entry; else they do. */
export const idle: Readonly<Record<string, string>> = {
  'POST /session/logout': 'keys and demo roles have no session of an account to end',
  'POST /session/close': 'keys and demo roles have no session of an account to end',
  'DELETE /account/sessions': 'there was no other session',
  'POST /imports': 'the same file was sent before: its import is answered',
  'POST /placement/rounds/{id}/codes': 'every student has a code',
  'POST /runs/{id}/effects': 'the effect is being worked out, or was by this engine',
  'POST /runs/{id}/replay': 'the replay waits or is at work',
  'POST /task-templates/{id}/tasks': 'every line has its task of the year',
};
const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Watches the answers of a server: a change that succeeds without an audit entry ends the test it happens in. Returns the operations that left one. */
export function watchAudit(app: App, db: Database): Set<string> {
  const recorded = new Set<string>();
  const templates = new Map<string, string>();
  const inject = app.inject.bind(app) as (options: InjectOptions | string) => Promise<Response>;
  const nameOf = (method: string, url: string) => {
    const path = url.replace(/^\/api\/v1/, '').split('?')[0] ?? '';
    const known = templates.get(`${method} ${path}`);
    if (known !== undefined) return known;
    const found = Object.entries(app.swagger().paths ?? {}).find(([template, methods]) => {
      const pattern = new RegExp(`^${template.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return method.toLowerCase() in (methods ?? {}) && pattern.test(path);
    });
    const name = `${method} ${found?.[0].replace('/api/v1', '') ?? path}`;
    templates.set(`${method} ${path}`, name);
    return name;
  };
  const watched = async (options: InjectOptions | string): Promise<Response> => {
    const response = await inject(options);
    const { method = 'GET', url = '' } = typeof options === 'string' ? { url: options } : options;
    const address = typeof url === 'string' ? url : url.pathname;
    if (!writing.has(method) || response.statusCode >= 300 || !address.startsWith('/api/v1') || response.headers['idempotency-replayed'] !== undefined)
      return response;
    const name = nameOf(method, address);
    const id = response.headers['x-request-id'];
    const { auditEntries } = db.schema;
    const [entry] =
      typeof id === 'string' ? await db.query.select({ id: auditEntries.id }).from(auditEntries).where(eq(auditEntries.requestId, id)).limit(1) : [];
    if (entry) recorded.add(name);
    else if (unrecorded[name] === undefined && idle[name] === undefined)
      throw new Error(`${name} needs to leave an audit entry of its request, answered ${response.statusCode} without: ${response.body.slice(0, 200)}`);
    return response;
  };
  app.inject = watched as App['inject'];
  return recorded;
}
