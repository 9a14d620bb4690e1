import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { components, scales } from '../forecasting/bank/components.ts';
import { createRandom } from '../forecasting/index.ts';
import { additions } from './scale.ts';

/**
 * Series a second through the command line, start-up and JSON included, with both intervals, and the largest memory on the way:
 *   node bench/speed.ts [--threads 1,2] [--years 12] [--ahead 6] [lines …], default 1000 20000 100000 lines on one thread and on all cores
 * Seconds on the clock depend on who else uses the machine, so processor seconds of the command stand beside them, what a series costs in units of a reference measured
 * in this process just before (as many bare exponential smoothings of one history as the bank has filters), and series a second on an idle core: one that takes 0.2 s for 2·10⁸ additions, which are
 * measured just before and after.
 */
const command = join(import.meta.dirname, '..', 'commands', 'forecast.ts');
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: `1,${availableParallelism()}` },
    years: { type: 'string', default: '12' },
    ahead: { type: 'string', default: '6' },
  },
});
const YEARS = Number(flags.years);
const HORIZON = Number(flags.ahead);
/** Processor milliseconds of 2·10⁸ additions on an idle core. */
const IDLE_ADDITIONS = 200;
/** Unit of processor times in /proc. */
const TICKS_A_SECOND = 100;

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

/** Peak resident memory (MB) and processor time (s) of a running process; 0 where /proc does not tell. */
function readUse(pid: number): { memory: number; processor: number } {
  try {
    const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { memory, processor: (Number(times[11]) + Number(times[12])) / TICKS_A_SECOND };
  } catch {
    return { memory: 0, processor: 0 };
  }
}

/** Processor microseconds of the reference: best of many, since only the machine can make it slower. */
function referenceMicroseconds(): number {
  const filters = components.length * scales.length;
  const values = Float64Array.from({ length: YEARS }, (_, year) => 1 + year / 10);
  const repeats = 200;
  let best = Infinity;
  let kept = 0;
  for (let trial = 0; trial < 30; trial++) {
    const start = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (let filter = 0; filter < filters; filter++) {
        const alpha = filter / filters;
        let level = 0;
        let squares = 0;
        for (let year = 0; year < YEARS; year++) {
          const error = values[year]! - level;
          level += alpha * error;
          squares += error * error;
        }
        kept += squares;
      }
    }
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / repeats);
  }
  return kept > 0 ? best : Number.NaN;
}

async function timeCommand(block: string, repeats: number, threads: number): Promise<{ seconds: number; processor: number; memory: number; bytes: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=2', command, '--threads', String(threads)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let use = { memory: 0, processor: 0 };
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    const now = readUse(child.pid!);
    use = { memory: Math.max(use.memory, now.memory), processor: Math.max(use.processor, now.processor) };
  });
  const done = once(child, 'close');
  for (let repeat = 0; repeat < repeats; repeat++) if (!child.stdin.write(block)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = (await done) as [number];
  if (code !== 0) throw new Error(`the command needs to end with 0, got ${code}`);
  return { seconds: (performance.now() - start) / 1000, ...use, bytes };
}

const BLOCK_LINES = 1000;
const block = makeLines(BLOCK_LINES);
const sizes = positionals.length > 0 ? positionals.map(Number) : [1000, 20_000, 100_000];
console.log(`${YEARS} years, ${HORIZON} ahead; ${availableParallelism()} cores`);
console.log(
  '    lines  threads  seconds  series/s  processor s  series/processor s  reference µs  × reference  additions s  series/s of an idle core  peak MB  MB out',
);
for (const size of sizes) {
  for (const threads of new Set(flags.threads.split(',').map(Number))) {
    const reference = referenceMicroseconds();
    const before = additions();
    const { seconds, processor, memory, bytes } = await timeCommand(block, Math.ceil(size / BLOCK_LINES), threads);
    const added = (before + additions()) / 2;
    const cells: [string, number][] = [
      [String(size), 9],
      [String(threads), 9],
      [seconds.toFixed(2), 9],
      [Math.round(size / seconds).toString(), 10],
      [processor.toFixed(2), 13],
      [Math.round(size / processor).toString(), 20],
      [reference.toFixed(2), 14],
      [((processor * 1e6) / size / reference).toFixed(1), 13],
      [(added / 1000).toFixed(2), 13],
      [Math.round((size / processor) * (added / IDLE_ADDITIONS)).toString(), 26],
      [memory.toFixed(0), 9],
      [(bytes / 1e6).toFixed(1), 8],
    ];
    console.log(cells.map(([text, width]) => text.padStart(width)).join(''));
  }
}
