/** A stream of random numbers; the same key gives the same stream on every machine. */
export interface Random {
  /** uniform on (0, 1), both ends excluded */
  uniform(): number;
  /** standard normal */
  normal(): number;
  /** the next standard normals, as many as the table holds: those that `normal` would give, in less time */
  fill(into: Float64Array): void;
}

/** Four 32-bit words from a text: multiply–xor mixing with a final avalanche (the MurmurHash3 finaliser, A. Appleby 2011). */
function hashText(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    words[0] = Math.imul(words[0] ^ unit, 0x85ebca6b) ^ (words[1] >>> 13);
    words[1] = Math.imul(words[1] ^ unit, 0xc2b2ae35) ^ (words[2] >>> 15);
    words[2] = Math.imul(words[2] ^ unit, 0x27d4eb2f) ^ (words[3] >>> 16);
    words[3] = Math.imul(words[3] ^ unit, 0x165667b1) ^ (words[0] >>> 14);
  }
  return words.map((word) => {
    let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) | 0;
  }) as [number, number, number, number];
}

/**
 * Opens the stream of a key. Source: the generator is sfc32 of PractRand (C. Doty-Humphrey 2010), normals by the polar method (Marsaglia & Bray 1964).
 *
 * @param key any text; use natural keys (region|code|level|year), so that a stream does not depend on the order of work
 * @returns a stream: equal keys give equal numbers
 * @example createRandom('610105|secondary').uniform() === createRandom('610105|secondary').uniform() // → true
 */
export function createRandom(key: string): Random {
  let [a, b, c, counter] = hashText(key);
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  const uniform = (): number => (next() + 0.5) / 4294967296;
  let spare: number | undefined;
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const radius = x * x + y * y;
      if (radius >= 1 || radius === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(radius)) / radius);
      spare = y * factor;
      return x * factor;
    }
  };
  /** The same steps with the state in locals: a province draws thirty million. */
  const fill = (into: Float64Array): void => {
    let at = 0;
    if (spare !== undefined && into.length > 0) into[at++] = normal();
    let [x0, x1, x2, x3] = [a, b, c, counter];
    while (at < into.length) {
      let sum = (((x0 + x1) | 0) + x3) | 0;
      x3 = (x3 + 1) | 0;
      x0 = x1 ^ (x1 >>> 9);
      x1 = (x2 + (x2 << 3)) | 0;
      x2 = (((x2 << 21) | (x2 >>> 11)) + sum) | 0;
      const x = 2 * (((sum >>> 0) + 0.5) / 4294967296) - 1;
      sum = (((x0 + x1) | 0) + x3) | 0;
      x3 = (x3 + 1) | 0;
      x0 = x1 ^ (x1 >>> 9);
      x1 = (x2 + (x2 << 3)) | 0;
      x2 = (((x2 << 21) | (x2 >>> 11)) + sum) | 0;
      const y = 2 * (((sum >>> 0) + 0.5) / 4294967296) - 1;
      const radius = x * x + y * y;
      if (radius >= 1 || radius === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(radius)) / radius);
      into[at++] = x * factor;
      if (at < into.length) into[at++] = y * factor;
      else spare = y * factor;
    }
    [a, b, c, counter] = [x0, x1, x2, x3];
  };
  return { uniform, normal, fill };
}
