import { level, matching, required } from './cells.ts';
import type { Level } from './cells.ts';
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
  /** The printed catalogue the row comes from, such as MOE-VOC-2021. */
  readonly edition: string;
  readonly entry: Readonly<Record<string, string>>;
}

const columns = ['code', 'name', 'level', 'category_code', 'category_name', 'class_code', 'class_name', 'catalog'] as const;

/** The first digit of a major's code belongs to its level: 中职 6 and 7, 高职 4 and 5, 职业本科 2 and 3, 本科 0 and 1. */
const firstDigits: Readonly<Record<Level, string>> = { secondary: '67', associate: '45', vocational_bachelor: '23', bachelor: '01' };

/** Reads a catalogue of majors, vocational or undergraduate. */
export function parseMajors(text: string): Imported<MajorRow> {
  return importTable(
    text,
    columns,
    (record) => {
      const code = matching(record, 'code', /^\d{6}(K|T|TK|H)?$/, 'six digits and at most one of the suffixes K, T, TK, H');
      const row = {
        code,
        name: required(record, 'name'),
        level: level(record, 'level'),
        categoryCode: matching(record, 'category_code', /^\d{2}$/, 'two digits'),
        categoryName: required(record, 'category_name'),
        classCode: matching(record, 'class_code', /^\d{4}$/, 'four digits'),
        className: required(record, 'class_name'),
        edition: required(record, 'catalog'),
        entry: record.entry,
      };
      if (!firstDigits[row.level].includes(code.slice(0, 1))) {
        record.fail('level', `level needs to fit the code's first digit ${code.slice(0, 1)}, got ${JSON.stringify(record.value('level'))}`);
      }
      return row;
    },
    (row) => row.code,
  );
}
