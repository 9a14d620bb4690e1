import { ConflictError, FixedYearError, MissingReferenceError } from '../../db/errors.ts';
import { createImportFacts } from '../../db/repositories/import-facts.ts';
import { createImportRepository, type ImportRow } from '../../db/repositories/imports.ts';
import { sheetKinds } from '../../schemas/sheets/kinds.ts';
import { checkImport } from './check.ts';
import { importTelling } from './telling.ts';
import type { ImportWork } from './context.ts';

const changed = {
  code: 'changed',
  zh: '检查之后目录或单位有变动，未导入任何数据：请重新上传',
  en: 'Catalogue or organisations have changed since the check, nothing was imported: upload it again',
};

const fixed = ({ year }: FixedYearError) => ({
  code: 'fixed_year',
  zh: `${year} 年的填报单在检查之后已审核通过或锁定，未导入任何数据：如需更正，请先请审核部门退回`,
  en: `The filing of ${year} was accepted or locked since the check, nothing was imported: to correct it, ask the reviewing office to return it first`,
});

async function storeImport({ db, clock, newId }: ImportWork, row: ImportRow): Promise<void> {
  const at = clock();
  const batchId = newId();
  const audit = (action: string, [entity, entityId]: readonly [string, string], after: Record<string, string | number | null>) => ({
    ...{ id: newId(), at, actor: row.confirmedBy ?? row.createdBy, action, entity, entityId, after },
  });
  const { id: importId, kind, sha256, mode, filename } = row;
  const told = {
    ...audit('import', ['batch', batchId], { importId, kind, rows: row.validRows ?? 0, sha256, mode }),
    tell: [importTelling(row, 'import_done')],
  };
  try {
    await createImportFacts(db).store(row, { batchId, idBase: newId(), at, description: `${sheetKinds[kind].zh} ${filename}` }, told);
  } catch (error) {
    // told here: classes of errors do not pass from thread to thread
    const why = error instanceof FixedYearError ? fixed(error) : error instanceof MissingReferenceError || error instanceof ConflictError ? changed : undefined;
    if (!why) throw error;
    const failed = { ...audit('failed', ['import', importId], { error: why.code }), tell: [importTelling(row, 'import_failed')] };
    await createImportRepository(db).fail(importId, 'importing', why, failed);
  }
}

async function undoImport({ db, clock, newId }: ImportWork, row: ImportRow): Promise<void> {
  const at = clock();
  const audit = (facts: number) => ({
    ...{ id: newId(), at, actor: row.undoneBy ?? row.createdBy, action: 'undo', entity: 'batch', entityId: row.batchId ?? '' },
    after: { importId: row.id, facts },
  });
  try {
    await createImportFacts(db).withdraw(row, { at, newId }, audit);
  } catch (error) {
    if (!(error instanceof MissingReferenceError || error instanceof ConflictError)) throw error;
    const kept = { id: newId(), at, actor: 'worker', action: 'undo_failed', entity: 'import', entityId: row.id, after: { error: changed.code } };
    await createImportRepository(db).keep(row.id, kept);
  }
}

/** Does what an import waits for: checking, putting its facts in, or taking them out. Whoever calls has claimed it. */
export async function workOnImport(work: ImportWork, row: ImportRow): Promise<void> {
  if (row.state === 'checking') await checkImport(work, row);
  else if (row.state === 'importing') await storeImport(work, row);
  else await undoImport(work, row);
}
