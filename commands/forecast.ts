import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { answerLine } from '../forecasting/index.ts';

/**
 * NDJSON in, NDJSON out, one answer a line in the order of the questions:
 *   npm run -s forecast -- [--backtest] < in.ndjson > out.ndjson
 */
const { values: flags } = parseArgs({ options: { backtest: { type: 'boolean', default: false } } });

/** Answers are written in blocks of about this many characters; one write a line would cost more than the forecasts. */
const BLOCK_LENGTH = 65_536;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // the reader has seen enough, as in `| head`
  throw error;
});

let block = '';
async function flush(): Promise<void> {
  const ready = block;
  block = '';
  if (!process.stdout.write(ready)) await once(process.stdout, 'drain');
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  block += `${answerLine(line, flags.backtest)}\n`;
  if (block.length > BLOCK_LENGTH) await flush();
}
if (block !== '') await flush();
