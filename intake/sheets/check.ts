import { Compile } from 'typebox/compile';
import type { SheetColumn } from '../../schemas/sheets/columns.ts';
import { isRequired, type SheetKind } from '../../schemas/sheets/kinds.ts';
import type { ReportFault } from '../../schemas/report-faults.ts';
import { wordsOf } from '../../schemas/validation-words.ts';
import { letterOf, type SheetRow } from '../spreadsheet/index.ts';
import { normalised, readCell, textOf } from './cells.ts';
import type { SheetDictionary, SheetOrganisation } from './dictionary.ts';
import { examine } from './domain.ts';
import type { Header, PlacedColumn } from './header.ts';
import { suggestionFor } from './suggestions.ts';

/** Something a row says that cannot be taken, or that should be looked at. */
export interface RowProblem {
  readonly severity: 'error' | 'warning';
  readonly field: string;
  /** Header of the column in the template. */
  readonly column: string;
  /** Such as B4; null where the column is not in the file. */
  readonly cell: string | null;
  readonly value: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}
export interface CheckedRow {
  /** As the spreadsheet program numbers it. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly valid: boolean;
  readonly problems: readonly RowProblem[];
  /** The report as its POST would take it; null where it would not. */
  readonly report: Readonly<Record<string, unknown>> | null;
  readonly organisation: SheetOrganisation | null;
  readonly programmeId: string | null;
}
const shownLength = 80;
/** Whose row it is where rows name no organisation. */
const nobody: SheetOrganisation = { id: '', name: '' };

/** Puts a value at a path such as `education.bachelor` or `enrolled.0`. */
function place(report: Record<string, unknown>, field: string, value: unknown): void {
  const [top = '', part] = field.split('.');
  if (part === undefined) report[top] = value;
  else if (/^\d+$/.test(part)) ((report[top] ??= []) as unknown[])[Number(part)] = value;
  else ((report[top] ??= {}) as Record<string, unknown>)[part] = value;
}

/**
 * Makes the check of one file's rows: cells are read, then the schema of the POST body and the checks of its form look at the report.
 *
 * @returns a function of one row; it remembers keys, so that a row that says again what another said is marked
 */
