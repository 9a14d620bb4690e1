const bucketCount = 256;
/** Up to this, or where values are not finite, they are sorted. */
const few = 64;

/**
 * Counts values below limits, for many limits: values lie in buckets of equal width, and only the bucket of the limit is looked through.
 * Source: definition; distributive partitioning (Dobosiewicz 1978).
 *
 * @param values at least one, none of them NaN; left as they are
 * @returns a function of the limit: values below it, those equal to it half
 * @example createCounter(new Float64Array([3, 1, 2, 2]))(2) // → 2
 */
export function createCounter(values: Float64Array): (limit: number) => number {
  const size = values.length;
  let least = values[0]!;
  let most = least;
  for (let i = 1; i < size; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  const scale = (bucketCount - 1) / (most - least);
  if (size <= few || !Number.isFinite(scale) || scale <= 0) return countSorted(values.slice().sort());
  const ends = new Uint32Array(bucketCount + 1);
  const places = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const place = ((values[i]! - least) * scale) | 0;
    places[i] = place;
    ends[place + 1]!++;
  }
  for (let b = 0; b < bucketCount; b++) ends[b + 1]! += ends[b]!;
  const grouped = new Float64Array(size);
  const next = ends.slice();
  for (let i = 0; i < size; i++) grouped[next[places[i]!]!++] = values[i]!;
  return (limit) => {
    if (limit <= least) return countAmong(grouped, 0, limit < least ? 0 : ends[1]!, limit);
    if (limit > most) return size;
    const bucket = ((limit - least) * scale) | 0;
    return ends[bucket]! + countAmong(grouped, ends[bucket]!, ends[bucket + 1]!, limit);
  };
}

/** By bisection. */
function countSorted(sorted: Float64Array): (limit: number) => number {
  const first = (holds: (value: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (limit) => (first((value) => value >= limit) + first((value) => value > limit)) / 2;
}

function countAmong(values: Float64Array, from: number, to: number, limit: number): number {
  let below = 0;
  for (let i = from; i < to; i++) below += values[i]! < limit ? 1 : values[i] === limit ? 0.5 : 0;
  return below;
}
