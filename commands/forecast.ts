import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * NDJSON in, NDJSON out, one answer a line in the order of the questions:
 *   npm run -s forecast -- [--backtest] [--threads N] < in.ndjson > out.ndjson
 * The input is cut into blocks of whole lines, blocks are answered side by side and written in order; at most two blocks a thread are on their way, so memory does not grow with the input.
 */

// before the engine is loaded: from the second call on, starting takes a quarter of the time
enableCompileCache();
const { answerBlock } = await import('../forecasting/lines/answer-block.ts');

/** Large enough that handing a block over costs nothing beside answering it, small enough to keep every thread busy near the end. */
const BLOCK_BYTES = 131_072;
const NEWLINE = 10;

function answerBytes(block: Uint8Array, backtest: boolean): Uint8Array {
  return new TextEncoder().encode(answerBlock(new TextDecoder().decode(block), backtest));
}

/** Standard input as blocks of whole lines. */
async function* readBlocks(): AsyncGenerator<Uint8Array> {
  let pending: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    pending.push(chunk);
    size += chunk.length;
    const cut = chunk.lastIndexOf(NEWLINE);
    if (size < BLOCK_BYTES || cut < 0) continue;
    const all = Buffer.concat(pending);
    const end = all.length - chunk.length + cut + 1;
    yield Uint8Array.from(all.subarray(0, end));
    pending = [all.subarray(end)];
    size = all.length - end;
  }
  if (size > 0) yield Uint8Array.from(Buffer.concat(pending));
}

async function write(bytes: Uint8Array): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

/** A thread answers its blocks in the order they were sent, so its n-th answer belongs to its n-th block. */
function openThread(backtest: boolean): { answer(block: Uint8Array): Promise<Uint8Array>; close(): void } {
  const worker = new Worker(new URL(import.meta.url), { workerData: { backtest } });
  const waiting: ((answer: Uint8Array) => void)[] = [];
  worker.on('message', (answer: Uint8Array) => waiting.shift()?.(answer));
  worker.on('error', (error) => {
    throw error;
  });
  return {
    answer: (block) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.postMessage(block, [block.buffer as ArrayBuffer]);
      }),
    close: () => {
      worker.postMessage(null);
    },
  };
}

async function answerWithThreads(blocks: AsyncIterable<Uint8Array>, count: number, backtest: boolean): Promise<void> {
  const threads = Array.from({ length: count }, () => openThread(backtest));
  let onTheWay: Promise<Uint8Array>[] = [];
  let sent = 0;
  for await (const block of blocks) {
    const thread = threads[sent++ % count];
    if (thread !== undefined) onTheWay.push(thread.answer(block));
    const [oldest, ...others] = onTheWay;
    if (oldest === undefined || onTheWay.length < 2 * count) continue;
    onTheWay = others;
    await write(await oldest);
  }
  for (const answer of onTheWay) await write(await answer);
  for (const thread of threads) thread.close();
}

async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: { backtest: { type: 'boolean', default: false }, threads: { type: 'string', default: String(availableParallelism()) } },
  });
  const threads = Number(flags.threads);
  if (!Number.isInteger(threads) || threads < 1) throw new Error(`--threads needs a whole number of at least 1, got ${flags.threads}.`);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough, as in `| head`
    throw error;
  });
  const blocks = readBlocks();
  const first = await blocks.next();
  if (first.done === true) return;
  const second = threads > 1 ? await blocks.next() : undefined;
  if (second === undefined || second.done === true) {
    // one thread, or so little input that starting threads would take longer than answering it
    await write(answerBytes(first.value, flags.backtest));
    for await (const block of blocks) await write(answerBytes(block, flags.backtest));
    return;
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    yield first.value as Uint8Array;
    yield second?.value as Uint8Array;
    yield* blocks;
  }
  await answerWithThreads(again(), threads, flags.backtest);
}

if (parentPort === null) await main();
else {
  const port = parentPort;
  const { backtest } = workerData as { backtest: boolean };
  port.on('message', (block: Uint8Array | null) => {
    if (block === null) {
      port.close();
      return;
    }
    const answer = answerBytes(block, backtest);
    port.postMessage(answer, [answer.buffer as ArrayBuffer]);
  });
}
