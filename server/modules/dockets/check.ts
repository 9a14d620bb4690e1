import { canonicalJson } from '../../../schemas/canonical.ts';
import type { DocketEvidence } from '../../../schemas/docket-evidence.ts';
import type { DocketCheck } from '../../../schemas/dockets.ts';
import { pointerToken } from '../../errors.ts';

/** Parts that a run and the flags before it determine. Seats are records of the day, which go on changing; names are what things were called. */
const parts = ['run', 'flag', 'gaps', 'findings', 'demand', 'supply', 'flags'] as const;

/** Maps whose names are values themselves. */
const maps = new Set(['edited', 'parameters']);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value of a structure as JSON under its pointer; an empty list or object is a value too. */
function* leaves(value: unknown, pointer: string): Generator<readonly [pointer: string, value: string]> {
  const inside: [string, unknown][] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (inside.length === 0) yield [pointer, canonicalJson(value)];
  for (const [name, one] of inside) if (one !== undefined) yield* leaves(one, `${pointer}/${pointerToken(name)}`);
}
/** What is found now without fields that did not exist when the evidence was frozen: they say nothing against it. Items of lists, and names in maps, are compared whole. */
function asFrozen(found: unknown, frozen: unknown, name = ''): unknown {
  if (Array.isArray(found) && Array.isArray(frozen)) return found.map((one, i) => asFrozen(one, frozen[Math.min(i, frozen.length - 1)]));
  if (!isRecord(found) || !isRecord(frozen) || maps.has(name)) return found;
  return Object.fromEntries(Object.entries(found).flatMap(([key, one]) => (key in frozen ? [[key, asFrozen(one, frozen[key], key)]] : [])));
}

/** Frozen evidence against what the run and its neighbours say now, value by value. */
export function compareEvidence(frozen: DocketEvidence, found: DocketEvidence | undefined): DocketCheck['parts'] {
  return parts.map((part) => {
    const [then, now] = [new Map(leaves(frozen[part], `/${part}`)), new Map(found ? leaves(asFrozen(found[part], frozen[part]), `/${part}`) : [])];
    const pointers = [...new Set([...then.keys(), ...now.keys()])];
    const differing = pointers.filter((pointer) => then.get(pointer) !== now.get(pointer));
    const [first] = differing;
    return {
      ...{ part, fields: pointers.length, differing: differing.length },
      first: first === undefined ? null : { pointer: first, frozen: then.get(first) ?? '', found: now.get(first) ?? '' },
    };
  });
}
