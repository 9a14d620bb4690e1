/** One equation between figures: 0 = Σ factor · figure, up to a known constant. */
export type Equation = ReadonlyMap<string, number>;

/** Below this a coefficient is rounding: factors are shares and ones. */
const nothing = 1e-9;

/**
 * Unknowns that a system of linear equations determines, whatever its constants are: Gauss–Jordan elimination with the largest pivot; a row left with a single
 * unknown gives its value away.
 * Source: Gauss–Jordan elimination; what a table gives away as a question of rank, Cox (1980).
 *
 * @param equations factors by unknown; known figures left out
 * @returns keys of unknowns that can be solved for
 * @example [...determinedBy([new Map([['a', 1], ['b', 1]]), new Map([['b', 1], ['c', 1]]), new Map([['c', 2]])])] // → ['c', 'b', 'a']
 */
export function determinedBy(equations: readonly Equation[]): Set<string> {
  const columns = new Map<string, number>();
  for (const equation of equations) for (const key of equation.keys()) if (!columns.has(key)) columns.set(key, columns.size);
  const width = columns.size;
  const rows = equations.map((equation) => {
    const row = new Float64Array(width);
    for (const [key, factor] of equation) row[columns.get(key)!]! += factor;
    return row;
  });
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column++) {
    let best = rank;
    for (let i = rank; i < rows.length; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    const pivot = rows[best]!;
    const scale = pivot[column]!;
    if (Math.abs(scale) <= nothing) continue;
    rows[best] = rows[rank]!;
    rows[rank] = pivot;
    for (let j = 0; j < width; j++) pivot[j] = Math.abs(pivot[j]!) <= nothing ? 0 : pivot[j]! / scale;
    for (const row of rows) {
      const factor = row[column]!;
      if (row === pivot || factor === 0) continue;
      for (let j = column; j < width; j++) row[j]! -= factor * pivot[j]!;
      row[column] = 0;
    }
    rank++;
  }
  const keys = [...columns.keys()];
  const found = rows.slice(0, rank).flatMap((row) => {
    const left = keys.filter((_, j) => Math.abs(row[j]!) > nothing);
    return left.length === 1 ? left : [];
  });
  return new Set(found.reverse());
}
