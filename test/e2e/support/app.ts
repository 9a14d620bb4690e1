import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyInstallation } from '../../support/installation.ts';
import { environment } from '../../support/process.ts';

export interface RunningApp {
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, started for the second time on a demo city of its own, on a port of its own. */
export async function startApp(): Promise<RunningApp> {
  if (!existsSync('web/dist/index.html')) throw new Error('the pages are not built: run `npm run build` (npm test does it)');
  const folder = mkdtempSync(join(tmpdir(), 'gongxu-e2e-'));
  const dataDir = await copyInstallation(join(folder, 'data'));
  const child = spawn(process.execPath, ['start.ts'], {
    env: environment({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /^ready (http:\S+)$/m.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      reject(new Error(`start.ts ended with ${code ?? 'a signal'} before it was ready:\n${output}`));
    });
  });
  return {
    url,
    dataDir,
    async stop() {
      process.off('exit', kill);
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
