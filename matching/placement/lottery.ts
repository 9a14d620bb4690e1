/**
 * The number a key draws: 53 uniform bits of seed and key, so that it depends on neither the order of work nor who else takes part. Multiply–xor mixing with the MurmurHash3
 * finaliser (A. Appleby 2011).
 *
 * @param seed stored with the round
 * @param key natural key of who draws
 * @returns an integer in [0, 2⁵³)
 */
export function draw(seed: string, key: string): number {
  const text = `${seed}|${key}`;
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x85ebca6b) ^ (b >>> 13);
    b = Math.imul(b ^ unit, 0xc2b2ae35) ^ (a >>> 15);
  }
  return finish(a) * 0x200000 + (finish(b) >>> 11);
}

function finish(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The order in which keys draw: by number, equal numbers by key.
 *
 * @param keys distinct
 * @returns indices into `keys`, first drawn first
 */
export function drawOrder(seed: string, keys: readonly string[]): Int32Array {
  const numbers = Float64Array.from(keys, (key) => draw(seed, key));
  const byKey = (one: number, two: number) => (keys[one]! < keys[two]! ? -1 : 1);
  return Int32Array.from(keys.keys()).sort((one, two) => numbers[one]! - numbers[two]! || byKey(one, two));
}
