/**
 * The value below which the share `q` of the sorted values lies (linear between order statistics: position (n − 1)·q).
 * Source: definition 7 of Hyndman and Fan (1996).
 *
 * @param sorted ascending, at least one
 * @param q in [0, 1]
 * @returns units of the values
 * @example quantile(new Float64Array([1, 2, 3]), 0.25) // → 1.5
 */
export function quantile(sorted: Float64Array, q: number): number {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return low + (high - low) * (position - below);
}

/** Work tables: a province asks for a quarter of a million sets of quantiles. What is in them is read before the next set begins. */
const bucketCount = 256;
const counts = new Uint32Array(bucketCount);
const wanted = new Uint8Array(bucketCount);
const work = { places: new Uint8Array(0), picked: new Float64Array(0), ranks: new Int32Array(0) };
/** Up to this, one selection is as quick as anything. */
const few = 64;

/**
 * Several quantiles of values in any order, each as `quantile` of the sorted ones. Values are dealt into buckets of equal width; only those that hold a wanted rank are sorted.
 * Source: distributive partitioning (Dobosiewicz 1978), selection within by quickselect (Hoare 1961).
 *
 * @param values finite, at least one; left as they are
 * @param shares ascending, in [0, 1]
 * @param extremes smallest and largest value, where they are known
 * @returns one value a share, units of the values
 * @example quantilesOf(new Float64Array([3, 1, 2]), [0, 0.5]) // → [1, 2]
 */
export function quantilesOf(values: Float64Array, shares: readonly number[], extremes: Extremes = extremesOf(values)): number[] {
  const size = values.length;
  if (work.picked.length < size) Object.assign(work, { places: new Uint8Array(size), picked: new Float64Array(size) });
  if (work.ranks.length < 2 * shares.length) work.ranks = new Int32Array(2 * shares.length);
  const { picked, ranks } = work;
  for (let k = 0; k < shares.length; k++) {
    const below = Math.floor((size - 1) * shares[k]!);
    ranks[2 * k] = below;
    ranks[2 * k + 1] = Math.min(size - 1, below + 1);
  }
  const { least, most } = extremes;
  const scale = (bucketCount - 1) / (most - least);
  let held = size;
  if (size > few && Number.isFinite(scale) && scale > 0) held = pick(values, least, scale, 2 * shares.length);
  else picked.set(values);
  placeOrder(picked, 0, held - 1, ranks, 0, 2 * shares.length);
  const found: number[] = [];
  for (let k = 0; k < shares.length; k++) {
    const position = (size - 1) * shares[k]!;
    const low = picked[ranks[2 * k]!]!;
    const high = picked[ranks[2 * k + 1]!]!;
    found.push(low + (high - low) * (position - Math.floor(position)));
  }
  return found;
}

/** Smallest and largest of some values. */
export interface Extremes {
  readonly least: number;
  readonly most: number;
}
function extremesOf(values: Float64Array): Extremes {
  let least = values[0]!;
  let most = least;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  return { least, most };
}

/** Deals the values and picks those of the buckets that hold a wanted rank; ranks become those among the picked. How many these are. */
function pick(values: Float64Array, least: number, scale: number, wantedRanks: number): number {
  const { places, picked, ranks } = work;
  const size = values.length;
  counts.fill(0);
  wanted.fill(0);
  for (let i = 0; i < size; i++) {
    const place = ((values[i]! - least) * scale) | 0;
    places[i] = place;
    counts[place]!++;
  }
  // ranks ascend, so buckets are met in order, and what they hold is sorted as a whole
  let bucket = 0;
  let below = 0;
  let skipped = 0;
  for (let k = 0; k < wantedRanks; k++) {
    const rank = ranks[k]!;
    while (below + counts[bucket]! <= rank) {
      if (wanted[bucket] === 0) skipped += counts[bucket]!;
      below += counts[bucket++]!;
    }
    wanted[bucket] = 1;
    ranks[k] = rank - skipped;
  }
  // without a branch: what is not wanted is overwritten by the next
  let held = 0;
  for (let i = 0; i < size; i++) {
    picked[held] = values[i]!;
    held += wanted[places[i]!]!;
  }
  return held;
}

/** Below this, sorting by insertion is as quick as anything. */
const fewValues = 12;

/** Quickselect (Hoare 1961) for several ranks at once: afterwards each wanted rank holds the value it has in sorted order. */
function placeOrder(values: Float64Array, from: number, to: number, ranks: Int32Array, first: number, end: number): void {
  if (first >= end || from >= to) return;
  if (to - from < fewValues) {
    for (let i = from + 1; i <= to; i++) {
      const value = values[i]!;
      let j = i - 1;
      for (; j >= from && values[j]! > value; j--) values[j + 1] = values[j]!;
      values[j + 1] = value;
    }
    return;
  }
  const [a, b, c] = [values[from]!, values[(from + to) >> 1]!, values[to]!];
  const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  let [i, j] = [from, to];
  while (i <= j) {
    while (values[i]! < pivot) i++;
    while (values[j]! > pivot) j--;
    if (i > j) break;
    const kept = values[i]!;
    values[i++] = values[j]!;
    values[j--] = kept;
  }
  let left = first;
  while (left < end && ranks[left]! <= j) left++;
  let right = left;
  while (right < end && ranks[right]! < i) right++;
  placeOrder(values, from, j, ranks, first, left);
  placeOrder(values, i, to, ranks, right, end);
}