export function createRowCheck(kind: SheetKind, header: Header, dictionary: SheetDictionary, computed: (row: number, column: number) => boolean) {
  const validator = Compile(kind.schema);
  const placed = new Map<string, PlacedColumn>(header.columns.map((entry) => [entry.column.field, entry]));
  const byAdministrator = dictionary.own === null;
  const required = kind.columns.filter((column) => isRequired(kind, column, byAdministrator) && column.reading !== 'organisation');
  const named = kind.columns.some(({ reading }) => reading === 'organisation');
  const seen = new Map<string, number>();
  const columnAt = (pointer: string): SheetColumn | undefined => {
    const path = pointer.slice(1).replaceAll('/', '.');
    return kind.columns.find(({ field }) => field === path) ?? kind.columns.find(({ field }) => field.split('.')[0] === path.split('.')[0]);
  };

  return ({ number, cells }: SheetRow): CheckedRow => {
    const problems: RowProblem[] = [];
    const faulty = new Set<string>();
    const cellOf = (field: string): string => {
      const at = placed.get(field);
      return at ? textOf(cells[at.index] ?? null) : '';
    };
    const tell = (severity: RowProblem['severity'], field: string, code: string, said: { readonly zh: string; readonly en: string }) => {
      const at = placed.get(field);
      const column = at?.column ?? kind.columns.find((candidate) => candidate.field === field);
      if (severity === 'error') faulty.add(field);
      const value = cellOf(field);
      // a job that has a name but no code is told the codes it may have
      const hint = severity === 'error' ? suggestionFor(field, field === 'occupationCode' && value === '' ? cellOf('jobTitle') : value, dictionary) : undefined;
      problems.push({
        ...{ severity, field, column: column?.zh ?? field, cell: at ? `${letterOf(at.index)}${number}` : null, value: value.slice(0, shownLength), code },
        ...{ zh: hint ? `${said.zh}；${hint.zh}` : said.zh, en: hint ? `${said.en}; ${hint.en}` : said.en },
      });
    };

    const report: Record<string, unknown> = {};
    let said: string | undefined;
    for (const { column, index } of header.columns) {
      const { value, fault, warning } = readCell(cells[index] ?? null, column);
      if (fault) tell('error', column.field, fault.code, fault);
      if (warning) tell('warning', column.field, warning.code, warning);
      if (value === undefined) continue;
      if (column.reading === 'organisation') said = textOf(cells[index] ?? null);
      else place(report, column.field, value);
      if (computed(number, index)) tell('warning', column.field, 'formula', { zh: '公式：按缓存的结果读取', en: 'a formula: its stored result was read' });
    }
    for (const column of required) {
      const { field } = column;
      const [top = '', part] = field.split('.');
      const missing = part === undefined ? report[top] === undefined : (report[top] as unknown[] | undefined)?.[Number(part)] === undefined;
      if (missing && !faulty.has(field)) tell('error', field, 'required', { zh: `缺少必填字段“${column.zh}”`, en: `field “${column.en}” is required` });
    }
    fillHoles(report, (field) => {
      tell('error', field, 'required', { zh: '中间的年级不能空缺', en: 'grades between may not be left out' });
    });

    const organisation = named
      ? reporterOf(said, dictionary, (code, words) => {
          tell('error', 'organisation', code, words);
        })
      : nobody;
    if (!validator.Check(report)) {
      for (const { instancePath, keyword, params, message } of validator.Errors(report)) {
        const column = columnAt(instancePath);
        if (keyword === 'required' || !column || faulty.has(column.field)) continue;
        tell('error', column.field, keyword, wordsOf(keyword, params, message));
      }
      // whatever no column answers for, so that no row is refused without a word
      if (faulty.size === 0) tell('error', required[0]?.field ?? 'year', 'invalid', { zh: '这一行不完整', en: 'the row is not complete' });
    }
    let programmeId: string | null = null;
    let resolved: Readonly<Record<string, string>> | undefined;
    if (faulty.size === 0 && organisation) {
      const examined = examine(kind.kind, report, organisation, dictionary);
      ({ programmeId } = examined);
      resolved = examined.resolved;
      for (const fault of examined.faults) tellFault(fault);
      for (const { pointer, zh, en } of examined.faults.length === 0 ? (examined.doubts ?? []) : []) tell('warning', columnAt(pointer)?.field ?? pointer.slice(1), 'unusual', { zh: `${zh}：请核对`, en: `${en}: look at it once more` }); // prettier-ignore
    }
    function tellFault({ pointer, zh, en }: ReportFault): void {
      tell('error', columnAt(pointer)?.field ?? pointer.slice(1), 'not_accepted', { zh, en });
    }
    for (const field of faulty.size === 0 ? (kind.once ?? []) : []) {
      const value = resolved?.[field] ?? report[field];
      if (typeof value !== 'string') continue;
      const key = `${field}|${normalised(value)}`;
      const before = seen.get(key);
      if (before !== undefined) tell('error', field, 'repeated', { zh: `第 ${before} 行已有`, en: `stands in row ${before} already` });
      else seen.set(key, number);
    }
    const valid = faulty.size === 0;
    if (valid && organisation && kind.key.length > 0) {
      const key = kind.key.map((field) => (field === 'organisation' ? organisation.id : String(report[field]))).join('|');
      const before = seen.get(key);
      if (before !== undefined)
        tell('warning', kind.key.find((field) => field !== 'organisation') ?? 'organisation', 'repeated', { zh: `与第 ${before} 行说的是同一件事，以后一行为准`, en: `says the same thing as row ${before}; the later row counts` }); // prettier-ignore
      seen.set(key, number);
    }
    return {
      row: number,
      cells: cells.map(textOf),
      valid,
      problems,
      report: valid ? { ...report, ...resolved } : null,
      organisation: valid && named ? organisation : null,
      programmeId,
    };
  };
}

/** A list with a blank between two values is told as such; trailing blanks are not there. */
function fillHoles(report: Readonly<Record<string, unknown>>, tell: (field: string) => void): void {
  for (const [top, value] of Object.entries(report)) if (Array.isArray(value)) for (let i = 1; i < value.length; i++) if (!(i in value)) tell(`${top}.${i}`);
}

function reporterOf(named: string | undefined, { own, organisations }: SheetDictionary, tell: (code: string, said: { zh: string; en: string }) => void) {
  const name = normalised(named ?? '');
  const found = organisations.get(name) ?? organisations.get(name.toUpperCase());
  if (own !== null) {
    if (named === undefined || found?.id === own.id) return own;
    tell('not_own', { zh: '只能为本单位填报：请清空此格', en: 'Reports are for the own organisation only: leave this cell empty' });
    return null;
  }
  if (found) return found;
  if (named === undefined) tell('required', { zh: '管理员填报时必须指明单位', en: 'the organisation is required for administrators' });
  else
    tell('unknown_organisation', { zh: `没有此单位：${named.slice(0, 40)}`, en: `no organisation of this kind has this code or name: ${named.slice(0, 40)}` });
  return null;
}
