import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditPages as chinese } from '../../web/src/i18n/zh/audit.ts';
import { auditPages as english } from '../../web/src/i18n/en/audit.ts';

const root = join(import.meta.dirname, '../..');
const sources = globSync('{server,workers,db/repositories,commands,seed}/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
const found = (...patterns: readonly RegExp[]) =>
  [...new Set(sources.flatMap((text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, word = '']) => word))))].sort();

const workflows = await Promise.all(
  globSync('schemas/workflows/*.ts', { cwd: root }).map((file) => import(join(root, file)) as Promise<Record<string, unknown>>),
);
const events = workflows.flatMap((file) => Object.values(file).flatMap((one) => (isWorkflow(one) ? one.moves.map(({ on }) => on) : [])));
function isWorkflow(value: unknown): value is { readonly moves: readonly { readonly on: string }[] } {
  return typeof value === 'object' && value !== null && 'moves' in value;
}

it('what the record names has words on its page: the deeds and the things of every source that records', () => {
  const pair = /'([a-z_]+)', \['[a-z_]+', /g;
  const actions = [...found(pair, /\baction: '([a-z_]+)'/g, /\baudit\('([a-z_]+)'/g), ...new Set(events)];
  const entities = found(/'[a-z_]+', \['([a-z_]+)', /g, /\bentity: '([a-z_]+)'/g);
  expect([actions.length > 60, events.length > 40, entities.length > 40]).toEqual([true, true, true]);
  for (const words of [chinese, english]) {
    expect(actions.filter((action) => !(action in words.auditAction))).toEqual([]);
    expect(entities.filter((entity) => !(entity in words.auditEntity))).toEqual([]);
  }
});
