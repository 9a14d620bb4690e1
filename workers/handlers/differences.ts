import { canonicalJson } from '../../schemas/canonical.ts';

/** One table of a run: its rows by natural key. */
export interface TableRows {
  readonly table: string;
  readonly rows: ReadonlyMap<string, object>;
}
export interface Difference {
  readonly table: string;
  readonly key: string;
  /** Column, with the path inside it where the column holds JSON: `evidence.bounds.gapLow`. */
  readonly field: string;
  readonly stored: unknown;
  readonly rebuilt: unknown;
}
export interface Differences {
  /** Rows that differ, are missing or are too many. */
  readonly rows: number;
  readonly first: Difference | null;
}

const text = (value: unknown) => canonicalJson(value ?? null);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Path of the first value that differs, in byte order of names; undefined where both are the same text. A value left out is null, as a database keeps it. */
function firstPath(stored: unknown, rebuilt: unknown, path: readonly string[]): Omit<Difference, 'table' | 'key'> | undefined {
  if (isObject(stored) && isObject(rebuilt) && Array.isArray(stored) === Array.isArray(rebuilt)) {
    const names = [...new Set([...Object.keys(stored), ...Object.keys(rebuilt)])].sort();
    for (const name of names) {
      const found = firstPath(stored[name], rebuilt[name], [...path, name]);
      if (found) return found;
    }
    return undefined;
  }
  return text(stored) === text(rebuilt) ? undefined : { field: path.join('.'), stored: stored ?? null, rebuilt: rebuilt ?? null };
}

/** Compares tables row by row in key order: how many rows are not the same, and where the first of them differs first. */
export function differencesOf(stored: readonly TableRows[], rebuilt: readonly TableRows[]): Differences {
  let rows = 0;
  let first: Difference | null = null;
  for (const [i, { table, rows: kept }] of stored.entries()) {
    const made = rebuilt[i]?.rows ?? new Map<string, object>();
    for (const key of [...new Set([...kept.keys(), ...made.keys()])].sort()) {
      const [before, after] = [kept.get(key), made.get(key)];
      const found =
        before && after ? firstPath(before, after, []) : { field: 'row', stored: before ? 'present' : 'missing', rebuilt: after ? 'present' : 'missing' };
      if (!found) continue;
      rows++;
      first ??= { table, key, ...found };
    }
  }
  return { rows, first };
}
