import { writeSheetBook, type SheetBook } from '../../documents/sheet-book.ts';

/** Templates with long dictionaries and returned copies take longer to write than a request may hold others up. */
export const sheetBook = (task: SheetBook): Promise<Uint8Array> => writeSheetBook(task);
