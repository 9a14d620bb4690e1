import { describe, expect, test } from 'vitest';
import { pathwayProblems } from '../../../forecasting/labour/pathways.ts';
import type { Level } from '../../../forecasting/labour/snapshot.ts';

const levels: Record<string, Level> = { a: 'secondary', b: 'associate', c: 'bachelor', d: 'secondary' };
const check = (...rows: [from: string, to: string, share: number][]) =>
  pathwayProblems(
    rows.map(([from, to, share]) => ({ from, to, share })),
    (id) => levels[id],
  );

describe('a table of pathways', () => {
  test('from level to level is right', () => {
    expect(check(['a', 'b', 0.3], ['d', 'b', 0.7], ['b', 'c', 1], ['a', 'c', 0])).toEqual([]);
  });
  test.each([
    ['a share above 1', [['a', 'b', 1.01]], { row: 0, kind: 'share' }],
    ['a share below 0', [['a', 'b', -0.01]], { row: 0, kind: 'share' }],
    ['no number', [['a', 'b', Number.NaN]], { row: 0, kind: 'share' }],
    ['an unknown programme', [['a', 'x', 0.1]], { row: 0, kind: 'missing' }],
    ['a loop', [['a', 'b', 0.2], ['b', 'a', 0.2]], { row: 1, kind: 'loop', through: ['a', 'b'] }], // prettier-ignore
    ['a loop over three', [['a', 'b', 0.2], ['b', 'c', 0.2], ['c', 'a', 0.2]], { row: 2, kind: 'loop', through: ['a', 'b', 'c'] }], // prettier-ignore
    ['itself', [['a', 'a', 0.2]], { row: 0, kind: 'loop', through: ['a'] }],
    ['the same level', [['a', 'd', 0.2]], { row: 0, kind: 'level' }],
    ['a lower level', [['c', 'b', 0.2]], { row: 0, kind: 'level' }],
    ['the same pathway twice', [['a', 'b', 0.2], ['a', 'b', 0.3]], { row: 1, kind: 'twice' }], // prettier-ignore
    ['more than the whole intake', [['a', 'b', 0.6], ['d', 'b', 0.6]], { row: 1, kind: 'whole', sum: 1.2 }], // prettier-ignore
  ] as const)('%s is named with its row', (_what, rows, problem) => {
    expect(check(...(rows as unknown as [string, string, number][]))).toEqual([problem]);
  });
});
