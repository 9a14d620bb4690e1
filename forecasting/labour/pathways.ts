import type { Level } from './snapshot.ts';

/** What a pathway joins: a programme and one of a higher level (3+2, 3+4). */
export interface PathwayEnds {
  readonly from: string;
  readonly to: string;
  /** Of the reported or planned intake of `to`, the share that comes from `from`. */
  readonly share: number;
}
export type PathwayProblem =
  | { readonly row: number; readonly kind: 'share' | 'level' | 'missing' | 'twice' }
  /** Programmes on the way from `to` back to `from`, both included. */
  | { readonly row: number; readonly kind: 'loop'; readonly through: readonly string[] }
  /** Shares of all pathways into `to`. */
  | { readonly row: number; readonly kind: 'whole'; readonly sum: number };

const rank: Record<Level, number> = { secondary: 0, associate: 1, vocational_bachelor: 2, bachelor: 2 };

/** The way from one programme to another along pathways, both included; undefined when there is none. */
function way(rows: readonly PathwayEnds[], from: string, to: string, seen: ReadonlySet<string> = new Set()): string[] | undefined {
  if (from === to) return [to];
  for (const row of rows) {
    if (row.from !== from || seen.has(row.to)) continue;
    const rest = way(rows, row.to, to, new Set([...seen, row.to]));
    if (rest) return [from, ...rest];
  }
  return undefined;
}

/**
 * What is wrong with a table of pathways, first fault of each row: a share outside 0…1, a programme that does not exist, a way that comes back to where it
 * began, an end that is not of a higher level, the same pathway twice, or shares into one programme that exceed its intake.
 * Source: docs/model.md, Supply 4.
 *
 * @param rows in the order of the table
 * @param levelOf level of a programme; undefined when there is none of this id
 * @returns by row number, from 0; empty when all is well
 * @example pathwayProblems([{ from: 'a', to: 'b', share: 0.5 }], (id) => ({ a: 'associate', b: 'secondary' })[id]) // → [{ row: 0, kind: 'level' }]
 */
export function pathwayProblems(rows: readonly PathwayEnds[], levelOf: (programme: string) => Level | undefined): PathwayProblem[] {
  const problems: PathwayProblem[] = [];
  rows.forEach(({ from, to, share }, row) => {
    const before = rows.slice(0, row);
    const [low, high] = [levelOf(from), levelOf(to)];
    const back = way(before, to, from);
    const sum = before.filter((other) => other.to === to).reduce((total, other) => total + other.share, share);
    if (!(share >= 0 && share <= 1)) problems.push({ row, kind: 'share' });
    else if (low === undefined || high === undefined) problems.push({ row, kind: 'missing' });
    else if (back) problems.push({ row, kind: 'loop', through: back });
    else if (rank[low] >= rank[high]) problems.push({ row, kind: 'level' });
    else if (before.some((other) => other.from === from && other.to === to)) problems.push({ row, kind: 'twice' });
    else if (sum > 1 + 1e-9) problems.push({ row, kind: 'whole', sum });
  });
  return problems;
}
