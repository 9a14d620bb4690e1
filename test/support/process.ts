import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
type Environment = Readonly<Record<string, string>>;
/** Modules are kept compiled between processes, as `npm start` does. Who waits for a moment within a run asks oftener than a caller may. */
export const environment = (extra: Environment) => ({
  PATH: process.env['PATH'] ?? '',
  RATE_LIMIT: '1000000',
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
  ...extra,
});

export interface Running {
  /** What came after `ready `; the worker says nothing there. */
  readonly url: string;
  /** From the spawn to the ready line. */
  readonly startMs: number;
  readonly lines: readonly string[];
  /** Sends the signal; resolves when the process is gone, with the milliseconds that took. */
  stop(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): Promise<{ code: number | null; tookMs: number }>;
}

/** Starts an entry point as its npm script does, and waits for its ready line. */
export async function startProcess(file: string, env: Environment): Promise<Running> {
  const began = performance.now();
  const child = spawn(process.execPath, [file], { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4_000)));
  const lines: string[] = [];
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const found = /(?:^|worker )ready ?(.*)$/.exec(line);
      if (found) resolve(found[1] ?? '');
    });
  });
  const url = await Promise.race([ready, exited]);
  if (typeof url !== 'string') throw new Error(`${file} needs to become ready, got exit ${url ?? 'by a signal'}: ${errors}`);
  return {
    url,
    lines,
    startMs: performance.now() - began,
    async stop(signal) {
      const asked = performance.now();
      child.kill(signal);
      const code = await exited;
      return { code, tookMs: performance.now() - asked };
    },
  };
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
/** Runs an entry point to its end, with this on its standard input. */
export function runProcess(args: readonly string[], env: Environment, input = ''): Promise<Finished> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root, env: environment(env), timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

/** A caller of a server in another process. */
export function createCaller(url: string, key: string) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  async function answer<T>(response: Response, status: number): Promise<T> {
    if (response.status !== status) throw new Error(`${response.url} needs to answer ${status}, got ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  return {
    get: async <T>(path: string) => answer<T>(await fetch(`${url}/api/v1${path}`, { headers }), 200),
    post: async <T>(path: string, body: object, status: number) =>
      answer<T>(await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) }), status),
  };
}
