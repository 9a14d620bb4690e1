import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';

/** From the widest group of programmes to the programme itself. */
export const scopes = ['all', 'level', 'category', 'class', 'programme'] as const;
export type Scope = (typeof scopes)[number];

export interface PooledRate {
  readonly rate: number;
  /** Persons of the programme itself behind the rate. */
  readonly own: number;
  /** The narrowest group that reported anything; null when none did and the rate is what was assumed. */
  readonly from: Scope | null;
}

/**
 * Shares of persons by group of programmes, partially pooled with strength k: from the widest group to the narrowest
 * rate ← (k·rate + hits) ÷ (k + persons), so that a class of nine gives neither 0 % nor 100 % and a programme that reported nothing has its group's rate.
 * Source: docs/model.md, Supply 1: (k·wider + hits) ÷ (k + persons), the posterior mean of a beta-binomial, step by step.
 *
 * @param snapshot majors with their level, category and class, and k = `poolingStrength`, persons
 * @param widest where pooling begins; before it stands the rate that the caller assumes
 * @returns `add`: hits among persons of a programme, by part of the rates; `rateOf`: the pooled share of a programme
 * @example ((pool) => (pool.add({ id: 'p', major: 'm' }, 'stay', 30, 40), pool.rateOf({ id: 'q', major: 'm' }, 'stay', 1)))(createPool({ majors: [], parameters: { poolingStrength: 0 } }, 'level')) // → { rate: 0.75, own: 0, from: 'class' }
 */
export function createPool(snapshot: Pick<CitySnapshot, 'majors' | 'parameters'>, widest: 'all' | 'level') {
  const k = snapshot.parameters.poolingStrength;
  const majors = new Map(snapshot.majors.map((major) => [major.code, major]));
  const used = scopes.slice(scopes.indexOf(widest));
  /** Numbers of the groups a programme belongs to, widest first. */
  const groups = new Map<string, number>();
  const known = new Map<string, readonly number[]>();
  let count = 0;
  const numberOf = (key: string) => {
    const number = groups.get(key) ?? count++;
    groups.set(key, number);
    return number;
  };
  /** Of a major, the same for all its programmes. */
  const shared = new Map<string, readonly number[]>();
  const sharedOf = (code: string): readonly number[] => {
    const found = shared.get(code);
    if (found) return found;
    const major = majors.get(code);
    const level = major?.level ?? '';
    const keys = {
      all: 'all',
      level: `level|${level}`,
      category: `category|${level}|${major?.categoryCode ?? ''}`,
      class: `class|${level}|${major?.classCode ?? ''}`,
    };
    const numbers = used.flatMap((scope) => (scope === 'programme' ? [] : numberOf(keys[scope])));
    shared.set(code, numbers);
    return numbers;
  };
  const groupsOf = (programme: SnapshotProgramme): readonly number[] => {
    const found = known.get(programme.id);
    if (found) return found;
    const numbers = [...sharedOf(programme.major), count++];
    known.set(programme.id, numbers);
    return numbers;
  };
  /** Of each part of the rates: hits and persons by number of group; the widest group takes all parts as one. */
  const counts = new Map<string | number, { readonly hits: number[]; readonly persons: number[] }>();
  const countsOf = (part: string | number) => {
    const found = counts.get(part) ?? { hits: [], persons: [] };
    counts.set(part, found);
    return found;
  };
  return {
    add(programme: SnapshotProgramme, part: string | number, hits: number, persons: number): void {
      const numbers = groupsOf(programme);
      const own = countsOf(part);
      for (let i = 0; i < numbers.length; i++) {
        const sums = used[i] === 'all' ? countsOf('all') : own;
        const group = numbers[i]!;
        sums.hits[group] = (sums.hits[group] ?? 0) + hits;
        sums.persons[group] = (sums.persons[group] ?? 0) + persons;
      }
    },
    rateOf(programme: SnapshotProgramme, part: string | number, assumed: number): PooledRate {
      let rate = assumed;
      let own = 0;
      let from: Scope | null = null;
      const numbers = groupsOf(programme);
      const counted = countsOf(part);
      for (let i = 0; i < numbers.length; i++) {
        const sums = used[i] === 'all' ? countsOf('all') : counted;
        const hits = sums.hits[numbers[i]!] ?? 0;
        const persons = sums.persons[numbers[i]!] ?? 0;
        if (k + persons > 0) rate = (k * rate + hits) / (k + persons);
        if (persons > 0) from = used[i]!;
        own = persons;
      }
      return { rate, own, from };
    },
  };
}
