import type { Principal } from '../../db/repositories/access.ts';
import type { suppressions } from '../../schemas/vocabulary.ts';

export type Suppression = (typeof suppressions)[number];
/** What a stored row knows of the enterprises behind it. */
export interface Disclosed {
  readonly enterprises: number | null;
  readonly suppressed: Suppression | null;
}
/** Whoever plans, prepares decisions or runs the platform works with every figure; schools, enterprises and whoever else reads get none that few enterprises make up. */
const planning: ReadonlySet<string> = new Set<Principal['role']>(['planner', 'secretariat', 'administrator']);
export const seesAll = ({ role }: Pick<Principal, 'role'>): boolean => planning.has(role);

/** A run that did not count enterprises knows too little of its figures to tell any. */
export const suppressionOf = ({ enterprises, suppressed }: Disclosed): Suppression | null => suppressed ?? (enterprises === null ? 'primary' : null);

/** The disclosure of a row to a reader, and whether its figures are withheld from them. */
export function toldTo(row: Disclosed, all: boolean) {
  const suppressed = suppressionOf(row);
  const withheld = !all && suppressed !== null;
  return { withheld, shown: { enterprises: withheld ? null : row.enterprises, suppressed } };
}

/** These fields as null. */
export const without = <const N extends string>(...names: readonly N[]): Record<N, null> =>
  Object.fromEntries(names.map((name) => [name, null])) as Record<N, null>;
