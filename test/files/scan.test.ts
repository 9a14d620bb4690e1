import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScanner } from '../../files/scan.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import type { Problem } from '../../schemas/problem.ts';

/** A small server that speaks clamd's INSTREAM: finds the word VIRUS, refuses streams above a limit, and can fall silent. */
const limit = 600_000;
let mood: 'well' | 'silent' | 'closing' = 'well';
const received: number[] = [];
function answer(socket: Socket): void {
  let got = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (data: Buffer) => {
    got = Buffer.concat([got, data]);
    if (mood === 'closing') socket.end();
    const command = Buffer.from('zINSTREAM\0');
    if (mood !== 'well' || got.length < command.length) return;
    if (!got.subarray(0, command.length).equals(command)) return void socket.end('UNKNOWN COMMAND\0');
    const parts: Buffer[] = [];
    for (let at = command.length; at + 4 <= got.length;) {
      const length = got.readUInt32BE(at);
      const whole = Buffer.concat(parts);
      if (whole.length > limit) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      if (length === 0) {
        received.push(whole.length);
        return void socket.end(whole.includes('VIRUS') ? 'stream: Test.Virus.One FOUND\0' : 'stream: OK\0');
      }
      parts.push(got.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  });
}
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
const scanner = (waitMs?: number) => openScanner({ host: '127.0.0.1', port }, waitMs);

describe('a scanner that speaks INSTREAM', () => {
  it('is sent the whole file in pieces and says what it found', async () => {
    const large = Buffer.alloc(300_001, 'a');
    expect(await scanner()(large)).toBeNull();
    expect(received.at(-1)).toBe(large.length);
    expect(await scanner()(Buffer.concat([large, Buffer.from('VIRUS')]))).toBe('Test.Virus.One');
    expect(await scanner()(Buffer.alloc(0))).toBeNull();
  });
  it('that refuses, closes, says nothing or is not there is an error, never a clean file', async () => {
    await expect(scanner()(Buffer.alloc(limit * 2))).rejects.toThrow('INSTREAM size limit exceeded');
    mood = 'closing';
    await expect(scanner()(Buffer.from('a'))).rejects.toThrow('without an answer');
    mood = 'silent';
    await expect(scanner(200)(Buffer.from('a'))).rejects.toThrow('said nothing');
    mood = 'well';
    await expect(openScanner({ path: '/nowhere/clamd.ctl' })(Buffer.from('a'))).rejects.toThrow('ENOENT');
  });
});

describe('files that are sent', () => {
  let api: TestApp;
  const send = (as: 'enterprise' | 'administrator', url: string, payload: Buffer, type = 'text/csv') =>
    api.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      payload,
      headers: { authorization: `Bearer ${api.keys[as]}`, 'content-type': type, 'accept-language': 'zh' },
    });
  beforeAll(async () => {
    api = await buildTestApp({ scan: (bytes) => scanner(500)(bytes) });
  });
  afterAll(() => api.close());
  it('are looked at wherever they are taken: one that holds something is refused and recorded, one that cannot be looked at too', async () => {
    const doors = [
      ['enterprise', '/imports?kind=declarations&filename=a.csv'],
      ['administrator', '/catalogue/imports?kind=majors&fileName=a.csv'],
    ] as const;
    for (const [role, url] of doors) {
      const refused = await send(role, url, Buffer.from('年份\nVIRUS\n'));
      expect([refused.statusCode, refused.json<Problem>().errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/file']]);
      expect(refused.body).toContain('Test.Virus.One');
      mood = 'closing';
      const unknown = await send(role, url, Buffer.from('年份\n2025\n'));
      mood = 'well';
      expect([unknown.statusCode, unknown.json<Problem>().detail]).toEqual([503, expect.stringContaining('CLAMD_SOCKET')]);
    }
    const noted = (await api.db.query.select().from(api.db.schema.auditEntries)).filter(({ action }) => action === 'upload_refused');
    expect(noted.map(({ after }) => (after as { found: string }).found)).toEqual(['Test.Virus.One', 'Test.Virus.One']);
    expect((await send('enterprise', '/imports?kind=declarations&filename=a.csv', Buffer.from('年份\n2025\n'))).statusCode).toBe(202);
  });
});
