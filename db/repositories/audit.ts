import { run, type Database, type Executor } from '../database.ts';
import type { Json } from '../schema/runs.ts';

export interface AuditRecord {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before?: Json;
  readonly after?: Json;
  readonly requestId?: string;
}

/** Adds an audit row inside the transaction of the change it records. */
export function* auditStep(db: Database, tx: Executor, record: AuditRecord) {
  yield* run(tx.insert(db.schema.auditEntries).values(record));
}
