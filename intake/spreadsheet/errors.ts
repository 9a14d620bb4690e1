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

const saveAgain = ['请在表格软件中打开、另存为新的 .xlsx 后重新上传', 'open it in a spreadsheet program, save it as a new .xlsx and upload that'] as const;
/** A file that is cut off or broken. */
export const damagedFile = (detail: string, cause?: unknown) =>
  new SpreadsheetError('damaged', `文件不完整或已损坏：${saveAgain[0]}`, `The file is cut off or damaged: ${saveAgain[1]} (${detail})`, cause);
/** A file that could do harm: it is not read, and what it means can be sent otherwise. */
export const suspiciousFile = (zh: string, en: string, cause?: unknown) =>
  new SpreadsheetError('suspicious', `${zh}，不予读取：${saveAgain[0]}`, `${en}, so it is not read: ${saveAgain[1]}`, cause);

/** What was found about the file as a whole that does not stop it. */
export interface Notice extends Said {
  readonly code: 'formulas' | 'hidden_rows' | 'hidden_sheets' | 'merged_cells' | 'other_sheets' | 'encoding' | 'unknown_columns';
}
