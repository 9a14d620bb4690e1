import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppress, type Figure, type Line } from '../../../forecasting/disclosure/suppress.ts';

interface Table {
  readonly figures: Figure[];
  readonly lines: Line[];
}
const one = (key: string) => ({ key, weight: 1 });

/** Chains × majors with both margins, majors in classes, classes in the city, and occupations that majors are weighted sums of. */
const tables = fc
  .record({ majors: fc.integer({ min: 1, max: 7 }), chains: fc.integer({ min: 1, max: 4 }), occupations: fc.integer({ min: 0, max: 6 }) })
  .chain(({ majors, chains, occupations }) =>
    fc.record({
      cells: fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })), { minLength: chains, maxLength: chains }), {
        minLength: majors,
        maxLength: majors,
      }),
      behind: fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: chains, maxLength: chains }), { minLength: majors, maxLength: majors }),
      classOf: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: majors, maxLength: majors }),
      weights: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: occupations, maxLength: occupations }), { minLength: majors, maxLength: majors }),
      reporters: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: occupations, maxLength: occupations }),
    }),
  )
  .map(({ cells, behind, classOf, weights, reporters }): Table => {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const figure = (key: string, size: number, enterprises: number): Figure => ({ key, size, sensitive: size > 0 && enterprises < 3 });
    const rows = cells.map((row, m) => ({ key: `m${m}`, size: sum(row), enterprises: sum(behind[m]!.filter((_, c) => row[c]! > 0)), row }));
    const classes = [...Map.groupBy(rows, (_row, m) => classOf[m]!)];
    const chains = cells[0]!.map((_, c) => c);
    return {
      figures: [
        ...rows.flatMap(({ key, row }, m) => row.map((size, c) => figure(`${key}c${c}`, size, behind[m]![c]!))),
        ...rows.map(({ key, size, enterprises }) => figure(key, size, enterprises)),
        ...classes.map(([k, own]) => figure(`k${k}`, sum(own.map(({ size }) => size)), Math.max(...own.map(({ enterprises }) => enterprises)))),
        ...chains.map((c) => figure(`c${c}`, sum(cells.map((row) => row[c]!)), Math.max(...behind.map((row) => row[c]!)))),
        figure('city', sum(rows.map(({ size }) => size)), 9),
        ...reporters.map((n, o) => figure(`o${o}`, 10 + o, n)),
      ],
      lines: [
        ...rows.map(({ key, row }) => ({ total: key, parts: row.map((_, c) => one(`${key}c${c}`)) })),
        ...classes.map(([k, own]) => ({ total: `k${k}`, parts: own.map(({ key }) => one(key)) })),
        { total: 'city', parts: classes.map(([k]) => one(`k${k}`)) },
        ...chains.map((c) => ({ total: `c${c}`, parts: rows.map(({ key }) => one(`${key}c${c}`)) })),
        { total: 'city', parts: chains.map((c) => one(`c${c}`)) },
        ...rows.flatMap(({ key, size }, m) =>
          size === 0 || weights[m]!.every((weight) => weight === 0)
            ? []
            : [{ total: key, parts: weights[m]!.map((weight, o) => ({ key: `o${o}`, weight: weight / 10 })) }],
        ),
      ],
    };
  });

/**
 * The adversary: everything told is known, every line is an equation. A figure can be solved for if its unit vector lies in the span of the equations, which is looked for by
 * orthogonalising them (another method than the one under test).
 */
