/** Why a file is not read any further. */
export const spreadsheetFaults = [
  'empty',
  'too_large',
  'old_or_encrypted',
  'macros',
  'not_a_spreadsheet',
  'extension',
  'damaged',
  'suspicious',
  'encoding',
  'nul',
  'csv',
  'too_many_rows',
  'too_many_columns',
  'no_sheet',
  'header',
] as const;
export type SpreadsheetFault = (typeof spreadsheetFaults)[number];

export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** A file that cannot be taken, and what to do about it. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  readonly fault: SpreadsheetFault;
  readonly said: Said;
  constructor(fault: SpreadsheetFault, zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? undefined : { cause });
    this.fault = fault;
    this.said = { zh, en };
  }
}

/** What was found about the file as a whole that does not stop it. */
export interface Notice extends Said {
  readonly code: 'formulas' | 'hidden_rows' | 'hidden_sheets' | 'merged_cells' | 'other_sheets' | 'encoding' | 'unknown_columns';
}
