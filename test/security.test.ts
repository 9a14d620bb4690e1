import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as sqlite from '../db/schema.sqlite.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Line {
  readonly no: string;
  readonly mark: string;
  readonly how: string;
}
const lines: Line[] = [...read('docs/security.md').matchAll(/^\| ([\d.,– ]+?) +\| [^|]+ \| +(\S+) +\| ([^|]+?) +\|$/gm)].map(
  ([, no = '', mark = '', how = '']) => ({ no, mark, how }),
);
const placesOf = (name: string) => [name, `test/${name}`, `test/server/${name}`].filter((path) => path.startsWith('test/') && existsSync(join(root, path)));
const named = ({ how }: Line) => how.match(/[\w./-]+\.test\.ts|e2e\/cases\/[\w-]+\.ts|support\/[\w-]+\.ts/g) ?? [];

describe('the comparison with ASVS', () => {
  it('is read whole: every line of its tables', () => {
    const rows = read('docs/security.md').match(/^\| \d.*$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(100);
    expect(lines.length).toBe(rows.length);
    expect([...new Set(lines.map(({ mark }) => mark))].filter((mark) => !['✓', '◐', '✗', 'n/a'].includes(mark))).toEqual([]);
  });
  it('names tests that are there', () => {
    const missing = lines.flatMap((line) => named(line).flatMap((name) => (placesOf(name).length > 0 ? [] : [`${line.no}: ${name}`])));
    expect(missing).toEqual([]);
  });
  it('names one for every requirement it calls met, or the line that does', () => {
    const tested = new Set(lines.filter((line) => named(line).length > 0).map(({ no }) => no));
    const without = lines.filter(
      (line) =>
        line.mark === '✓' &&
        named(line).length === 0 &&
        !(/^as ([\d.]+\d)/.exec(line.how)?.[1] !== undefined && tested.has(/^as ([\d.]+\d)/.exec(line.how)?.[1] ?? '')),
    );
    expect(without.map(({ no, how }) => `${no}: ${how}`)).toEqual([]);
  });
});

/** What the comparison says is not there: the sources of the server, and of the pages. */
const server = globSync('{server,db,workers,files,intake,documents,forecasting,matching,schemas,seed}/**/*.ts', { cwd: root }).concat('start.ts', 'config.ts');
const pages = globSync('web/src/**/*.{ts,vue}', { cwd: root });
const holding = (files: readonly string[], pattern: RegExp) => files.filter((file) => pattern.test(read(file)));

describe('what is not there', () => {
  it('is looked for in all sources', () => {
    expect([server.length > 400, pages.length > 300]).toEqual([true, true]);
  });
  it('commands of the operating system, and code made of text', () => {
    expect(holding(server, /child_process|worker_threads['"]\)?\.eval|node:vm/)).toEqual([]);
    expect(holding([...server, ...pages], /\beval\(|new Function\(/)).toEqual([]);
  });
  it('HTML made of text, and templates of input', () => {
    expect(holding(pages, /v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|compile\(.*template/)).toEqual([]);
  });
  it('redirects, and calls to other systems: the scanner, the database and the queue of the settings are all there is', () => {
    expect(holding(server, /\.redirect\(/)).toEqual([]);
    expect(holding(server, /\bfetch\(|https?\.(request|get)\(|from '(node:)?(http2|https|dgram|undici|axios|nodemailer)'/)).toEqual([]);
    expect(holding(server, /import \{[^}]*\b(connect|createConnection)\b[^}]*\} from 'node:(net|tls)'/)).toEqual(['files/scan.ts']);
    expect(holding(server, /from 'pg'|from 'ioredis'/).sort()).toEqual(['db/open-postgres.ts', 'workers/queue-bullmq.ts']);
  });
  it('secrets of a generator that can be foretold', () => {
    expect(holding(server, /Math\.random/)).toEqual([]);
    expect(holding(server, /\brandomBytes\(/).filter((file) => !/import \{[^}]*\brandomBytes\b[^}]*\} from 'node:crypto'/.test(read(file)))).toEqual([]);
  });
  it('secrets in addresses: the one of a subscription to a calendar is, for programs that cannot sign in', () => {
    const { paths } = JSON.parse(read('web/src/api/openapi.json')) as { paths: Record<string, Record<string, { parameters?: { name: string }[] }>> };
    const taken = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ parameters = [] }) => parameters.map(({ name }) => `${name} ${path}`)),
    );
    expect(taken.length).toBeGreaterThan(100);
    expect(taken.filter((name) => /^\S*(token|secret|password|credential)/i.test(name))).toEqual(['secret /api/v1/calendar/feeds/{secret}/calendar.ics']);
  });
  it('earlier passwords, their end, and questions about mothers: what is kept of an account', () => {
    const { accounts } = sqlite;
    expect(Object.keys(accounts).filter((name) => name !== '_' && name !== 'enableRLS')).toEqual([
      ...['id', 'login', 'displayName', 'passwordHash', 'status', 'failedCount', 'lockedUntil', 'mustChangePassword', 'oneTimeUntil'],
      ...['createdAt', 'passwordChangedAt', 'version', 'personalKey', 'deletedAt'],
    ]);
  });
  it('listings of folders: one folder of built pages is served, and nothing else', () => {
    const serving = holding(server, /@fastify\/static/);
    expect(serving).toEqual(['server/plugins/pages.ts']);
    expect(read('server/plugins/pages.ts')).not.toMatch(/\blist\b\s*:/);
  });
  it('cookies that a script reads or another site sends', () => {
    const setting = holding(server, /\.setCookie\(/).sort();
    expect(setting).toEqual(['server/plugins/access.ts']);
    expect(read('server/plugins/access.ts')).toContain("const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;");
  });
  it('password fields that cannot be shown, pasted into or filled by a manager', () => {
    const fields = pages.flatMap((file) =>
      [...read(file).matchAll(/<(\w+)(?=[^>]*\btype="password")[^>]*>/g)].map(([tag = '', name = '']) => ({ file, tag, name })),
    );
    expect(fields.length).toBeGreaterThan(5);
    expect(fields.filter(({ name, tag }) => name !== 'FormField' || !/autocomplete="(current|new)-password"/.test(tag))).toEqual([]);
    expect(read('web/src/components/FormField.vue')).toContain(`:show-password="type === 'password'"`);
    expect(holding(pages, /@paste|onpaste|['"]paste['"]/)).toEqual([]);
  });
  it('packages that may become others: versions are exact, and the lock file has the hash of each', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^(npm:[@\w/.-]+@)?\d[\w.+-]*$/.test(version))).toEqual([]);
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }> };
    const loose = Object.entries(packages).filter(
      ([path, { integrity, link, inBundle }]) => path !== '' && integrity === undefined && link !== true && inBundle !== true,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });
});
