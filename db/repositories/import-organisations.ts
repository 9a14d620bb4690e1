import { and, asc, eq, inArray } from 'drizzle-orm';
import type { OrganisationRow } from '../../schemas/office-rows.ts';
import { chunks, run, type Database, type Executor, type Steps } from '../database.ts';
import { ConflictError } from '../errors.ts';
import { wouldSucceed } from '../rehearsal.ts';
import type { ImportRow } from './imports.ts';

type Entry = OrganisationRow & { readonly regionCode: string; readonly chainId?: string; readonly simulated?: string };
/** Of the batch and the row: so that a batch that is taken back knows its organisations. */
const idOf = (batchId: string, row: number) => `${batchId.slice(0, 24)}${row.toString(16).padStart(12, '0')}`;
const idsTogether = 1_000;

function* rowsOf(db: Database, tx: Executor, importId: string) {
  const { importRows } = db.schema;
  return yield* run(
    tx
      .select({ row: importRows.row, report: importRows.report })
      .from(importRows)
      .where(and(eq(importRows.importId, importId), eq(importRows.valid, true)))
      .orderBy(asc(importRows.row)),
  );
}

/** Enters the organisations of a sheet. Who brings them is an administrator, so they are verified. */
export function* storeOrganisations(db: Database, tx: Executor, { id }: ImportRow, batch: { readonly batchId: string; readonly at: Date }): Steps<void> {
  const { organisations } = db.schema;
  const rows = (yield* rowsOf(db, tx, id)).map(({ row, report }) => {
    const { kind, name, creditCode, regionCode, level, ownership, sizeClass, chainId, simulated } = report as unknown as Entry;
    return {
      ...{ id: idOf(batch.batchId, row), kind, name, creditCode: creditCode ?? null, regionCode, level: level ?? null, sizeClass: sizeClass ?? null },
      ...{ chainId: chainId ?? null, contact: null, ownership: ownership ?? (kind === 'enterprise' ? ('private' as const) : ('public' as const)) },
      ...{ status: 'verified' as const, statusAt: batch.at, simulated: simulated === 'yes', source: 'spreadsheet', createdAt: batch.at },
    };
  });
  for (const some of chunks(organisations, rows)) yield* run(tx.insert(organisations).values(some));
}

/**
 * Takes the organisations of a batch out again.
 *
 * @returns organisations taken out
 * @throws ConflictError where one was changed since, MissingReferenceError where something belongs to one: nothing is changed then
 */
export function* withdrawOrganisations(db: Database, tx: Executor, { id, batchId }: Pick<ImportRow, 'id' | 'batchId'>): Steps<number> {
  const { organisations } = db.schema;
  const ids = (yield* rowsOf(db, tx, id)).map(({ row }) => idOf(batchId ?? '', row));
  let gone = 0;
  for (let at = 0; at < ids.length; at += idsTogether) {
    const some = ids.slice(at, at + idsTogether);
    gone += (yield* run(
      tx
        .delete(organisations)
        .where(and(inArray(organisations.id, some), eq(organisations.version, 1)))
        .returning({ id: organisations.id }),
    )).length;
  }
  if (gone !== ids.length) throw new ConflictError('organisations need to be as the sheet left them, one was changed since');
  return gone;
}

/** Whether a batch of organisations can still be taken back. */
export const canWithdrawOrganisations = (db: Database, row: Pick<ImportRow, 'id' | 'batchId'>): Promise<boolean> =>
  wouldSucceed(db, (tx) => withdrawOrganisations(db, tx, row));
