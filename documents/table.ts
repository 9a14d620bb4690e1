export type Language = 'zh' | 'en';
export type CellValue = string | number | boolean | null;
/** How a number is shown in a sheet: whole, with two decimals, or as a year (never grouped by thousands). Text, codes among it, is always text. */
export type NumberFormat = 'whole' | 'two' | 'four' | 'year';

/** A column of a table that is given as a file: the English title is stable, the Chinese one comes with Accept-Language. Units stand in titles. */
export interface TableColumn<T> {
  readonly title: string;
  readonly zh: string;
  readonly value: (row: T, language: Language) => CellValue;
  readonly format?: NumberFormat;
}
/** A table as it is written to CSV and to spreadsheets. */
export interface Table<T> {
  /** Name of the file, without ending. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly columns: readonly TableColumn<T>[];
  /** Whether a row is made of simulated data; the file then says so. */
  readonly simulated?: (row: T) => boolean;
}

/** Numbers with at most so many decimals, nothing for nothing. */
export const rounded = (value: number | null, decimals = 2): number | null => (value === null ? null : Math.round(value * 10 ** decimals) / 10 ** decimals);
export const titleOf = <T>({ title, zh }: TableColumn<T>, language: Language): string => (language === 'zh' ? zh : title);
