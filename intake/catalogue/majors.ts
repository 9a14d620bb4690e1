import { level, matching, required } from './cells.ts';
import type { Level } from './cells.ts';
import { majorHeaders } from './headers.ts';
import type { TableLines } from './read.ts';
import { importTable } from './table.ts';
import type { Imported } from './table.ts';

export interface MajorRow {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly categoryCode: string;
  readonly categoryName: string;
  readonly classCode: string;
  readonly className: string;
  /** The printed catalogue the row comes from, such as MOE-VOC-2021; empty where the table does not say. */
  readonly edition: string;
  readonly entry: Readonly<Record<string, string>>;
}

const columns = ['code', 'name', 'level', 'category_code', 'category_name', 'class_code', 'class_name'] as const;

/** The first digit of a major's code belongs to its level: 中职 6 and 7, 高职 4 and 5, 职业本科 2 and 3, 本科 0 and 1. */
const firstDigits: Readonly<Record<Level, string>> = { secondary: '67', associate: '45', vocational_bachelor: '23', bachelor: '01' };

/** Reads a catalogue of majors, vocational or undergraduate. */
export function parseMajors(source: string | TableLines): Imported<MajorRow> {
  return importTable(
    source,
    columns,
    (record) => {
      const code = matching(record, 'code', /^\d{6}(K|T|TK|H)?$/, 'six digits and at most one of the suffixes K, T, TK, H', '六位数字，可带后缀 K、T、TK、H');
      const row = {
        code,
        name: required(record, 'name'),
        level: level(record, 'level'),
        categoryCode: matching(record, 'category_code', /^\d{2}$/, 'two digits', '两位数字'),
        categoryName: required(record, 'category_name'),
        classCode: matching(record, 'class_code', /^\d{4}$/, 'four digits', '四位数字'),
        className: required(record, 'class_name'),
        edition: record.entry.catalog ?? '',
        entry: record.entry,
      };
      if (!firstDigits[row.level].includes(code.slice(0, 1))) {
        record.fail(
          'level',
          `level needs to fit the code's first digit ${code.slice(0, 1)}, got ${JSON.stringify(record.value('level'))}`,
          `level 与代码首位 ${code.slice(0, 1)} 不符，现为“${record.value('level')}”`,
        );
      }
      if (/^\d{2}$/.test(row.categoryCode) && !(code.startsWith(row.classCode) && row.classCode.startsWith(row.categoryCode))) {
        record.fail(
          'class_code',
          `class_code needs to be the first four digits of the code ${code} and to begin with the category ${row.categoryCode}, got ${JSON.stringify(row.classCode)}`,
          `class_code 应为代码 ${code} 的前四位，且以大类 ${row.categoryCode} 开头，现为“${row.classCode}”`,
        );
      }
      return row;
    },
    (row) => row.code,
    majorHeaders,
  );
}
