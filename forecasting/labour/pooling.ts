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
 *
 * @param widest where pooling begins; before it stands the rate that the caller assumes
 */
export function createPool(snapshot: Pick<CitySnapshot, 'majors' | 'parameters'>, widest: 'all' | 'level') {
  const k = snapshot.parameters.poolingStrength;
  const majors = new Map(snapshot.majors.map((major) => [major.code, major]));
  const counts = new Map<string, { hits: number; persons: number }>();
  const used = scopes.slice(scopes.indexOf(widest));
  const groupsOf = (programme: SnapshotProgramme, part: string | number): (readonly [Scope, string])[] => {
    const major = majors.get(programme.major);
    const level = major?.level ?? '';
    const keys: Record<Scope, string> = {
      all: 'all',
      level: `level|${level}|${part}`,
      category: `category|${level}|${major?.categoryCode ?? ''}|${part}`,
      class: `class|${level}|${major?.classCode ?? ''}|${part}`,
      programme: `programme|${programme.id}|${part}`,
    };
    return used.map((scope) => [scope, keys[scope]]);
  };
  return {
    add(programme: SnapshotProgramme, part: string | number, hits: number, persons: number): void {
      for (const [, key] of groupsOf(programme, part)) {
        const sum = counts.get(key) ?? { hits: 0, persons: 0 };
        counts.set(key, { hits: sum.hits + hits, persons: sum.persons + persons });
      }
    },
    rateOf(programme: SnapshotProgramme, part: string | number, assumed: number): PooledRate {
      let rate = assumed;
      let own = 0;
      let from: Scope | null = null;
      for (const [scope, key] of groupsOf(programme, part)) {
        const { hits, persons } = counts.get(key) ?? { hits: 0, persons: 0 };
        if (k + persons > 0) rate = (k * rate + hits) / (k + persons);
        if (persons > 0) from = scope;
        own = persons;
      }
      return { rate, own, from };
    },
  };
}
