import { ConfigError, readConfig, type Config } from '../config.ts';
import { openReadOnly } from '../db/open-read-only.ts';
import { createRunRepository } from '../db/repositories/runs.ts';
import { engineVersion } from '../forecasting/version.ts';
import { replayRun, ReplayError, type Replayed } from '../workers/handlers/replay.ts';
import { openThreadPool } from '../workers/threads/pool.ts';

/**
 * Makes a past run again from its stored inputs and compares every result with what is stored: `npm run -s replay -- RUN|latest`.
 * The server may run meanwhile or not; nothing is written. Exit 0: equal to the byte; 1: something differs (or its inputs do); 2: there is nothing to replay.
 */
class Refusal extends Error {}

const shown = (value: unknown) => JSON.stringify(value);

function sentence(id: string, { rows, first, counts, digest }: Replayed): string {
  const { series, forecasts, gaps, flags, totals, findings } = counts;
  if (first === null)
    return `批次 ${id} 重算结果与存储完全一致 · run ${id} replays to the same bytes: ${series} series, ${forecasts} forecasts, ${gaps} gaps, ${flags} flags, ${totals} totals, ${findings} findings; digest ${digest}`;
  const where = `${first.table} ${first.key} ${first.field}`;
  return `批次 ${id} 重算结果与存储不一致（${rows} 行） · run ${id} differs in ${rows} ${rows === 1 ? 'row' : 'rows'}, first in ${where}: stored ${shown(first.stored)}, rebuilt ${shown(first.rebuilt)}`;
}

async function openInstallation(config: Config) {
  try {
    return await openReadOnly(config);
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : String(cause);
    throw new Refusal(`replay needs the database of an installation, got: ${reason.split('\n', 1).join()}`, { cause });
  }
}

/** A database that lacks the tables is no installation, or one of another version. */
function unreadable(cause: unknown): never {
  const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : String(cause);
  throw new Refusal(`replay needs the database of an installation of this version, got: ${reason.split('\n', 1).join()}`, { cause });
}

async function main(asked: string | undefined): Promise<number> {
  if (asked === undefined) throw new Refusal('replay needs the id of a run or "latest", got nothing');
  const config = readConfig(process.env);
  const db = await openInstallation(config);
  const pool = openThreadPool(config.threads);
  try {
    const runs = createRunRepository(db);
    const run = await (asked === 'latest' ? runs.latest() : runs.find(asked)).catch(unreadable);
    if (run?.status !== 'succeeded') throw new Refusal(`replay needs a run that succeeded, got ${run ? `${asked}, which is ${run.status}` : `"${asked}"`}`);
    if (run.engineVersion !== engineVersion)
      console.log(
        `批次由引擎 ${run.engineVersion} 生成，现为 ${engineVersion}，结果可能不同 · made by ${run.engineVersion}, this is ${engineVersion}: results may differ`,
      );
    const replayed = await replayRun(db, pool, run);
    console.log(sentence(run.id, replayed));
    return replayed.first === null ? 0 : 1;
  } finally {
    await pool.close();
    await db.close();
  }
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  const known = error instanceof Refusal || error instanceof ConfigError || error instanceof ReplayError;
  console.error(known ? error.message : error);
  process.exitCode = error instanceof ReplayError ? 1 : 2;
}
