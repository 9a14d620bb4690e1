import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The full official catalogues, which are not part of the repository: `REFERENCE_DATA`, by default the folder `shared` beside the checkout. */
export const referenceFolder = resolve(import.meta.dirname, '../..', process.env.REFERENCE_DATA ?? '../shared', 'catalogues');

export const hasReferenceData = existsSync(referenceFolder);
export const missingReferenceData = hasReferenceData ? '' : ` (skipped: no full catalogues in ${referenceFolder})`;

export function readCatalogue(name: string): string {
  return readFileSync(resolve(referenceFolder, name), 'utf8');
}
