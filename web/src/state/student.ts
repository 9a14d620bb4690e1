import createClient from 'openapi-fetch';
import { dataOf, doneWith } from '../api/client.ts';
import type { components, paths } from '../api/schema.d.ts';

export type StudentView = components['schemas']['StudentView'];
export type StudentPost = components['schemas']['StudentPost'];

/** A client of its own: the session of a student is none of the accounts', and its end must not end theirs. */
const client = createClient<paths, 'application/json'>({ baseUrl: '', credentials: 'same-origin' });
let csrfToken = '';
/** Set while this tab has come in: nobody is asked for, and refused, who never did. */
const insideKey = 'gongxu.student';
export const isInside = () => sessionStorage.getItem(insideKey) !== null;
client.use({
  onRequest({ request }) {
    request.headers.set('accept-language', document.documentElement.lang);
    if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
});
function keep(view: StudentView): StudentView {
  csrfToken = view.csrfToken;
  sessionStorage.setItem(insideKey, '1');
  return view;
}

export const enter = async (code: string) => keep(await dataOf(client.POST('/api/v1/placement/student/session', { body: { code } })));
export const readOwn = async () => keep(await dataOf(client.GET('/api/v1/placement/student')));
export async function leave(): Promise<void> {
  sessionStorage.removeItem(insideKey);
  await doneWith(client.POST('/api/v1/placement/student/logout'));
}
export const setWishes = async ({ version }: StudentView, postIds: string[]) =>
  keep(await dataOf(client.PUT('/api/v1/placement/student/wishes', { params: { header: { 'if-match': `"v${version}"` } }, body: { postIds } })));
export const appeal = async (text: string) => keep(await dataOf(client.POST('/api/v1/placement/student/appeals', { body: { text } })));
/** All posts that may be chosen. */
export async function loadChoosable(): Promise<StudentPost[]> {
  const found: StudentPost[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: StudentPost[]; nextCursor: string | null } = await dataOf(
      client.GET('/api/v1/placement/student/posts', { params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } } }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
