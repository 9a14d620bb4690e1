/** An assignment of rows to columns, with the prices that prove it is the cheapest. */
export interface Assignment {
  /** Length rows: the column of a row, −1: none (only where there are more rows than columns). */
  readonly columnOf: Int32Array;
  /** Sum of the costs of the pairs. */
  readonly cost: number;
  /** Prices: u of rows (length rows) and v of columns (length columns), see {@link certify}. */
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
}

/**
 * The cheapest assignment of the smaller side to the larger, each used at most once: minimum Σ cost over pairs. Shortest augmenting paths with prices (Jonker & Volgenant 1987; rectangular: Crouse 2016), every row first offered its
 * cheapest column. O(rows² · columns) at worst, memory O(rows + columns) beside the costs.
 *
 * @param costs row by row, length rows × columns; Infinity: this pair is not possible; for a score to be as large as possible give its negative
 * @throws RangeError where a cost is NaN or −Infinity, the length is wrong, or the smaller side cannot be placed as a whole
 * @example assign(Float64Array.of(4, 1, 2, 3), 2, 2).columnOf // → Int32Array [1, 0]
 */
export function assign(costs: Float64Array, rows: number, columns: number): Assignment {
  if (costs.length !== rows * columns) throw new RangeError(`assign needs ${rows} × ${columns} costs, got ${costs.length}`);
  for (const cost of costs) if (Number.isNaN(cost) || cost === -Infinity) throw new RangeError(`assign needs costs that are numbers or Infinity, got ${cost}`);
  if (rows <= columns) return assignRows(costs, rows, columns);
  const { columnOf, cost, rowPrices, columnPrices } = assignRows(transposed(costs, rows, columns), columns, rows);
  const back = new Int32Array(rows).fill(-1);
  columnOf.forEach((row, column) => (back[row] = column));
  return { columnOf: back, cost, rowPrices: columnPrices, columnPrices: rowPrices };
}

function transposed(costs: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(costs.length);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) turned[column * rows + row] = costs[row * columns + column]!;
  return turned;
}

/** rows ≤ columns. */
function assignRows(costs: Float64Array, rows: number, columns: number): Assignment {
  const [u, v] = [new Float64Array(rows), new Float64Array(columns)];
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  offerCheapest(costs, rows, columns, { u, columnOf, rowOf });
  const distance = new Float64Array(columns);
  const via = new Int32Array(columns);
  const open = new Int32Array(columns);
  for (let first = 0; first < rows; first++) {
    if (columnOf[first]! >= 0) continue;
    for (let column = 0; column < columns; column++) open[column] = column;
    distance.fill(Infinity);
    let left = columns;
    let row = first;
    let reached = 0;
    let end = -1;
    while (end < 0) {
      const base = row * columns;
      const offset = reached - u[row]!;
      let nearest = Infinity;
      let nearestAt = -1;
      for (let at = 0; at < left; at++) {
        const column = open[at]!;
        const length = costs[base + column]! + offset - v[column]!;
        if (length < distance[column]!) {
          distance[column] = length;
          via[column] = row;
        }
        const known = distance[column]!;
        // of equally near columns one without a row ends the search
        if (known < nearest || (known === nearest && rowOf[column]! < 0 && nearest !== Infinity)) {
          nearest = known;
          nearestAt = at;
        }
      }
      if (nearestAt < 0) throw new RangeError('assign needs possible pairs for the whole smaller side, got a row that no chain of exchanges can place');
      const column = open[nearestAt]!;
      reached = nearest;
      // columns that were reached are kept behind the open ones, in the order of reaching
      open[nearestAt] = open[--left]!;
      open[left] = column;
      if (rowOf[column]! < 0) end = column;
      else row = rowOf[column]!;
    }
    u[first]! += reached;
    for (let at = left; at < columns; at++) {
      const column = open[at]!;
      if (column === end) continue;
      u[rowOf[column]!]! += reached - distance[column]!;
      v[column]! -= reached - distance[column]!;
    }
    for (let column = end; ;) {
      const by = via[column]!;
      const before = columnOf[by]!;
      rowOf[column] = by;
      columnOf[by] = column;
      if (by === first) break;
      column = before;
    }
  }
  let cost = 0;
  for (let row = 0; row < rows; row++) cost += costs[row * columns + columnOf[row]!]!;
  return { columnOf, cost, rowPrices: u, columnPrices: v };
}

/** A start that keeps all prices right: a row's price is its lowest cost, and it takes that column where nobody has it. */
function offerCheapest(
  costs: Float64Array,
  rows: number,
  columns: number,
  { u, columnOf, rowOf }: { u: Float64Array; columnOf: Int32Array; rowOf: Int32Array },
): void {
  for (let row = 0; row < rows; row++) {
    let best = -1;
    let lowest = Infinity;
    for (let column = 0; column < columns; column++) {
      const cost = costs[row * columns + column]!;
      if (cost < lowest) [lowest, best] = [cost, column];
    }
    if (best < 0) throw new RangeError(`assign needs a possible pair in every row of the smaller side, got none in row ${row}`);
    u[row] = lowest;
    if (rowOf[best]! >= 0) continue;
    rowOf[best] = row;
    columnOf[row] = best;
  }
}
