import type { levels } from '../../schemas/vocabulary.ts';
import type { TableRecord } from './table.ts';

export type Level = (typeof levels)[number];

const levelNames: Readonly<Record<string, Level>> = {
  secondary: 'secondary',
  higher_vocational: 'associate',
  vocational_bachelor: 'vocational_bachelor',
  undergraduate: 'bachelor',
};

/** The text of a cell that may not be empty. */
export function required<C extends string>(record: TableRecord<C>, column: C): string {
  const value = record.value(column);
  if (value === '') record.fail(column, `${column} needs a value, got none`);
  return value;
}

/** The text of a cell that has to look like something; `needs` says what, in words. */
export function matching<C extends string>(record: TableRecord<C>, column: C, pattern: RegExp, needs: string): string {
  const value = record.value(column);
  if (!pattern.test(value)) record.fail(column, `${column} needs ${needs}, got ${JSON.stringify(value)}`);
  return value;
}

/** The level a catalogue names, in the words of this platform. */
export function level<C extends string>(record: TableRecord<C>, column: C): Level {
  const value = record.value(column);
  const known = levelNames[value];
  if (known === undefined) record.fail(column, `${column} needs one of ${Object.keys(levelNames).join(', ')}, got ${JSON.stringify(value)}`);
  return known ?? 'secondary';
}
