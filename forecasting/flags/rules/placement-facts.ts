import type { SnapshotProgramme } from '../../labour/snapshot.ts';
import type { Fact, RuleSubject } from './fact.ts';

/** Ranks among fewer programmes say nothing about a bottom tenth. */
const fewestRanked = 10;

/**
 * Placement rate (毕业去向落实率): graduates with a job anywhere, in further study or in the military ÷ all with a known destination; and its rank among the
 * programmes of the level and year, counted from the bottom as a share (1 ÷ n is the lowest; ties share the higher rank).
 * Source: docs/model.md, Published rules: first destinations.
 *
 * @param programmes with their destinations, persons
 * @param subject of a programme
 * @returns rates of every reported year; ranks only among at least ten programmes
 * @example placementFacts([{ destinations: [{ year: 2025, localJob: 30, otherRegion: 5, furtherStudy: 4, military: 1, unemployed: 10 }] }], () => ({ level: 'associate' })).map(({ value }) => value) // → [0.8]
 */
export function placementFacts(programmes: readonly SnapshotProgramme[], subject: (programme: SnapshotProgramme) => RuleSubject): Fact[] {
  const rates: Fact[] = programmes.flatMap((programme) =>
    programme.destinations.flatMap((year) => {
      const placed = year.localJob + year.otherRegion + year.furtherStudy + year.military;
      const known = placed + year.unemployed;
      return known === 0 ? [] : [{ subject: subject(programme), measure: 'placementRate' as const, year: year.year, value: placed / known }];
    }),
  );
  const ranks = [...Map.groupBy(rates, (fact) => `${fact.subject.level ?? ''}|${fact.year}`).values()]
    .filter((group) => group.length >= fewestRanked)
    .flatMap((group) =>
      group.map((fact): Fact => {
        const below = group.filter((other) => other.value <= fact.value).length;
        return { ...fact, measure: 'placementRank', value: below / group.length };
      }),
    );
  return [...rates, ...ranks];
}
