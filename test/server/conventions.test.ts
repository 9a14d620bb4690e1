import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addressWith, operationsOf, schemaOf, type Operation } from '../support/operations.ts';

let api: TestApp;
let operations: Operation[];
beforeAll(async () => {
  api = await buildTestApp({ seeded: false });
  operations = operationsOf(api);
});
afterAll(() => api.close());

const named = ({ method, path }: Operation) => `${method} ${path}`;
const takes = ({ parameters = [] }: Operation, name: string) => parameters.some((parameter) => parameter.name.toLowerCase() === name);
/** What does not do as the others, and every exception is one: a line that is not needed any more fails too. */
const expectOnly = (found: readonly Operation[], exceptions: Readonly<Record<string, string>>) => {
  expect(found.map(named).sort()).toEqual(Object.keys(exceptions).sort());
};

const ended = 'ends a thing of its own that is never changed: the second time finds nothing to end';
/** Overwrite or take out without If-Match. */
const withoutVersion: Readonly<Record<string, string>> = {
  'PUT /account/password': 'whoever changes it proves to know the present one',
  'DELETE /account/sessions': ended,
  'DELETE /account/sessions/{id}': ended,
  'DELETE /account/second-factor': 'asks for the password and a code',
  'DELETE /account/passkeys/{id}': ended,
  'DELETE /account/keys/{id}': ended,
  'DELETE /account/calendar-feeds/{id}': ended,
  'DELETE /accounts/{id}/second-factor': 'a lost factor is taken off, whichever it is',
  'DELETE /members/{id}': 'ends a membership, whatever its rights are by then',
  'DELETE /invitations/{id}': ended,
  'DELETE /crosswalk/{majorCode}/{occupationCode}': 'closes a link with a reason; what stood is kept and brought back by undo',
  'DELETE /internship-exemptions/{id}': ended,
  'DELETE /pathways/{id}': 'closes; pathways are never changed',
  'DELETE /placement/posts/{id}': 'while the round is a draft nobody has ranked, and a post is not changed',
  'DELETE /placement/candidates/{id}': 'a number that is in the round or is not',
  'DELETE /attachments/{id}': 'a file is never changed; it can be put back',
};

const door = 'a door: there is no caller yet whose name a key could be kept under';
const secret = 'answers a secret once, which may not be kept';
const session = 'changes nothing but the session, and says so again';
/** POSTs that take no Idempotency-Key. */
const withoutKey: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['/demo/session', '/session/login', '/session/passkey', '/session/close', '/accounts/registration', '/invitations/offer', '/invitations/acceptance'],
      ...['/passwords/strength', '/placement/student/session', '/account/passkeys/challenge'],
    ].map((path) => [`POST ${path}`, door]),
  ),
  ...Object.fromEntries(
    [
      ...['/tokens', '/account/second-factor', '/account/second-factor/draft', '/account/passkeys', '/account/passkeys/draft', '/account/keys'],
      ...['/accounts/{id}/password-reset', '/invitations', '/placement/rounds/{id}/codes', '/placement/candidates/{id}/code', '/account/calendar-feeds'],
      '/placement/rounds/{id}/candidates',
    ].map((path) => [`POST ${path}`, secret]),
  ),
  ...Object.fromEntries(
    ['/session/confirmation', '/session/organisation', '/session/logout', '/placement/student/logout'].map((path) => [`POST ${path}`, session]),
  ),
  'POST /account/invitations': 'an invitation is taken once: the second time it is none',
  'POST /account/deletion': 'the second time there is no account',
  'POST /placement/student/appeals': 'students have no account; three appeals a student at most',
};

