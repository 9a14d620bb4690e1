import type { levels } from '../../schemas/vocabulary.ts';
import type { TableRecord } from './table.ts';

export type Level = (typeof levels)[number];

/** Levels in the words of the published tables, of this platform and of Chinese catalogues. */
const levelNames: Readonly<Record<string, Level>> = {
  ...{ secondary: 'secondary', higher_vocational: 'associate', vocational_bachelor: 'vocational_bachelor', undergraduate: 'bachelor' },
  ...{ associate: 'associate', bachelor: 'bachelor' },
  ...{ 中职: 'secondary', 中等职业教育: 'secondary', 高职: 'associate', 高职专科: 'associate', 高等职业教育专科: 'associate' },
  ...{ 职业本科: 'vocational_bachelor', 高等职业教育本科: 'vocational_bachelor', 本科: 'bachelor', 普通本科: 'bachelor' },
};
const taught = ['secondary', 'higher_vocational', 'vocational_bachelor', 'undergraduate'];

/** The text of a cell that may not be empty. */
export function required<C extends string>(record: TableRecord<C>, column: C): string {
  const value = record.value(column);
  if (value === '') record.fail(column, `${column} needs a value, got none`, `${column} 不能为空，请补填`);
  return value;
}

/** The text of a cell that has to look like something; `needs` says what, in words. */
export function matching<C extends string>(record: TableRecord<C>, column: C, pattern: RegExp, needs: string, zh = needs): string {
  const value = record.value(column);
  if (!pattern.test(value)) record.fail(column, `${column} needs ${needs}, got ${JSON.stringify(value)}`, `${column} 应为${zh}，现为“${value}”`);
  return value;
}

/** The level a catalogue names, in the words of this platform. */
export function level<C extends string>(record: TableRecord<C>, column: C): Level {
  const value = record.value(column);
  const known = levelNames[value];
  if (known === undefined)
    record.fail(
      column,
      `${column} needs one of ${taught.join(', ')}, got ${JSON.stringify(value)}`,
      `${column} 应为中职、高职专科、职业本科、本科（或 ${taught.join('、')}）之一，现为“${value}”`,
    );
  return known ?? 'secondary';
}
