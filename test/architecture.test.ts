import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Rule {
  readonly name: string;
  readonly comment: string;
  readonly from: { readonly path?: string };
  readonly to: { readonly path?: string };
}
const root = join(import.meta.dirname, '..');
const { forbidden: rules } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { readonly forbidden: readonly Rule[] };
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n');

describe('ARCHITECTURE.md', () => {
  it('has exactly the rules that are checked, in the same words', () => {
    const [, section = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split(/^## Arrows$/m);
    const sentences = section
      .split(/^## /m)[0]!
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.slice(2));
    expect(sentences).toEqual(rules.map((rule) => rule.comment));
  });
  it('names every room', () => {
    const [, rooms = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split(/^## Rooms$/m);
    const folders = new Set(files.filter((file) => file.includes('/') && !file.startsWith('.')).map((file) => file.slice(0, file.indexOf('/') + 1)));
    for (const folder of folders) if (folder !== 'types/') expect(rooms).toContain(folder);
  });
});

describe('the rules', () => {
  /** Rooms whose code may import anything (bench, test, commands), is generated for another compiler (web), or holds no code of ours. */
  const free = new Set(['bench', 'test', 'commands', 'web', 'types', 'scripts', 'docs']);
  const sources = files.filter((file) => /^[^.].*\.ts$/.test(file));
  const rooms = [...new Set(sources.filter((file) => file.includes('/')).map((file) => file.slice(0, file.indexOf('/'))))];
  const roomRules = rules.filter((rule) => rule.to.path?.includes('forecasting|matching|intake'));

  it('restrict every room', () => {
    for (const room of rooms.filter((name) => !free.has(name))) {
      const own = sources.filter((file) => file.startsWith(`${room}/`) && !/^(server|workers)\/main\.ts$/.test(file));
      for (const file of own) expect([file, roomRules.some((rule) => new RegExp(rule.from.path ?? '$^').test(file))]).toEqual([file, true]);
    }
  });
  it('know every room as ours', () => {
    for (const room of rooms.filter((name) => name !== 'types'))
      for (const rule of roomRules) expect([room, rule.name, new RegExp(rule.to.path ?? '$^').test(`${room}/x.ts`)]).toEqual([room, rule.name, true]);
  });
});

/** One offence a rule: the file that commits it and what it says. */
const offences: Record<string, readonly [file: string, text: string]> = {
  'forecasting and matching import nothing of ours.': ['forecasting/bad.ts', "import type { ok } from '../schemas/ok.ts';\nexport type T = typeof ok;"],
  'forecasting and matching do no I/O: no node core module.': ['forecasting/io.ts', "export { readFileSync } from 'node:fs';"],
  'forecasting and matching do not import each other.': ['matching/bad.ts', "export { ok } from '../forecasting/ok.ts';"],
  'schemas imports nothing of ours.': ['schemas/bad.ts', "export { ok } from '../db/ok.ts';"],
  'db imports schemas only.': ['db/bad.ts', "import type { ok } from '../server/ok.ts';\nexport type T = typeof ok;"],
  'intake, documents and files import schemas only.': ['intake/bad.ts', "export { ok } from '../db/ok.ts';"],
  'the job catalog and the queue adapters import schemas only.': ['workers/queue-other.ts', "export { ok } from '../db/ok.ts';"],
  'worker threads run pure code: forecasting, matching, intake and documents.': ['workers/threads/bad.ts', "export { ok } from '../../db/ok.ts';"],
  'the import thread runs intake, the matching of titles and repositories on a connection of its own.': [
    'workers/imports/bad.ts',
    "export { ok } from '../../server/ok.ts';",
  ],
  'job handlers do not import server, seed or commands.': ['workers/handlers/bad.ts', "export { ok } from '../../server/ok.ts';"],
  'server imports schemas, db, intake, documents, files, the job catalog and the queue port, and of forecasting and matching types and instant functions.': [
    'server/bad.ts',
    "export { ok } from '../seed/ok.ts';",
  ],
  "modules of server do not import each other's insides.": ['server/modules/a/bad.ts', "export { ok } from '../b/ok.ts';"],
  'seed imports db, intake and schemas only; it shares no code with forecasting.': ['seed/bad.ts', "export { ok } from '../forecasting/ok.ts';"],
  'composition roots (start.ts, main.ts of server and workers, commands) are imported by nobody.': ['bench/bad.ts', "import '../start.ts';"],
  'only entry points import config.ts.': ['server/settings.ts', "export { ok } from '../config.ts';"],
  'only db/open-* and db/dialects/* import a Drizzle dialect or a database driver at run time.': ['db/driver.ts', "export { default } from 'better-sqlite3';"],
  'only workers/queue-bullmq.ts imports bullmq and ioredis.': ['server/redis.ts', "export { default } from 'ioredis';"],
  'only server imports fastify.': ['workers/handlers/web.ts', "export { default } from 'fastify';"],
  'no import cycles.': ['documents/a.ts', "export { b } from './b.ts';\nexport const a = 1;"],
  'every import resolves.': ['files/bad.ts', "export { gone } from './gone.ts';"],
};
/** What the offences need, and what is allowed. */
const innocent: Record<string, string> = {
  ...Object.fromEntries(['forecasting', 'schemas', 'db', 'seed', 'server', 'server/modules/b'].map((room) => [`${room}/ok.ts`, 'export const ok = 1;'])),
  'start.ts': "import './config.ts';\nimport './server/ok.ts';",
  'config.ts': 'export const ok = 1;',
  'documents/b.ts': "export { a } from './a.ts';\nexport const b = 2;",
  'db/open-sqlite.ts': "export { default } from 'better-sqlite3';",
  'db/types.ts': "import type Sqlite from 'better-sqlite3';\nexport type S = Sqlite;",
  'db/read.ts': "export { ok } from '../schemas/ok.ts';",
  'server/app.ts': "export { default } from 'fastify';\nexport { ok } from '../db/ok.ts';\nexport { ok as pure } from '../forecasting/ok.ts';",
  'workers/queue-bullmq.ts': "export { default } from 'ioredis';",
  'workers/threads/fit.ts': "export { ok } from '../../forecasting/ok.ts';",
  'workers/handlers/fit.ts': "export { ok } from '../../db/ok.ts';",
  'seed/plant.ts': "export { ok } from '../db/ok.ts';",
  'test/any.ts': "import '../start.ts';\nexport { ok } from '../seed/ok.ts';",
};

describe('a tree with planted offences', () => {
  let tree: string;
  let violations: { rule: { name: string }; from: string }[];
  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'arrows-'));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), `${text}\n`);
    };
    for (const [file, text] of [...Object.entries(innocent), ...Object.values(offences)]) write(file, text);
    for (const name of ['fastify', 'ioredis', 'better-sqlite3']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'module.exports = 1;');
    }
    write('package.json', JSON.stringify({ type: 'module', dependencies: { fastify: '1', ioredis: '1', 'better-sqlite3': '1' } }));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json']) cpSync(join(root, file), join(tree, file));
    const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const rooms = [...new Set([...Object.keys(innocent), ...Object.values(offences).map(([file]) => file)].map((file) => file.split('/')[0]!))];
    const json = execFileSync(process.execPath, [cruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms], {
      cwd: tree,
      encoding: 'utf8',
    });
    violations = (JSON.parse(json) as { summary: { violations: typeof violations } }).summary.violations;
  });
  afterAll(() => {
    rmSync(tree, { recursive: true });
  });
  it('has one for every rule', () => {
    expect(Object.keys(offences).toSorted()).toEqual(rules.map((rule) => rule.comment).toSorted());
  });
  it.each(rules.map((rule) => [rule.comment, rule.name] as const))('caught: %s', (comment, name) => {
    expect(violations.filter((violation) => violation.rule.name === name).map((violation) => violation.from)).toContain(offences[comment]![0]);
  });
  it('and nobody innocent accused', () => {
    const guilty = new Set(Object.values(offences).map(([file]) => file));
    expect(violations.map((violation) => violation.from).filter((file) => !guilty.has(file) && file !== 'documents/b.ts')).toEqual([]);
  });
});
