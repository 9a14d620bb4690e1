import { matching, required } from './cells.ts';
import { importTable } from './table.ts';
import type { Imported, RowError } from './table.ts';

/** An entry of a catalogue in which every entry but the topmost has a parent. */
export interface TreeRow {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly parentCode: string | null;
  readonly entry: Readonly<Record<string, string>>;
}

const columns = ['code', 'name', 'parent_code', 'level'] as const;

function parseTree(text: string, pattern: RegExp, needs: string, levels: RegExp): Imported<TreeRow> {
  const lines = new Map<string, number>();
  const { rows, errors } = importTable(
    text,
    columns,
    (record) => {
      const code = matching(record, 'code', pattern, needs);
      const level = Number(matching(record, 'level', levels, `a level that matches ${levels.source}`));
      const parent = record.value('parent_code');
      if (level > 1 && parent === '') record.fail('parent_code', `parent_code of ${code} needs a code, got none`);
      lines.set(code, record.line);
      return { code, name: required(record, 'name'), level, parentCode: parent === '' ? null : parent, entry: record.entry };
    },
    (row) => row.code,
  );
  const codes = new Set(rows.map((row) => row.code));
  const orphans = rows.filter((row) => row.parentCode !== null && !codes.has(row.parentCode));
  const missing = orphans.map(({ code, parentCode }): RowError => ({
    line: lines.get(code) ?? 1,
    column: 'parent_code',
    value: parentCode ?? '',
    message: `parent_code of ${code} needs a row of its own, got ${JSON.stringify(parentCode)}`,
  }));
  return { rows: rows.filter((row) => !orphans.includes(row)), errors: [...errors, ...missing] };
}

/** Reads GB/T 4754: sections by letter, divisions, groups and classes by two, three and four digits. */
export function parseIndustries(text: string): Imported<TreeRow> {
  return parseTree(text, /^([A-Z]|\d{2,4})$/, 'one letter or two to four digits', /^[1-4]$/);
}

/** Reads the administrative divisions: province, prefecture and county. */
export function parseRegions(text: string): Imported<TreeRow> {
  return parseTree(text, /^\d{6}$/, 'six digits', /^[1-3]$/);
}
