import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Principal } from '../../../db/repositories/access.ts';
import { createImportRepository, type ImportRow } from '../../../db/repositories/imports.ts';
import { preflight, SpreadsheetError } from '../../../intake/spreadsheet/index.ts';
import type { ImportKind } from '../../../schemas/sheets/kinds.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError } from '../../errors.ts';
import { createRecorder } from '../../recording.ts';

/** Pieces in which a file is hashed and stored: none of them keeps other requests waiting. */
const pieceBytes = 768 * 1024;
const piecesOf = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, no) => bytes.subarray(no * pieceBytes, (no + 1) * pieceBytes));

async function hashOf(bytes: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (const piece of piecesOf(bytes)) {
    hash.update(piece);
    await setImmediate();
  }
  return hash.digest('hex');
}

/** What the outside of the file shows, as the answer to the upload. */
function checkOutside(bytes: Buffer, filename: string): void {
  try {
    preflight(bytes, filename);
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    throw new ApiError(error.fault === 'too_large' ? 'payload_too_large' : 'invalid', error.said, [{ pointer: '/file', ...error.said }]);
  }
}

export interface Upload {
  readonly kind: ImportKind;
  readonly filename: string;
  readonly bytes: Buffer;
  readonly organisationId: string | null;
}
/** States in which the same file need not be looked at again. */
const standing = new Set<ImportRow['state']>(['checking', 'importing', 'imported', 'undoing']);

/** Takes a file in. The same file of the same reporter is recognised by its content: it is there already, or waits with errors and is checked anew. */
export function createUpload(context: ServerContext) {
  const { db, queue, clock, newId } = context;
  const imports = createImportRepository(db);
  const record = createRecorder(context);

  return async (principal: Principal, { kind, filename, bytes, organisationId }: Upload, requestId: string): Promise<{ id: string; known: boolean }> => {
    checkOutside(bytes, filename);
    const sha256 = await hashOf(bytes);
    const same = await imports.sameFile(sha256, kind, organisationId);
    const earlier = same.find(({ state, errors }) => standing.has(state) || (state === 'checked' && errors === 0));
    if (earlier) return { id: earlier.id, known: true };
    const [id, now] = [newId(), clock()];
    await imports.begin({
      ...{ id, kind, state: 'receiving', organisationId, filename, size: bytes.length, sha256 },
      ...{ createdBy: principal.actor, createdAt: now, requestId },
    });
    for (const [no, piece] of piecesOf(bytes).entries()) {
      await imports.addChunk(id, no, piece.toString('base64'));
      await setImmediate();
    }
    const replaced = same.filter(({ state }) => state === 'checked').map((row) => row.id);
    // without its name, which is free text: the import has it
    const told = { kind, organisationId, size: bytes.length, sha256, ...(replaced.length > 0 ? { replaces: replaced } : {}) };
    await imports.received(id, replaced, record({ actor: principal.actor, requestId }, now, 'upload', ['import', id], told));
    await queue.add('importSheet', { importId: id });
    return { id, known: false };
  };
}
