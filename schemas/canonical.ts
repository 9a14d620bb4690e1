import { createHash } from 'node:crypto';

/** JSON with object keys in byte order and no white space: equal values have equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`canonicalJson needs finite numbers, got ${value}`);
  return JSON.stringify(value);
}

export const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
