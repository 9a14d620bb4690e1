import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDemo, ConfigError, isLoopback, readConfig } from '../../config.ts';
import { environment } from '../support/process.ts';

describe('without settings', () => {
  it('is the embedded installation on loopback', () => {
    expect(readConfig({})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDir: resolve('data'), seed: 1, seedScale: 1, logLevel: 'info', threads: 2, leaseMs: 30_000 },
      ...{ rateLimit: 3_000, rateLimitWrites: 600, secondFactor: 'administrators' },
    });
  });
  it('takes an empty value for none', () => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'REDIS_URL', 'DEMO', 'SEED', 'SEED_SCALE', 'LOG_LEVEL', 'THREADS', 'LEASE_MS'];
    names.push('RATE_LIMIT', 'RATE_LIMIT_WRITES', 'TRUST_PROXY', 'SECRET_KEY', 'SECOND_FACTOR', 'PUBLIC_URL', 'CLAMD_SOCKET', 'FIRST_ADMINISTRATOR');
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
  });
  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('a good setting', () => {
  it.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::', { host: '::' }],
    ['HOST', 'gongxu.example.org', { host: 'gongxu.example.org' }],
    ['DATA_DIR', '/var/lib/gongxu', { dataDir: '/var/lib/gongxu' }],
    ['DATABASE_URL', 'postgres://u:p@db:5432/gongxu', { databaseUrl: 'postgres://u:p@db:5432/gongxu' }],
    ['DATABASE_URL', 'postgresql://db/gongxu', { databaseUrl: 'postgresql://db/gongxu' }],
    ['REDIS_URL', 'rediss://cache:6380/1', { redisUrl: 'rediss://cache:6380/1' }],
    ['REDIS_URL', '/run/redis.sock', { redisUrl: '/run/redis.sock' }],
    ['DEMO', '1', { demo: true }],
    ['DEMO', '0', { demo: false }],
    ['SEED', '7', { seed: 7 }],
    ['SEED_SCALE', '10', { seedScale: 10 }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['THREADS', '8', { threads: 8 }],
    ['LEASE_MS', '2000', { leaseMs: 2_000 }],
    ['RATE_LIMIT', '60', { rateLimit: 60 }],
    ['RATE_LIMIT_WRITES', '6', { rateLimitWrites: 6 }],
    ['SECRET_KEY', 'AB'.repeat(32), { secretKey: 'ab'.repeat(32) }],
    ['SECOND_FACTOR', 'everyone', { secondFactor: 'everyone' }],
    ['CLAMD_SOCKET', '/run/clamav/clamd.ctl', { scanner: { path: '/run/clamav/clamd.ctl' } }],
    ['CLAMD_SOCKET', '[::1]:3310', { scanner: { host: '::1', port: 3310 } }],
    ['FIRST_ADMINISTRATOR', 'Zhang.Wei', { firstAdministrator: 'zhang.wei' }],
    ['PUBLIC_URL', 'https://gongxu.example.cn/', { publicUrl: 'https://gongxu.example.cn' }],
    ['PUBLIC_URL', 'http://localhost:3000', { publicUrl: 'http://localhost:3000' }],
    ['TRUST_PROXY', '1', { trustProxy: 1 }],
    ['TRUST_PROXY', 'loopback, 10.0.0.0/8,::1', { trustProxy: 'loopback, 10.0.0.0/8,::1' }],
  ] as const)('%s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toEqual({ ...readConfig({}), ...expected });
  });
});

const wrong = [
  ...['-1', '65536', '3000.5', '3e3', '0x50', ' 80', '3000 ', 'http', '١٢', 'NaN'].map((value) => ['PORT', value] as const),
  ...['a b', '-x', 'http://localhost', 'x/y', '127.0.0.1:80'].map((value) => ['HOST', value] as const),
  ...['mysql://db', 'db:5432', 'not an address', '/run/postgres'].map((value) => ['DATABASE_URL', value] as const),
  ...['clamd', 'host:0', 'host:70000', 'a b:3310'].map((value) => ['CLAMD_SOCKET', value] as const),
  ...['admin', 'a', '系统管理员'].map((value) => ['FIRST_ADMINISTRATOR', value] as const),
  ...['http://gongxu.example.cn', 'https://10.0.0.1', 'https://gongxu.example.cn/app', 'gongxu.example.cn'].map((value) => ['PUBLIC_URL', value] as const),
  ...['http://cache', 'cache:6379', 'redis.sock'].map((value) => ['REDIS_URL', value] as const),
  ...['yes', 'true', '2'].map((value) => ['DEMO', value] as const),
  ...['-1', '1.5', '2147483648'].map((value) => ['SEED', value] as const),
  ...['0', '10001', 'big'].map((value) => ['SEED_SCALE', value] as const),
  ...['verbose', 'INFO', 'trace'].map((value) => ['LOG_LEVEL', value] as const),
  ...['0', '65', 'all'].map((value) => ['THREADS', value] as const),
  ...['0', '-1', 'none'].map((value) => ['RATE_LIMIT', value] as const),
  ...['0', '1000001'].map((value) => ['RATE_LIMIT_WRITES', value] as const),
  ...['0', '10', 'true', 'everybody', '10.0.0.0/40', '10.0.0.1,', '10.0.0.0/0'].map((value) => ['TRUST_PROXY', value] as const),
  ...['none', '1'].map((value) => ['SECOND_FACTOR', value] as const),
  ...['0', '999', '3600001', '30s'].map((value) => ['LEASE_MS', value] as const),
];

