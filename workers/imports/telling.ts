import type { ImportRow } from '../../db/repositories/imports.ts';
import type { Telling } from '../../db/repositories/notifications.ts';

/** What whoever brought the file is told of its end. */
export function importTelling({ id, kind, createdBy, confirmedBy, validRows }: ImportRow, ending: 'import_done' | 'import_failed'): Telling {
  const values = ending === 'import_done' ? { importKind: kind, rows: validRows ?? 0 } : { importKind: kind };
  return { to: { actor: confirmedBy ?? createdBy }, kind: ending, values, about: ['import', id], by: 'worker' };
}
