import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../forecasting/index.ts';

/**
 * Series a second through the command line, start-up and JSON included, with both intervals, and the largest memory on the way:
 *   node bench/speed.ts [lines …], default 1000 20000 100000
 */
const command = join(import.meta.dirname, '..', 'commands', 'forecast.ts');
const YEARS = 12;
const HORIZON = 6;

function makeLines(count: number): string {
  const random = createRandom('speed');
  let lines = '';
  for (let index = 0; index < count; index++) {
    let level = 100 + 900 * random.uniform();
    const values = Array.from({ length: YEARS }, () => Math.round((level *= 1 + 0.05 * random.normal())));
    lines += `${JSON.stringify({ id: `s${index}`, values, horizon: HORIZON })}\n`;
  }
  return lines;
}

/** Peak resident memory of a running process in MB; 0 where /proc does not tell. */
function peakMemory(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function timeCommand(block: string, repeats: number, threads: number): Promise<{ seconds: number; memory: number; bytes: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [command, '--threads', String(threads)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let memory = 0;
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    memory = Math.max(memory, peakMemory(child.pid!));
  });
  const done = once(child, 'close');
  for (let repeat = 0; repeat < repeats; repeat++) if (!child.stdin.write(block)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = (await done) as [number];
  if (code !== 0) throw new Error(`the command needs to end with 0, got ${code}`);
  return { seconds: (performance.now() - start) / 1000, memory, bytes };
}

const BLOCK_LINES = 1000;
const block = makeLines(BLOCK_LINES);
const sizes = process.argv.slice(2).map(Number);
console.log(`${YEARS} years, ${HORIZON} ahead; ${availableParallelism()} cores`);
for (const size of sizes.length > 0 ? sizes : [1000, 20_000, 100_000]) {
  for (const threads of new Set([1, availableParallelism()])) {
    const { seconds, memory, bytes } = await timeCommand(block, Math.ceil(size / BLOCK_LINES), threads);
    console.log(
      `${String(size).padStart(8)} lines on ${threads} thread${threads === 1 ? ' ' : 's'}: ${seconds.toFixed(2).padStart(7)} s  ${Math.round(size / seconds)
        .toString()
        .padStart(6)} series/s  peak ${memory} MB  ${(bytes / 1e6).toFixed(1)} MB out`,
    );
  }
}
