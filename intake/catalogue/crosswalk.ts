import { level, matching } from './cells.ts';
import type { Level } from './cells.ts';
import { crosswalkHeaders } from './headers.ts';
import type { TableLines } from './read.ts';
import { importTable } from './table.ts';
import type { Imported, RowError } from './table.ts';

/** One official link from a major to a 小类 (three parts) or a 职业 (four parts). */
export interface LinkRow {
  readonly line: number;
  readonly majorCode: string;
  readonly level: Level;
  readonly occupationCode: string;
  readonly depth: 3 | 4;
  readonly entry: Readonly<Record<string, string>>;
}

const columns = ['major_code', 'level', 'occupation_code'] as const;

/** Reads the links of a crosswalk; whether both ends exist is for `resolveLinks` to say. */
export function parseCrosswalk(source: string | TableLines): Imported<LinkRow> {
  return importTable(
    source,
    columns,
    (record): LinkRow => {
      const occupationCode = matching(
        record,
        'occupation_code',
        /^\d-\d{2}-\d{2}(-\d{2})?$/,
        'three or four parts such as 2-02-38 or 2-02-38-01',
        '三段或四段代码，如 2-02-38 或 2-02-38-01',
      );
      const depth = occupationCode.split('-').length;
      const printed = record.entry.occupation_depth;
      if (printed !== undefined && printed !== String(depth))
        record.fail(
          'occupation_depth',
          `occupation_depth needs to be the number of parts of ${occupationCode}, got ${JSON.stringify(printed)}`,
          `occupation_depth 应为 ${occupationCode} 的段数，现为“${printed}”`,
        );
      return {
        line: record.line,
        majorCode: matching(
          record,
          'major_code',
          /^\d{6}(K|T|TK|H)?$/,
          'six digits and at most one of the suffixes K, T, TK, H',
          '六位数字，可带后缀 K、T、TK、H',
        ),
        level: level(record, 'level'),
        occupationCode,
        depth: depth === 3 ? 3 : 4,
        entry: record.entry,
      };
    },
    (row) => `${row.majorCode} ${row.occupationCode}`,
    crosswalkHeaders,
  );
}

interface Known {
  readonly majors: Iterable<{ readonly code: string }>;
  readonly occupations: Iterable<{ readonly code: string }>;
}

/**
 * Keeps the links whose ends both exist. A three-part code without a 小类 row of its own stands for the only 职业 below it, `…-00`; where a
 * major then links to that 职业 twice, the link counts once.
 */
export function resolveLinks(links: readonly LinkRow[], known: Known): Imported<LinkRow> {
  const majors = new Set(Array.from(known.majors, (major) => major.code));
  const occupations = new Set(Array.from(known.occupations, (occupation) => occupation.code));
  const rows = new Map<string, LinkRow>();
  const errors: RowError[] = [];
  for (const link of links) {
    const code = occupations.has(link.occupationCode) || link.depth === 4 ? link.occupationCode : `${link.occupationCode}-00`;
    const fail = (column: string, value: string): void =>
      void errors.push({
        ...{ line: link.line, column, value },
        ...{ message: `${column} needs to be in the catalogue, got ${JSON.stringify(value)}`, zh: `${column} ${value} 不在现行目录中，此对应关系略去` },
      });
    if (!majors.has(link.majorCode)) fail('major_code', link.majorCode);
    else if (!occupations.has(code)) fail('occupation_code', link.occupationCode);
    else if (!rows.has(`${link.majorCode} ${code}`)) {
      rows.set(`${link.majorCode} ${code}`, { ...link, occupationCode: code, depth: code === link.occupationCode ? link.depth : 4 });
    }
  }
  return { rows: [...rows.values()], errors, repeated: [] };
}
