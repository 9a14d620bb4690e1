import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { wordsOf } from '../../schemas/validation-words.ts';

/** What only programs send: nobody types it. */
const machine = new Set(['^[A-Za-z0-9_-]+$']);
const { paths, components } = JSON.parse(readFileSync('web/src/api/openapi.json', 'utf8')) as {
  readonly paths: Record<string, Record<string, { readonly requestBody?: unknown }>>;
  readonly components: { readonly schemas: Record<string, unknown> };
};
/** Patterns of a schema, however deep. */
function patternsIn(schema: unknown, seen: Set<string>): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref: to, pattern } = schema as { readonly $ref?: unknown; readonly pattern?: unknown };
  const name = typeof to === 'string' ? (to.split('/').at(-1) ?? '') : '';
  const named = name === '' || seen.has(name) ? [] : patternsIn(components.schemas[name], seen.add(name));
  return [...(typeof pattern === 'string' ? [pattern] : []), ...named, ...Object.values(schema).flatMap((part) => patternsIn(part, seen))];
}

it('no pattern of a body is shown to people as a regular expression', () => {
  const seen = new Set<string>();
  const patterns = new Set(Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ requestBody }) => patternsIn(requestBody, seen))));
  expect(patterns.size).toBeGreaterThan(5);
  const raw = [...patterns].filter((pattern) => !machine.has(pattern) && wordsOf('pattern', { pattern }).en.includes(pattern));
  expect(raw).toEqual([]);
});

it('what is empty is asked for, not counted', () => {
  expect(wordsOf('minLength', { limit: 1 })).toEqual({ zh: '请填写', en: 'must be filled in' });
  expect(wordsOf('minLength', { limit: 3 }).en).toBe('must have at least 3 characters');
});
