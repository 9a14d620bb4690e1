import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile } from '../../db/open.ts';
import type { Flag } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { roles } from '../../schemas/vocabulary.ts';
import { createCaller, runProcess, startProcess, type Running } from '../support/process.ts';
import { toEnd } from '../support/run-watch.ts';

let dir: string;
let server: Running;
const env = () => ({ DATA_DIR: dir, PORT: '0' });
const demoKey = async (role: string) => (await runProcess(['commands/demo-key.ts', role], env())).stdout.trim();
const planner = async () => createCaller(server.url, await demoKey('planner'));
type List<T> = { items: T[]; total: number };

beforeAll(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'start-')), 'data');
  server = await startProcess('start.ts', env());
});
afterAll(async () => {
  await server.stop('SIGKILL');
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

describe('the first start', () => {
  it('says where the keys are and, last, where it listens', () => {
    expect(server.lines.at(-1)).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.lines.find((line) => line.startsWith('demo keys'))).toContain(join(dir, 'demo-keys.json'));
  });
  it('made two runs, and the newer one compares with the older', async () => {
    const { items } = await (await planner()).get<List<Run>>('/runs');
    expect(items.map((run) => [run.asOfYear, run.status])).toEqual([
      [2025, 'succeeded'],
      [2024, 'succeeded'],
    ]);
    expect(items[0]!.previousRunId).toBe(items[1]!.id);
    const { items: flags } = await (await planner()).get<List<Flag>>('/flags?limit=200');
    const classes = new Set(flags.map((flag) => flag.class));
    expect([classes.has('new'), classes.has('suspend')]).toEqual([true, true]);
  });
  it('keeps the keys to their owner, one a role, and each works', async () => {
    expect(statSync(join(dir, 'demo-keys.json')).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    const seen = new Set<string>();
    for (const role of roles) {
      const key = await demoKey(role);
      seen.add(key);
      expect(await createCaller(server.url, key).get('/session')).toMatchObject({ role, demo: true });
    }
    expect(seen.size).toBe(roles.length);
  });
});

it('a port in use stops the start with one line that names it', async () => {
  const { port } = new URL(server.url);
  const { code, stderr } = await runProcess(['start.ts'], { ...env(), PORT: port });
  expect([code, stderr]).toEqual([1, `PORT ${port} is in use: choose another, for example PORT=3100\n`]);
});

describe('the command demo-key', () => {
  it.each([[], ['mayor']])('refuses %j with one line that names the roles', async (...asked) => {
    const { code, stdout, stderr } = await runProcess(['commands/demo-key.ts', ...asked], env());
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^demo-key needs a role: planner, .*\n$/);
  });
  it('says what to do where there are no keys', async () => {
    const { code, stderr } = await runProcess(['commands/demo-key.ts', 'planner'], { DATA_DIR: join(dir, 'none') });
    expect([code, stderr]).toEqual([1, `there are no demo keys in ${join(dir, 'none')}: run \`npm start\` once\n`]);
  });
});

describe('stopping and starting again', () => {
  it('ends on SIGTERM, though a run is being computed and a browser listens to its progress', async ({ annotate }) => {
    const caller = await planner();
    const { id } = await caller.post<Run>('/runs', { parameters: { paths: 6_000 } }, 202);
    const stream = await fetch(`${server.url}/api/v1/runs/${id}/events`, {
      headers: { authorization: `Bearer ${await demoKey('planner')}`, accept: 'text/event-stream' },
    });
    expect(stream.status).toBe(200);
    const gone = stream.text().catch(() => 'cut');
    while ((await caller.get<Run>(`/runs/${id}`)).stage === 'queued') await sleep(5);
    const { code, tookMs } = await server.stop('SIGTERM');
    expect(code).toBe(0);
    await annotate(`ended after ${Math.round(tookMs)} ms`);
    await gone;
  });
  it('takes up the interrupted run, and keeps all there was', async () => {
    const keys = readFileSync(join(dir, 'demo-keys.json'), 'utf8');
    server = await startProcess('start.ts', env());
    expect(server.lines.some((line) => line.startsWith('planting'))).toBe(false);
    expect(readFileSync(join(dir, 'demo-keys.json'), 'utf8')).toBe(keys);
    const caller = await planner();
    const { items } = await caller.get<List<Run>>('/runs');
    expect(items).toHaveLength(3);
    const run = await toEnd(caller, items[0]!.id);
    expect([run.status, run.error]).toEqual(['succeeded', null]);
  });
  it('ends on SIGINT when idle, and is ready again', async ({ annotate }) => {
    const { code, tookMs } = await server.stop('SIGINT');
    server = await startProcess('start.ts', env());
    expect(code).toBe(0);
    await annotate(`ended after ${Math.round(tookMs)} ms, ready again after ${Math.round(server.startMs)} ms`);
  });
});

describe('the command reset', () => {
  beforeAll(() => server.stop('SIGTERM'));
  const fingerprint = () =>
    createHash('sha256')
      .update(readFileSync(join(dir, databaseFile)))
      .digest('hex');
  it.each(['no\n', 'y\n', '\n', ''])('deletes nothing when it is answered %j', async (answer) => {
    const before = fingerprint();
    const { code, stdout } = await runProcess(['commands/reset.ts'], env(), answer);
    expect(code).toBe(1);
    expect(stdout).toContain(`this deletes all data of the installation in ${dir}`);
    expect(stdout).toContain('nothing was deleted');
    expect(fingerprint()).toBe(before);
  });
  it('deletes the installation on yes, and nothing else', async () => {
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    const { code, stdout } = await runProcess(['commands/reset.ts'], env(), 'yes\n');
    expect([code, stdout.includes('deleted; `npm start` begins anew')]).toEqual([0, true]);
    expect([databaseFile, 'demo-keys.json', 'notes.txt'].map((name) => existsSync(join(dir, name)))).toEqual([false, false, true]);
    expect((await runProcess(['commands/reset.ts'], env())).stdout).toBe(`nothing to reset in ${dir}\n`);
  });
});
