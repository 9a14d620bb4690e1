import Sqlite from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyInstallation } from '../support/installation.ts';
import { runProcess, startProcess, type Running } from '../support/process.ts';

/** `npm run -s replay` as a person types it, on an installation of its own. */
describe('the replay command', () => {
  let folder: string;
  let dataDir: string;
  let server: Running;
  const replay = (...args: string[]) => runProcess(['commands/replay.ts', ...args], { DATA_DIR: dataDir });
  const within = <T>(work: (raw: Sqlite.Database) => T): T => {
    const raw = new Sqlite(join(dataDir, 'gongxu.db'));
    try {
      return work(raw);
    } finally {
      raw.close();
    }
  };
  const change = (sql: string) => within((raw) => raw.prepare(sql).run().changes);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
    dataDir = await copyInstallation(join(folder, 'data'));
    server = await startProcess('start.ts', { DATA_DIR: dataDir, PORT: '0' });
  });
  afterAll(async () => {
    await server.stop('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('answers with the server running, and again when it is stopped, in the same words', async () => {
    const running = await replay('latest');
    expect([running.code, running.stderr]).toEqual([0, '']);
    expect(running.stdout).toMatch(
      /^批次 (\S+) 重算结果与存储完全一致 · run \1 replays to the same bytes: \d+ series, \d+ forecasts, \d+ gaps, \d+ flags, \d+ totals, \d+ findings; digest [0-9a-f]{64}\n$/,
    );
    await server.stop('SIGTERM');
    const before = readFileSync(join(dataDir, 'gongxu.db'));
    expect(await replay('latest')).toEqual(running);
    expect(readFileSync(join(dataDir, 'gongxu.db')).equals(before)).toBe(true);
    expect(await replay(/run (\S+) replays/.exec(running.stdout)?.[1] ?? '')).toEqual(running);
  });
  it('names the row and field that were changed', async () => {
    expect(change(`update gaps set demand = demand + 1 where rowid = (select min(rowid) from gaps)`)).toBe(1);
    const [first] = within((raw) => raw.prepare('select run_id, key from gaps where rowid = (select min(rowid) from gaps)').all()) as [
      { run_id: string; key: string },
    ];
    const { code, stdout } = await replay(first.run_id);
    expect(code).toBe(1);
    expect(stdout).toContain(`run ${first.run_id} differs in 1 row, first in gaps ${first.key} demand: stored `);
  });
  it('says when another engine made the run, and compares all the same', async () => {
    change(`update runs set engine_version = 'gongxu-engine/0'`);
    const { code, stdout } = await replay('latest');
    expect(code).toBe(0);
    expect(stdout).toMatch(/made by gongxu-engine\/0, this is gongxu-engine\/\d+: results may differ\n批次 \S+ 重算结果与存储完全一致/);
  });
  it.each([
    ['nothing', [], 'replay needs the id of a run or "latest", got nothing\n'],
    ['an unknown run', ['no-such-run'], 'replay needs a run that succeeded, got "no-such-run"\n'],
  ])('refuses %s in one line', async (_what, args, line) => {
    expect(await replay(...args)).toEqual({ code: 2, stdout: '', stderr: line });
  });
  it('refuses a run that did not succeed, and a folder without an installation', async () => {
    change(`update runs set status = 'failed'`);
    expect(await replay('latest')).toEqual({ code: 2, stdout: '', stderr: 'replay needs a run that succeeded, got "latest"\n' });
    const empty = await runProcess(['commands/replay.ts', 'latest'], { DATA_DIR: '/nonexistent' });
    expect(empty).toEqual({ code: 2, stdout: '', stderr: 'replay needs the database of an installation, got: there is no /nonexistent/gongxu.db\n' });
  });
});
