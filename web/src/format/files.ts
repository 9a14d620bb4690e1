/** Types of files the API gives of its lists. */
export const fileTypes = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
export type FileKind = keyof typeof fileTypes;

/** An address with its query, for a file of it. */
export const addressOf = (path: string, query: Readonly<Record<string, string | number | boolean | undefined>>): string =>
  `${path}?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))).toString()}`;