describe('a wrong setting', () => {
  it.each(wrong)('%s=%j is refused in one line that names it and says what it got', (name, value) => {
    const refusal = expect(() => readConfig({ [name]: value }));
    refusal.toThrow(ConfigError);
    refusal.toThrow(new RegExp(`^${name} needs [^\\n]+, got "[^\\n]*"$`));
  });
  it('is not repeated where it is secret', () => {
    for (const value of ['ab'.repeat(31), 'xy'.repeat(32)])
      expect(() => readConfig({ SECRET_KEY: value })).toThrow(/^SECRET_KEY needs 64 hexadecimal digits \(openssl rand -hex 32\)$/);
  });
  it('does not show the password of an address', () => {
    for (const name of ['DATABASE_URL', 'REDIS_URL'])
      expect(() => readConfig({ [name]: 'ftp://me:secret@db/x' })).toThrow(expect.not.stringContaining('secret') as string);
  });
});

describe('demo mode', () => {
  it.each([{}, { HOST: 'localhost' }, { HOST: '::1' }, { HOST: '0.0.0.0', DEMO: '1' }, { DATABASE_URL: 'postgres://db/x', DEMO: '1' }])(
    '%j is allowed',
    (env) => {
      expect(() => {
        checkDemo(readConfig(env));
      }).not.toThrow();
    },
  );
  it.each([
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [{ HOST: '::' }, 'HOST'],
    [{ HOST: '192.168.1.4' }, 'HOST'],
    [{ DATABASE_URL: 'postgres://db/x' }, 'DATABASE_URL'],
    [{ HOST: '0.0.0.0', DEMO: '0' }, 'HOST'],
  ])('%j has to be asked for', (env, name) => {
    expect(() => {
      checkDemo(readConfig(env));
    }).toThrow(new RegExp(`^${name}[^\\n]*DEMO=1[^\\n]*$`));
  });
  it('knows loopback', () => {
    expect(['127.0.0.1', 'localhost', '::1', '0.0.0.0', '10.0.0.1'].map(isLoopback)).toEqual([true, true, true, false, false]);
  });
});

describe('the process', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterAll(() => {
    rmSync(dir, { recursive: true });
  });
  const run = (file: string, env: Record<string, string>) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const root = join(import.meta.dirname, '../..');
      const child = spawn(process.execPath, [file], { cwd: root, env: environment({ DATA_DIR: dir, ...env }), timeout: 120_000 });
      const said = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const) child[stream].on('data', (chunk: Buffer) => (said[stream] += chunk.toString()));
      child.on('close', (code) => {
        resolve({ code, ...said });
      });
    });
  it.each([
    ['start.ts', { PORT: 'http' }, 'PORT needs a whole number from 0 to 65535, got "http"\n'],
    ['server/main.ts', {}, /^REDIS_URL is needed by `npm run server`[^\n]*\n$/],
    ['workers/main.ts', { THREADS: '0' }, 'THREADS needs a whole number from 1 to 64, got "0"\n'],
    ['start.ts', { HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 would open the demo city to the network[^\n]*\n$/],
  ] as const)('%s with %j ends at once with that line alone', async (file, env, line) => {
    const { code, stdout, stderr } = await run(file, env);
    expect([code, stdout]).toEqual([1, '']);
    if (typeof line === 'string') expect(stderr).toBe(line);
    else expect(stderr).toMatch(line);
  });
  it('a refused start leaves nothing behind', async () => {
    expect(readdirSync(dir)).toEqual([]);
  });
  it.each([
    ['server/main.ts', { REDIS_URL: 'redis://127.0.0.1:1' }, /^REDIS_URL[^\n]*\n$/],
    ['server/main.ts', { REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/x' }, /^DATABASE_URL(?!.*secret)[^\n]*\n$/],
  ] as const)('%s with %j, where nobody answers, names the setting', async (file, env, line) => {
    const { code, stderr } = await run(file, { ...env, LOG_LEVEL: 'silent' });
    expect(code).toBe(1);
    expect(stderr).toMatch(line);
  });
  it('a data folder that cannot be one is named', async () => {
    writeFileSync(join(dir, 'file'), '');
    const { code, stderr } = await run('start.ts', { DATA_DIR: join(dir, 'file', 'data') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR[^\n]*\n$/);
  });
});
