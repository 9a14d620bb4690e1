import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Lists of the API that are no list of a page, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  '/import-kinds': 'what can be imported; its templates are files themselves',
  '/cooperation-parameters': 'settings of one form',
  '/audit/kinds': 'words of a filter',
  '/tasks/units': 'choices of a form',
  '/task-templates': 'choices of a form',
  '/report-templates': 'read one by one in a drawer',
  '/placement/student/posts': 'a student ranks them in a form',
  '/account/calendar-feeds': 'two buttons a line',
  '/attachments': 'the files themselves',
  '/attachments/{}/content': 'the files themselves',
  '/conference/meetings/{}': 'one meeting; its minutes are a document',
  '/catalogue/imports': 'at most one that waits; editions are listed',
  '/public/gaps': 'the whole is one file, data.csv',
  '/occupations/candidates': 'guesses for one title',
  '/flag-replies/asked': 'counts beside a flag',
  '/flag-replies/counts': 'counts beside a flag',
  '/placement/posts/{}/candidates': 'lines of one post, in the file of the round',
  '/graduate-tracks': 'reports as they came; the page shows rates',
};
/** What happened to one thing is shown beside it and exported with the audit trail. */
const trail = /\/(history|checks|reports)$/;

const sources = readdirSync('web/src', { recursive: true, encoding: 'utf8' }).flatMap((name) =>
  /\.(vue|ts)$/.test(name) && !name.endsWith('.d.ts') ? [readFileSync(`web/src/${name}`, 'utf8')] : [],
);
const offered = new Set(
  sources.flatMap((text) => {
    const plain = text.replaceAll(/\$\{[^}]*\}/g, '{}').replaceAll(/sendFile.*/g, '');
    const places = [
      ...plain.matchAll(/(?:addressOf\(|Address\b[^\n]*?(?:=|=>|:)\s*)\s*['`](\/api\/v1[^'`?]*)/g),
      ...plain.matchAll(/(?:path=["`']+|[?:]\s*')(\/api\/v1[^"'`?]*)/g),
      ...plain.matchAll(/\bhref[^\n]*(\/api\/v1[^"'`?]*)/g),
    ].map((hit) => hit[1]!.replace('/api/v1', ''));
    const tables = plain.includes('fetchFile') || plain.includes('exports.') ? [...plain.matchAll(/path: '([^']+)'/g)].map((hit) => `/${hit[1]!}`) : [];
    return [...places, ...tables];
  }),
);
const { paths } = JSON.parse(readFileSync('web/src/api/openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly responses: Readonly<Record<string, { readonly content?: object }>> } }>>;
};
const lists = Object.entries(paths).flatMap(([path, { get }]) =>
  'text/csv' in (get?.responses['200']?.content ?? {}) ? [path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '{}')] : [],
);

it('every list the API gives as a file has its button on a page, or says why not', () => {
  expect(lists.length).toBeGreaterThan(90);
  expect(lists.filter((path) => !offered.has(path) && !offered.has(path.replace(/\w+$/, '{}')) && !(path in elsewhere) && !trail.test(path))).toEqual([]);
  expect(Object.keys(elsewhere).filter((path) => !lists.includes(path) || offered.has(path))).toEqual([]);
});
