import type { OfficialDocument } from '../../documents/word/blocks.ts';
import { officialDocument } from '../../documents/word/official.ts';

/** A document with pictures takes longer to write than a request may hold others up. */
export const word = (task: OfficialDocument): Promise<Uint8Array> => officialDocument(task);
