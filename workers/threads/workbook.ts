import type { Workbook } from '../../documents/workbook.ts';
import { writeWorkbook } from '../../documents/xlsx.ts';

/** A spreadsheet of a few thousand rows takes longer to write than a request may hold others up. */
export const workbook = (task: Workbook): Promise<Uint8Array> => writeWorkbook(task);