/** Lists that come whole. */
const unpaged: Readonly<Record<string, string>> = {
  'GET /account/sessions': 'of one account: a handful',
  'GET /account/passkeys': 'of one account: ten at most',
  'GET /account/keys': 'of one account: a handful',
  'GET /occupations/candidates': 'five at most, best first',
  'GET /import-kinds': 'one an import kind',
  'GET /report-templates': 'one a kind of report',
  'GET /audit/kinds': 'one a word of the audit record',
  'GET /filings/{id}': 'one filing with its lines',
  'GET /conference/meetings/{id}': 'one meeting with its agenda',
};
/** Lists of figures are sorted by any of them; lists of records have the order in which they came, newest first or by code. */
const sorted = ['/dockets', '/flags', '/gaps', '/gaps/totals', '/runs/{id}/comparison'];

/** Answers `{ items: [] }`. */
function isList({ method, responses }: Operation): boolean {
  const schema = responses['200']?.content?.['application/json']?.schema;
  return method === 'GET' && schema !== undefined && schemaOf(api, schema).properties?.['items']?.type === 'array';
}

describe('every operation of the description', () => {
  it('that overwrites or takes out names the version it was made from, or its reason stands here', () => {
    const changing = operations.filter(({ method }) => ['PUT', 'PATCH', 'DELETE'].includes(method));
    const bound = changing.filter((one) => takes(one, 'if-match'));
    expect(bound.filter(({ responses }) => !('412' in responses && '428' in responses)).map(named)).toEqual([]);
    expectOnly(changing.filter((one) => !takes(one, 'if-match')), withoutVersion); // prettier-ignore
  });
  it('that makes something can be named, so that it is done once, or its reason stands here', () => {
    const posts = operations.filter(({ method }) => method === 'POST');
    const kept = posts.filter((one) => takes(one, 'idempotency-key'));
    expect(kept.length).toBeGreaterThan(80);
    expect(kept.filter(({ responses }) => !('409' in responses && '422' in responses)).map(named)).toEqual([]);
    expectOnly(posts.filter((one) => !takes(one, 'idempotency-key')), withoutKey); // prettier-ignore
  });
  it('that lists comes in pages with cursor, limit and total, or its reason stands here', () => {
    const lists = operations.filter(isList);
    expect(lists.length).toBeGreaterThan(100);
    const paged = lists.filter((one) => takes(one, 'cursor'));
    for (const one of paged) {
      expect([named(one), takes(one, 'limit'), takes(one, 'total')]).toEqual([named(one), true, true]);
      const schema = one.responses['200']!.content!['application/json']!.schema!;
      expect([named(one), schemaOf(api, schema).properties?.['nextCursor'] !== undefined]).toEqual([named(one), true]);
    }
    expectOnly(lists.filter((one) => !takes(one, 'cursor')), unpaged); // prettier-ignore
    expect(lists.filter((one) => takes(one, 'sort')).map(({ path }) => path).sort()).toEqual(sorted); // prettier-ignore
  });
  it('refuses with a problem that carries its request id, in the language of the caller', async () => {
    const words: unknown[] = [];
    for (const operation of operations.filter(({ path }) => path !== '/health')) {
      const path = `${addressWith(operation, 'missing')}?unknown=1&limit=0`;
      for (const language of ['zh', 'en']) {
        const body = operation.method === 'GET' ? {} : { body: { unknown: 1 } };
        const answer = await api.call(operation.method, path, { as: 'administrator', ...body, headers: { 'accept-language': language, 'if-match': '*' } });
        if (answer.statusCode < 400) continue;
        const problem = answer.json<Problem>();
        const said = [problem.title, problem.detail, ...(problem.errors ?? []).map(({ detail }) => detail)].join(' ');
        const chinese = /[\u4e00-\u9fff]/.test(said);
        const whole = answer.headers['content-type']?.startsWith('application/problem+json') && problem.traceId === answer.headers['x-request-id'];
        const pointed = (problem.errors ?? []).every(({ pointer }) => pointer === '' || pointer.startsWith('/'));
        if (!whole || !pointed || chinese !== (language === 'zh')) words.push([named(operation), language, problem]);
      }
    }
    expect(words).toEqual([]);
  });
});
