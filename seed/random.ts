/** A seeded source of chance: the same key gives the same sequence on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [low, high]. */
  integer(low: number, high: number): number;
  /** Standard normal. */
  normal(): number;
  /** Lognormal with mean 1 and the given standard deviation of the logarithm. */
  noise(deviation: number): number;
  pick<T>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  value ^= value >>> 15;
  return Math.imul(value, 2246822519) >>> 0;
}

/** Small fast counter generator (sfc32). Each part of the city has a stream of its own, so that a draw added in one does not move the others. */
export function createChance(seed: number, stream: string): Chance {
  let a = hash(`${stream}/a/${seed}`);
  let b = hash(`${stream}/b/${seed}`);
  let c = hash(`${stream}/c/${seed}`);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();

  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    integer,
    normal,
    between: (low, high) => low + next() * (high - low),
    noise: (deviation) => Math.exp(deviation * normal() - (deviation * deviation) / 2),
    pick: (items) => items[integer(0, items.length - 1)]!,
    shuffled: (items) => {
      const rest = [...items];
      for (let i = rest.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [rest[i], rest[j]] = [rest[j]!, rest[i]!];
      }
      return rest;
    },
  };
}
