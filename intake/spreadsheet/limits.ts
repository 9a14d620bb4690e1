/** How large a file may be. Bytes and counts; a test may ask for less. */
export interface SpreadsheetLimits {
  readonly xlsxBytes: number;
  readonly csvBytes: number;
  /** Of one part of the package, and of all of them, unpacked. */
  readonly partBytes: number;
  readonly totalBytes: number;
  readonly entries: number;
  /** Unpacked to packed, of parts above a megabyte. */
  readonly ratio: number;
  readonly xlsxRows: number;
  readonly csvRows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cellLength: number;
}
const megabyte = 1_048_576;
export const spreadsheetLimits: SpreadsheetLimits = {
  xlsxBytes: 20 * megabyte,
  csvBytes: 100 * megabyte,
  partBytes: 256 * megabyte,
  totalBytes: 320 * megabyte,
  entries: 1_000,
  ratio: 200,
  xlsxRows: 200_000,
  csvRows: 1_000_000,
  columns: 100,
  cellLength: 32_767,
};
