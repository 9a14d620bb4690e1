/** Rows of a spreadsheet as reports: header, cells, and the checks of the form. Nothing is stored here. */
export { readCell, normalised, textOf } from './cells.ts';
export { createRowCheck, type CheckedRow, type RowProblem } from './check.ts';
export { lineKey, seatKey } from './decisions.ts';
export type { SheetDictionary, SheetOrganisation } from './dictionary.ts';
export { findHeader, type Header } from './header.ts';
