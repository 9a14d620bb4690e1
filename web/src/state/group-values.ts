/** A value of a parameter for one occupation group, as typed. */
export interface GroupRow {
  name: string;
  group: string;
  value: string;
}
const groupCode = /^\d-\d{2}$/;
/** Its name in the body of a run. */
export const keyOfGroup = ({ name, group }: GroupRow): string => `${name}:${group.trim()}`;

/** What is wrong with a row before it is sent, as the word that says so. */
export function faultOfGroup(rows: readonly GroupRow[], index: number): 'centre.groupWrong' | 'centre.groupTwice' | 'centre.number' | undefined {
  const row = rows[index];
  if (!row) return undefined;
  if (!groupCode.test(row.group.trim())) return 'centre.groupWrong';
  if (rows.findIndex((other) => keyOfGroup(other) === keyOfGroup(row)) < index) return 'centre.groupTwice';
  return row.value.trim() === '' || !Number.isFinite(Number(row.value)) ? 'centre.number' : undefined;
}

/** The values to be sent; undefined while a row is wrong. */
export function groupBody(rows: readonly GroupRow[]): Record<string, number> | undefined {
  if (rows.some((_, i) => faultOfGroup(rows, i) !== undefined)) return undefined;
  return Object.fromEntries(rows.map((row) => [keyOfGroup(row), Number(row.value)]));
}
