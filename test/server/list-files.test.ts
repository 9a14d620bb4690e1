import { readXlsx } from 'hucre/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { xlsxType } from '../../server/downloads.ts';
import { addPerson, signIn, type Browser } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

let api: TestApp;
let root: Browser;
beforeAll(async () => {
  api = await buildTestApp();
  await addPerson(api, { login: 'root', role: 'administrator' });
  root = await signIn(api, 'root');
  await root.call('POST', '/account/keys', { label: '=1+1', scopes: ['read'], days: 30 });
});
afterAll(() => api.close());

interface Page {
  readonly items: readonly object[];
  readonly total?: number;
}
interface Described {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly { name: string; required?: boolean }[]; readonly responses: Record<string, { content?: Record<string, { schema?: { $ref?: string } }> }> } }>>; // prettier-ignore
}
const csvOf = async (path: string, language = 'en') => {
  const answer = await root.call('GET', path, undefined, { accept: 'text/csv', 'accept-language': language });
  return { status: answer.statusCode, type: answer.headers['content-type'], rows: parse(answer.body, { bom: true }) };
};

it('every list of the API that asks for nothing is given as a file, whole, to whoever may read it', async () => {
  const { paths } = (await api.call('GET', '/api/openapi.json')).json<Described>();
  const lists = Object.entries(paths).flatMap(([path, { get }]) => {
    const isPage = /(Page|List)$/.test(get?.responses['200']?.content?.['application/json']?.schema?.$ref ?? '');
    return isPage && !path.includes('{') && !get?.parameters?.some(({ required }) => required === true)
      ? [[path.replace('/api/v1', ''), get?.parameters?.some(({ name }) => name === 'total') === true] as const]
      : [];
  });
  expect(lists.length).toBeGreaterThan(60);
  const seen: string[] = [];
  for (const [path, paged] of lists) {
    const asked = await root.call('GET', paged ? `${path}?limit=1&total=true` : path);
    const { statusCode } = asked;
    const file = await csvOf(path).catch(() => undefined);
    if (statusCode !== 200) expect([path, file?.status ?? statusCode]).toEqual([path, statusCode]);
    else {
      expect([path, file?.status, file?.type]).toEqual([path, 200, 'text/csv; charset=utf-8']);
      const { total, items } = asked.json<Page>();
      const lines = file!.rows.length - 1;
      if (path === '/adjustment-targets')
        expect(lines).toBe((items as { targets: unknown[] }[]).flatMap(({ targets }) => targets).length); // a line a target
      else if (path === '/rules') {
        const rules = (await root.call('GET', '/rules?limit=200')).json<Page>().items as { thresholds: unknown[] }[];
        expect(lines).toBe(rules.flatMap(({ thresholds }) => (thresholds.length === 0 ? [null] : thresholds)).length); // a line a threshold
      } else expect([path, lines]).toEqual([path, total ?? items.length]);
      seen.push(path);
    }
  }
  for (const path of [
    '/demand/declarations',
    '/demand/postings',
    '/enrolment/reports',
    '/organisations',
    '/members',
    '/account/keys',
    '/account/sessions',
    '/programmes',
    '/schools',
    '/chains',
    '/runs',
    '/pathways',
  ])
    // prettier-ignore
    expect(seen).toContain(path);
});

it('columns are named in both languages, formulas are harmless, a spreadsheet has the same rows', async () => {
  expect((await csvOf('/account/keys')).rows[0]).toEqual([
    'id',
    'label',
    'scopes',
    'token_only',
    'role',
    'created_at',
    'expires_at',
    'expired',
    'last_used_at',
  ]);
  const { rows } = await csvOf('/account/keys', 'zh');
  expect([rows[0]?.slice(1, 5), rows[1]?.slice(1, 5)]).toEqual([['用途', '权限', '仅限换取令牌', '角色'], ["'=1+1", 'read', 'true', 'administrator']]); // prettier-ignore
  const answer = await root.call('GET', '/demand/declarations?year=2024', undefined, { accept: xlsxType, 'accept-language': 'en' });
  const [sheet] = (await readXlsx(answer.rawPayload)).sheets;
  const csv = (await csvOf('/demand/declarations?year=2024')).rows;
  expect([sheet!.rows.length, sheet!.rows[0]]).toEqual([csv.length, csv[0]]);
  expect(answer.headers['content-disposition']).toBe('attachment; filename="demand-declarations.xlsx"');
  const refused = await api.call('GET', '/members', { headers: { accept: 'text/csv' } });
  expect([refused.statusCode, refused.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
});
