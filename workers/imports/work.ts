import type { Database } from '../../db/database.ts';
import { ConflictError, MissingReferenceError } from '../../db/errors.ts';
import { createImportFacts } from '../../db/repositories/import-facts.ts';
import { createImportRepository, type ImportRow } from '../../db/repositories/imports.ts';
import { sheetKinds } from '../../schemas/sheets/kinds.ts';
import { checkImport } from './check.ts';

/** What the work on an import needs. */
export interface ImportWork {
  readonly db: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
}

const changed = {
  code: 'changed',
  zh: '检查之后目录或单位有变动，未导入任何数据：请重新上传',
  en: 'Catalogue or organisations have changed since the check, nothing was imported: upload it again',
};

async function storeImport({ db, clock, newId }: ImportWork, row: ImportRow): Promise<void> {
  const at = clock();
  const batchId = newId();
  const audit = (action: string, [entity, entityId]: readonly [string, string], after: Record<string, string | number | null>) => ({
    ...{ id: newId(), at, actor: row.confirmedBy ?? row.createdBy, action, entity, entityId, after },
  });
  const { id: importId, kind, sha256, mode, filename } = row;
  const told = audit('import', ['batch', batchId], { importId, kind, rows: row.validRows ?? 0, sha256, mode });
  try {
    await createImportFacts(db).store(row, { batchId, idBase: newId(), at, description: `${sheetKinds[kind].zh} ${filename}` }, told);
  } catch (error) {
    // told here: classes of errors do not pass from thread to thread
    if (!(error instanceof MissingReferenceError || error instanceof ConflictError)) throw error;
    await createImportRepository(db).fail(importId, 'importing', changed, audit('failed', ['import', importId], { error: changed.code }));
  }
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
