import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workflow } from '../../schemas/workflow.ts';
import { auditPages } from '../../web/src/i18n/zh/audit.ts';

const sources = ['server', 'workers', 'db', 'seed'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
);
const found = (pattern: RegExp, group: number) => sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[group] ?? ''));
/** As entries are made: `record(doer, now, 'ask', ['docket', id], …)`, or an entry as it is. */
const recorded = /'(\w+)',\s*\['(\w+)',/g;

describe('words of the audit record', () => {
  it('are there for every action and every kind of thing that is recorded', async () => {
    const files = readdirSync('schemas/workflows').filter((file) => file.endsWith('.ts'));
    const workflows = (await Promise.all(files.map((file) => import(`../../schemas/workflows/${file}`) as Promise<Record<string, unknown>>)))
      .flatMap((exported) => Object.values(exported))
      .filter((one): one is Workflow => typeof one === 'object' && one !== null && 'moves' in one);
    const actions = new Set([
      ...found(recorded, 1),
      ...found(/action: '(\w+)'/g, 1),
      ...found(/\baudit\('(\w+)'/g, 1),
      ...workflows.flatMap(({ moves }) => moves.map(({ on }) => on)),
    ]);
    const entities = new Set([...found(recorded, 2), ...found(/entity: '(\w+)'/g, 1), ...workflows.map(({ name }) => name)]);
    expect([actions.size > 80, entities.size > 50]).toEqual([true, true]);
    expect([...actions].filter((name) => !(name in auditPages.auditAction))).toEqual([]);
    expect([...entities].filter((name) => !(name in auditPages.auditEntity))).toEqual([]);
  });
});
