import type { Notice } from './errors.ts';

/** A cell as the file holds it. Dates are instants whose UTC day is meant. */
export type RawCell = string | number | boolean | Date | null;
export interface SheetRow {
  /** As the spreadsheet program numbers it: 1 is the first. */
  readonly number: number;
  readonly cells: readonly RawCell[];
}
/** The one sheet that is read of a file. Rows can be walked through once; the notices are complete when they are. */
export interface Sheet {
  /** Empty for a CSV. */
  readonly name: string;
  readonly rows: AsyncIterable<SheetRow>;
  readonly notices: readonly Notice[];
  /** A: whether the value of a cell was computed by a formula. Row and column as in `SheetRow`, the column from 0. */
  readonly computed: (row: number, column: number) => boolean;
}
/** 0 → A, 26 → AA. */
export const letterOf = (index: number): string => (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
