import { matching, required } from './cells.ts';
import { occupationHeaders } from './headers.ts';
import type { TableLines } from './read.ts';
import { importTable } from './table.ts';
import type { Imported } from './table.ts';

export interface OccupationRow {
  readonly code: string;
  readonly name: string;
  /** 3 a 小类 (three parts), 4 a 职业 (four parts). */
  readonly depth: 3 | 4;
  readonly groupCode: string;
  /** The 小类 of a 职业; null where the catalogue prints no row for it (its only 职业 then ends in -00). */
  readonly parentCode: string | null;
  readonly digital: boolean;
  readonly green: boolean;
  readonly entry: Readonly<Record<string, string>>;
}

const columns = ['code', 'level', 'name', 'digital', 'green'] as const;

/**
 * Reads the catalogue of occupations; 大类 and 中类 rows (levels 1 and 2) are left out. A 小类 is printed as `2-02-38-00` and becomes `2-02-38`;
 * a 职业 keeps its four parts, `-00` included.
 */
export function parseOccupations(source: string | TableLines): Imported<OccupationRow> {
  const { rows, errors, repeated } = importTable(
    source,
    columns,
    (record) => {
      const printed = matching(record, 'code', /^\d-\d{2}-\d{2}-\d{2}$/, 'four parts such as 2-02-38-01', '四段代码，如 2-02-38-01');
      const level = matching(record, 'level', /^[1-4]$/, 'a level from 1 to 4', '1 至 4 的层级');
      if (level === '3' && !printed.endsWith('-00'))
        record.fail('code', `code of a 小类 needs to end in -00, got ${JSON.stringify(printed)}`, `小类代码应以 -00 结尾，现为“${printed}”`);
      return {
        level,
        code: level === '3' ? printed.slice(0, -3) : printed,
        name: required(record, 'name'),
        digital: matching(record, 'digital', /^[01]$/, '0 or 1', ' 0 或 1') === '1',
        green: matching(record, 'green', /^[01]$/, '0 or 1', ' 0 或 1') === '1',
        entry: record.entry,
      };
    },
    (row) => row.code,
    occupationHeaders,
  );
  const kept = rows.filter((row) => row.level === '3' || row.level === '4');
  const groups = new Set(kept.filter((row) => row.level === '3').map((row) => row.code));
  return {
    errors,
    repeated,
    rows: kept.map(({ level, ...row }) => {
      const parent = row.code.slice(0, 7);
      return { ...row, depth: level === '3' ? 3 : 4, groupCode: row.code.slice(0, 4), parentCode: level === '4' && groups.has(parent) ? parent : null };
    }),
  };
}
