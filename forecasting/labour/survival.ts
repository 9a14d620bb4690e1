import type { CitySnapshot, SnapshotMajor, SnapshotProgramme } from './snapshot.ts';

/** Years back over which students are followed from grade to grade. */
const followedYears = 6;

interface Counts {
  stayed: number;
  started: number;
}

/** Share of a cohort in grade g that graduates, with the persons it rests on. */
export interface Survival {
  /** By grade, index 0 = grade 1. */
  readonly toGraduation: readonly number[];
  /** Persons behind the last step's rate, pooled ones included: how sure the rate is. */
  readonly basis: number;
}

/** Transitions of one programme: grade g in year t to grade g+1 in t+1 (the last grade: to graduates of t+1). */
function countTransitions(programme: SnapshotProgramme, t0: number, into: (step: number, stayed: number, started: number) => void): void {
  const byYear = new Map(programme.years.map((year) => [year.year, year]));
  for (const year of programme.years) {
    const next = byYear.get(year.year + 1);
    if (!next || year.year < t0 - followedYears) continue;
    year.enrolled.forEach((started, g) => {
      const stayed = g + 1 < programme.lengthYears ? next.enrolled[g + 1] : next.graduates;
      // more than came in are transfers: they do not make survival exceed 1
      if (stayed !== undefined && started > 0) into(g, Math.min(stayed, started), started);
    });
  }
}

/**
 * Survival from each grade to graduation per programme, partially pooled programme → class → category → level → all with strength k: each rate is
 * (k·rate of the wider group + stayed) ÷ (k + started), so that a class of nine gives neither 0 % nor 100 %.
 */
export function survivalRates(snapshot: CitySnapshot): ReadonlyMap<string, Survival> {
  const k = snapshot.parameters.poolingStrength;
  const majors = new Map(snapshot.majors.map((major) => [major.code, major]));
  const counts = new Map<string, Counts>();
  const groupsOf = (programme: SnapshotProgramme, major: SnapshotMajor | undefined, step: number) => {
    const level = major?.level ?? '';
    return [
      `all`,
      `level|${level}|${step}`,
      `category|${level}|${major?.categoryCode ?? ''}|${step}`,
      `class|${level}|${major?.classCode ?? ''}|${step}`,
      `programme|${programme.id}|${step}`,
    ];
  };
  for (const programme of snapshot.programmes) {
    countTransitions(programme, snapshot.asOfYear, (step, stayed, started) => {
      for (const group of groupsOf(programme, majors.get(programme.major), step)) {
        const sum = counts.get(group) ?? { stayed: 0, started: 0 };
        counts.set(group, { stayed: sum.stayed + stayed, started: sum.started + started });
      }
    });
  }
  return new Map(
    snapshot.programmes.map((programme) => {
      const steps = Array.from({ length: programme.lengthYears }, (_, step) => {
        let rate = 1;
        for (const group of groupsOf(programme, majors.get(programme.major), step)) {
          const { stayed, started } = counts.get(group) ?? { stayed: 0, started: 0 };
          if (k + started > 0) rate = (k * rate + stayed) / (k + started);
        }
        return rate;
      });
      const toGraduation = steps.map((_, g) => steps.slice(g).reduce((product, rate) => product * rate, 1));
      const own = counts.get(`programme|${programme.id}|0`)?.started ?? 0;
      return [programme.id, { toGraduation, basis: k + own }];
    }),
  );
}
