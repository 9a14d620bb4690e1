import { workerData } from 'node:worker_threads';
import { v7 as uuidv7 } from 'uuid';
import { openBeside } from '../../db/open-beside.ts';
import type { ImportRow } from '../../db/repositories/imports.ts';
import type { DatabasePlace } from '../../db/open-beside.ts';
import { workOnImport } from './work.ts';

/** Entry of the import thread: one connection of its own, so that the thread that answers requests never waits for a large transaction. */
const db = await openBeside(workerData as DatabasePlace);

export default async function run(row: ImportRow): Promise<void> {
  await workOnImport({ db, clock: () => new Date(), newId: uuidv7 }, row);
}
