/** Spreadsheets and CSV from people who may mean harm: outside first, then rows. Pure reading; what the columns mean is known elsewhere. */
import { openCsv } from './csv.ts';
import { spreadsheetLimits } from './limits.ts';
import { preflight } from './preflight.ts';
import type { Sheet } from './sheet.ts';
import { openXlsx } from './xlsx.ts';

export { SpreadsheetError, spreadsheetFaults, type Notice, type Said, type SpreadsheetFault } from './errors.ts';
export { spreadsheetLimits, type SpreadsheetLimits } from './limits.ts';
export { preflight } from './preflight.ts';
export { letterOf, type RawCell, type Sheet, type SheetRow } from './sheet.ts';

/**
 * Opens the sheet of a file that holds rows.
 *
 * @param filename as it was uploaded
 * @param skip names of sheets that hold no data: dictionaries and explanations of templates
 * @throws SpreadsheetError, here or while rows are read
 */
export async function openSpreadsheet(
  bytes: Buffer,
  filename: string,
  { limits = spreadsheetLimits, skip = new Set<string>() }: { limits?: typeof spreadsheetLimits; skip?: ReadonlySet<string> } = {},
): Promise<Sheet> {
  const { format, entries } = preflight(bytes, filename, limits);
  return format === 'xlsx' ? openXlsx(bytes, entries, limits, skip) : openCsv(bytes, limits);
}
