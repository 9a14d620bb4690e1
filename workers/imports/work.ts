import type { Database } from '../../db/database.ts';
import { createImportFacts } from '../../db/repositories/import-facts.ts';
import type { ImportRow } from '../../db/repositories/imports.ts';
import { sheetKinds } from '../../schemas/sheets/kinds.ts';
import { checkImport } from './check.ts';

/** What the work on an import needs. */
export interface ImportWork {
  readonly db: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
}

async function storeImport({ db, clock, newId }: ImportWork, row: ImportRow): Promise<void> {
  const at = clock();
  const batchId = newId();
  await createImportFacts(db).store(
    row,
    { batchId, idBase: newId(), at, description: `${sheetKinds[row.kind].zh} ${row.filename}` },
    {
      ...{ id: newId(), at, actor: row.confirmedBy ?? row.createdBy, action: 'import', entity: 'batch', entityId: batchId },
      after: { importId: row.id, kind: row.kind, rows: row.validRows ?? 0, sha256: row.sha256, mode: row.mode },
    },
  );
}

async function undoImport({ db, clock, newId }: ImportWork, row: ImportRow): Promise<void> {
  const at = clock();
  await createImportFacts(db).withdraw(row, at, (facts) => ({
    ...{ id: newId(), at, actor: row.undoneBy ?? row.createdBy, action: 'undo', entity: 'batch', entityId: row.batchId ?? '' },
    after: { importId: row.id, facts },
  }));
}

/** Does what an import waits for: checking, putting its facts in, or taking them out. Whoever calls has claimed it. */
export async function workOnImport(work: ImportWork, row: ImportRow): Promise<void> {
  if (row.state === 'checking') await checkImport(work, row);
  else if (row.state === 'importing') await storeImport(work, row);
  else await undoImport(work, row);
}
