import { writeXlsx } from 'hucre/xlsx';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../schemas/imports.ts';
import { copyInstallation } from '../support/installation.ts';
import { createCaller, startProcess, type Running } from '../support/process.ts';

const rows = 4_000;
let folder: string;
let planted: string;
let key: string;
let book: Buffer;
const started: Running[] = [];
const start = async (dataDir: string) => {
  const running = await startProcess('start.ts', { DATA_DIR: dataDir, PORT: '0', THREADS: '1' });
  started.push(running);
  return running;
};
const caller = ({ url }: Running) => createCaller(url, key);
const find = (server: Running, id: string) => caller(server).get<Import>(`/imports/${id}`);
async function until(server: Running, id: string, states: readonly string[]): Promise<Import> {
  for (;;) {
    const found = await find(server, id);
    if (states.includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
async function upload({ url }: Running): Promise<Import> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' };
  const response = await fetch(`${url}/api/v1/imports?kind=declarations&filename=a.xlsx`, { method: 'POST', headers, body: new Uint8Array(book) });
  if (response.status !== 202) throw new Error(`the upload needs to answer 202, got ${response.status}: ${await response.text()}`);
  return (await response.json()) as Import;
}
/** Declarations of a year nobody else reported: none of the batch, or all of it. */
const stored = async (server: Running) => (await caller(server).get<{ total: number }>('/demand/declarations?year=2026&limit=1&total=true')).total;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-import-'));
  planted = await copyInstallation(join(folder, 'planted'));
  const first = await start(planted);
  key = (JSON.parse(readFileSync(join(planted, 'demo-keys.json'), 'utf8')) as { enterprise: string }).enterprise;
  const { items } = await caller(first).get<{ items: { code: string }[] }>('/occupations?limit=200');
  const lines = Array.from({ length: rows }, (_, i) => [2026, items[i % items.length]!.code, i]);
  book = Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows: [['年份', '职业代码', '在岗人数'], ...lines] }] }));
  await first.stop('SIGTERM');
});
afterAll(async () => {
  for (const running of started) await running.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the process is killed while a spreadsheet goes in', () => {
  it('while it is checked, then while it is imported, then while it is taken back: each is done once, whole, after the next start', async () => {
    const dir = join(folder, 'killed');
    cpSync(planted, dir, { recursive: true });
    let server = await start(dir);
    const again = async () => {
      await server.stop('SIGKILL');
      server = await start(dir);
    };
    const { id } = await upload(server);
    await again();
    expect(await until(server, id, ['checked', 'failed'])).toMatchObject({ state: 'checked', rows, valid: rows });
    expect(await stored(server)).toBe(0);

    await caller(server).post<Import>(`/imports/${id}/confirmation`, { mode: 'all-or-nothing' }, 202);
    await again();
    const found = await find(server, id);
    expect([found.state, await stored(server)]).toEqual(
      found.state === 'imported' ? ['imported', rows] : ['importing', expect.toSatisfy((n) => n === 0 || n === rows)],
    );
    expect(await until(server, id, ['imported', 'failed'])).toMatchObject({ state: 'imported', importedRows: rows });
    expect(await stored(server)).toBe(rows);

    await caller(server).post<Import>(`/imports/${id}/undo`, {}, 202);
    await again();
    expect((await until(server, id, ['undone', 'imported'])).state).toBe('undone');
    expect(await stored(server)).toBe(0);
  });
});
