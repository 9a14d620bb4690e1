import { matching, required } from './cells.ts';
import { treeHeaders } from './headers.ts';
import type { TableLines } from './read.ts';
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

interface Shape {
  readonly pattern: RegExp;
  readonly needs: string;
  readonly zh: string;
  readonly levels: RegExp;
}

function parseTree(source: string | TableLines, { pattern, needs, zh, levels }: Shape): Imported<TreeRow> {
  const lines = new Map<string, number>();
  const { rows, errors, repeated } = importTable(
    source,
    columns,
    (record) => {
      const code = matching(record, 'code', pattern, needs, zh);
      const level = Number(matching(record, 'level', levels, `a level that matches ${levels.source}`, `符合 ${levels.source} 的层级`));
      const parent = record.value('parent_code');
      if (level > 1 && parent === '') record.fail('parent_code', `parent_code of ${code} needs a code, got none`, `${code} 缺少上级代码`);
      lines.set(code, record.line);
      return { code, name: required(record, 'name'), level, parentCode: parent === '' ? null : parent, entry: record.entry };
    },
    (row) => row.code,
    treeHeaders,
  );
  const codes = new Set(rows.map((row) => row.code));
  const orphans = rows.filter((row) => row.parentCode !== null && !codes.has(row.parentCode));
  const missing = orphans.map(({ code, parentCode }): RowError => ({
    line: lines.get(code) ?? 1,
    column: 'parent_code',
    value: parentCode ?? '',
    message: `parent_code of ${code} needs a row of its own, got ${JSON.stringify(parentCode)}`,
    zh: `${code} 的上级 ${parentCode ?? ''} 不在文件中，请补上该行或改正 parent_code`,
  }));
  return { rows: rows.filter((row) => !orphans.includes(row)), errors: [...errors, ...missing], repeated };
}

/** Reads GB/T 4754: sections by letter, divisions, groups and classes by two, three and four digits. */
export function parseIndustries(source: string | TableLines): Imported<TreeRow> {
  return parseTree(source, { pattern: /^([A-Z]|\d{2,4})$/, needs: 'one letter or two to four digits', zh: '一个字母或二至四位数字', levels: /^[1-4]$/ });
}

/** Reads the administrative divisions: province, prefecture and county. */
export function parseRegions(source: string | TableLines): Imported<TreeRow> {
  return parseTree(source, { pattern: /^\d{6}$/, needs: 'six digits', zh: '六位数字', levels: /^[1-3]$/ });
}