function solvable({ figures, lines }: Table, hidden: ReadonlyMap<string, unknown>): string[] {
  const unknown = [...hidden.keys()];
  const at = new Map(unknown.map((key, i) => [key, i]));
  const basis: number[][] = [];
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((total, value, i) => total + value * b[i]!, 0);
  const residual = (vector: readonly number[]) => {
    let rest = [...vector];
    for (const _pass of [1, 2]) for (const unit of basis) rest = rest.map((value, i) => value - dot(rest, unit) * unit[i]!); // prettier-ignore
    return rest;
  };
  for (const { total, parts } of lines) {
    const row = unknown.map(() => 0);
    if (at.has(total)) row[at.get(total)!]! -= 1;
    for (const { key, weight } of parts) if (at.has(key)) row[at.get(key)!]! += weight;
    const rest = residual(row);
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-7) basis.push(rest.map((value) => value / length));
  }
  const sensitive = figures.filter((figure) => figure.sensitive).map(({ key }) => key);
  return sensitive.filter((key) => {
    const rest = residual(unknown.map((other) => (other === key ? 1 : 0)));
    return Math.sqrt(dot(rest, rest)) < 1e-6;
  });
}

describe('suppression', () => {
  it('leaves nobody able to solve for a sensitive figure from all that is told', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const hidden = suppress(table.figures, table.lines);
        expect(solvable(table, hidden)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  it('hides every sensitive figure as primary and marks nothing else so', () => {
    fc.assert(
      fc.property(tables, ({ figures, lines }) => {
        const hidden = suppress(figures, lines);
        const primary = [...hidden].filter(([, how]) => how === 'primary').map(([key]) => key);
        expect(primary).toEqual(figures.filter(({ sensitive }) => sensitive).map(({ key }) => key));
      }),
      { numRuns: 100 },
    );
  });
  it('tells no difference that is the sum of few', () => {
    fc.assert(
      fc.property(tables, ({ figures, lines }) => {
        const hidden = suppress(figures, lines);
        const of = new Map(figures.map((figure) => [figure.key, figure]));
        for (const { total, parts } of lines) {
          const without = parts.filter(({ key, weight }) => weight > 0 && hidden.has(key));
          if (without.length === 0 || hidden.has(total) || of.get(total)!.size === 0) continue;
          expect(without.some(({ key }) => !of.get(key)!.sensitive)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
  it('does not depend on the order of the figures, and hides nothing where nothing is sensitive', () => {
    fc.assert(
      fc.property(tables, ({ figures, lines }) => {
        const forwards = [...suppress(figures, lines)].sort();
        expect([...suppress(figures.toReversed(), lines)].sort()).toEqual(forwards);
        expect(suppress(figures.map((figure) => ({ ...figure, sensitive: false })), lines).size).toBe(0); // prettier-ignore
      }),
      { numRuns: 50 },
    );
  });
  it('catches what counting two a line misses: an edge between two rings', () => {
    // rings a1–a2–b1–b2 and c3–c4–d3–d4, joined by x alone: every line hides two or more, and yet x is a difference of ring totals
    const ring = (rows: [string, string], columns: [string, string]) => rows.flatMap((row) => columns.map((column) => [row, column] as const));
    const hiddenCells = [...ring(['A', 'B'], ['1', '2']), ...ring(['C', 'D'], ['3', '4']), ['A', '3'] as const];
    const all = ['A', 'B', 'C', 'D'].flatMap((row) => ['1', '2', '3', '4'].map((column) => [row, column] as const));
    const sensitive = new Set(hiddenCells.map(([row, column]) => row + column));
    const figures: Figure[] = [
      ...all.map(([row, column]) => ({ key: row + column, size: 10, sensitive: row + column === 'A3' })),
      ...['A', 'B', 'C', 'D', '1', '2', '3', '4'].map((key) => ({ key, size: 40, sensitive: false })),
    ];
    const lines: Line[] = [
      ...['A', 'B', 'C', 'D'].map((row) => ({ total: row, parts: ['1', '2', '3', '4'].map((column) => one(row + column)) })),
      ...['1', '2', '3', '4'].map((column) => ({ total: column, parts: ['A', 'B', 'C', 'D'].map((row) => one(row + column)) })),
    ];
    const pattern = new Map([...sensitive].map((key) => [key, true]));
    expect(solvable({ figures, lines }, pattern)).toEqual(['A3']);
    expect(solvable({ figures, lines }, suppress(figures, lines))).toEqual([]);
  });
});
