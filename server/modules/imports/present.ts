import type { ImportRow } from '../../../db/repositories/imports.ts';
import type { Table } from '../../../documents/table.ts';
import type { RowProblem } from '../../../intake/sheets/index.ts';
import type { Import, ImportProblem } from '../../../schemas/imports.ts';
import { sheetKinds } from '../../../schemas/sheets/kinds.ts';
import type { Language } from '../../problems.ts';

interface Told {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}
const inLanguage = ({ code, zh, en }: Told, language: Language) => ({ code, message: language === 'zh' ? zh : en });
const moment = (at: Date | null) => at?.toISOString() ?? null;

export function presentImport({ row, organisationName }: { readonly row: ImportRow; readonly organisationName: string | null }, language: Language): Import {
  const { id, kind, state, organisationId, filename, size, sha256, createdBy, sheet, rows, validRows, warnings, errors } = row;
  const { mode, confirmedBy, batchId, importedRows, undoneBy } = row;
  return {
    ...{ id, kind, state, organisationId, organisationName, filename, size, sha256, createdBy, createdAt: row.createdAt.toISOString() },
    ...{ sheet, rows, valid: validRows, invalid: rows === null || validRows === null ? null : rows - validRows, warnings, errors },
    notices: ((row.notices ?? []) as unknown as readonly Told[]).map((notice) => inLanguage(notice, language)),
    failure: row.failure === null ? null : inLanguage(row.failure as unknown as Told, language),
    ...{ checkedAt: moment(row.checkedAt), mode, confirmedBy, confirmedAt: moment(row.confirmedAt) },
    ...{ batchId, importedRows, importedAt: moment(row.importedAt), undoneBy, undoneAt: moment(row.undoneAt) },
  };
}

export function presentProblem({ kind, sheet }: Pick<ImportRow, 'kind' | 'sheet'>, row: number, problem: RowProblem, language: Language): ImportProblem {
  const { field, column, cell, value, severity } = problem;
  const named = sheetKinds[kind].columns.find((candidate) => candidate.field === field);
  const title = language === 'en' ? (named?.en ?? column) : column;
  return { ...{ sheet: sheet ?? '', row, column: title, field, cell, value, severity }, ...inLanguage(problem, language) };
}

export const problemTable: Table<ImportProblem> = {
  ...{ name: 'import-problems', zh: '导入问题', en: 'Import problems' },
  columns: [
    { title: 'sheet', zh: '工作表', value: (row) => row.sheet },
    { title: 'row', zh: '行', value: (row) => row.row, format: 'year' },
    { title: 'cell', zh: '单元格', value: (row) => row.cell },
    { title: 'column', zh: '列', value: (row) => row.column },
    { title: 'value', zh: '值', value: (row) => row.value },
    { title: 'severity', zh: '性质', value: (row, language) => (language === 'en' ? row.severity : row.severity === 'error' ? '错误' : '提示') },
    { title: 'code', zh: '代码', value: (row) => row.code },
    { title: 'message', zh: '怎么办', value: (row) => row.message },
  ],
};
