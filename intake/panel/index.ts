import { matching } from '../catalogue/cells.ts';
import { importTable, type Imported, type TableRecord } from '../catalogue/table.ts';

/** Employees of one occupation in one year, a stock. */
export interface EmploymentRow {
  readonly occupation: string;
  readonly title: string;
  readonly year: number;
  readonly employment: number;
}
/** Graduates of one programme (all schools together) in one school year, a flow; the year is the one it ends in. */
export interface CompletionRow {
  readonly programme: string;
  readonly title: string;
  readonly year: number;
  readonly completions: number;
}
export interface PanelLink {
  readonly programme: string;
  readonly occupation: string;
}

const code = /^\d{2}[.-]\d{4}$/;
const yearOf = (record: TableRecord<'year'>): number => Number(matching(record, 'year', /^(19|20)\d{2}$/, 'a year of four digits'));
const count = (record: TableRecord<'employment'> | TableRecord<'completions'>, column: 'employment' | 'completions'): number =>
  Number(matching(record as TableRecord<typeof column>, column, /^\d+(\.0+)?$/, 'a whole number of persons, 0 or more'));

/** `soc_code,title,year,employment`: one line an occupation and year; an unreported year has no line. */
export function parseEmployment(text: string): Imported<EmploymentRow> {
  return importTable(
    text,
    ['soc_code', 'title', 'year', 'employment'] as const,
    (record): EmploymentRow => ({
      occupation: matching(record, 'soc_code', code, 'a code such as 15-1252'),
      title: record.value('title'),
      year: yearOf(record),
      employment: count(record, 'employment'),
    }),
    (row) => `${row.occupation} ${row.year}`,
  );
}

/** `cip6,title,year,completions`: one line a programme and year. */
export function parseCompletions(text: string): Imported<CompletionRow> {
  return importTable(
    text,
    ['cip6', 'title', 'year', 'completions'] as const,
    (record): CompletionRow => ({
      programme: matching(record, 'cip6', code, 'a code such as 51.3801'),
      title: record.value('title'),
      year: yearOf(record),
      completions: count(record, 'completions'),
    }),
    (row) => `${row.programme} ${row.year}`,
  );
}

/** Codes that say "no match" on either side. */
const unmatched = new Set(['99.9999', '99-9999']);

/** `cip6,soc_code`: which programme leads to which occupation; lines that say "no match" are left out. */
export function parsePanelLinks(text: string): Imported<PanelLink> {
  const { rows, ...faults } = importTable(
    text,
    ['cip6', 'soc_code'] as const,
    (record): PanelLink => ({
      programme: matching(record, 'cip6', code, 'a code such as 51.3801'),
      occupation: matching(record, 'soc_code', code, 'a code such as 15-1252'),
    }),
    (row) => `${row.programme} ${row.occupation}`,
  );
  return { rows: rows.filter((row) => !unmatched.has(row.programme) && !unmatched.has(row.occupation)), ...faults };
}
