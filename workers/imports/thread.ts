import { Piscina } from 'piscina';
import type { DatabasePlace } from '../../db/open-beside.ts';
import type { ImportRow } from '../../db/repositories/imports.ts';

/** The thread in which files are read and batches stored, one at a time. */
export interface ImportThread {
  run(row: ImportRow, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
/** A file that needs more than this, in MB, is given up; the process goes on. */
const memoryMb = 320;

export function openImportThread(place: DatabasePlace): ImportThread {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    ...{ minThreads: 0, maxThreads: 1, idleTimeout: 10_000 },
    workerData: { ...(place.databaseUrl === undefined ? {} : { databaseUrl: place.databaseUrl }), dataDir: place.dataDir },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
  });
  return {
    run: (row, signal) => pool.run(row, { signal }) as Promise<void>,
    close: () => pool.destroy(),
  };
}
