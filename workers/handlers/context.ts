import type { Database } from '../../db/database.ts';
import type { FileStore } from '../../files/store.ts';
import type { ImportThread } from '../imports/thread.ts';
import type { JobQueue, Logger } from '../queue.ts';
import type { ThreadPool } from '../threads/pool.ts';

/** What the composition root gives the handlers. */
export interface WorkerContext {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly pool: ThreadPool;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly logger: Logger;
  /** How long a claim holds without being extended; a worker that dies is replaced after this. */
  readonly leaseMs?: number;
  /** Where spreadsheets are read and stored; left out (databases that live in this process), it is done here. */
  readonly imports?: ImportThread;
  /** Contents of attachments; left out, there are none to look after. */
  readonly files?: FileStore;
}
export const defaultLeaseMs = 30_000;
export const fitBatchSize = 48;
