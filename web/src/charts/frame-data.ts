import { localeTag, type Locale } from '../format/numbers.ts';

/** A column of the table behind a figure. */
export interface FrameColumn {
  readonly key: string;
  readonly label: string;
  /** Right-aligned and grouped; years and codes are not. */
  readonly numeric?: boolean;
  /** Decimals shown; left out: none, or two where no value of the column reaches 10. */
  readonly digits?: number;
}
export type FrameValue = string | number | null;
export type FrameRow = Readonly<Record<string, FrameValue>>;
/** The run a figure is of. */
export interface FrameRun {
  readonly id: string;
  readonly asOfYear: number;
  readonly finishedAt?: string | null;
}

/** Decimals of a column as it is shown. */
export function digitsOf(column: FrameColumn, rows: readonly FrameRow[]): number {
  if (column.digits !== undefined) return column.digits;
  const values = rows.map((row) => row[column.key]).filter((value): value is number => typeof value === 'number');
  return values.every(Number.isInteger) || values.some((value) => Math.abs(value) >= 10) ? 0 : 2;
}

/** A value as the table shows it; null is a dash. */
export function shownValue(value: FrameValue | undefined, column: FrameColumn, digits: number, locale: Locale): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string' || column.numeric !== true) return String(value);
  const rounded = Number(value.toFixed(digits)) + 0; // without the sum a rounded −0.2 would be −0
  const text = rounded.toLocaleString(localeTag[locale], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.replace('-', '−');
}
