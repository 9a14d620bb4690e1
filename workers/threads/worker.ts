/** Entry of every worker thread: the functions the pool calls by name. */
export { assemble } from './assemble.ts';
export { fit } from './fit.ts';
export { checkPlacement, closePlacement } from './placement.ts';
export { sheetBook } from './sheet-book.ts';
export { workbook } from './workbook.ts';
export { word } from './word.ts';
