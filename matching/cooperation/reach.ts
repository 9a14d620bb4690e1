import type { Link, Listing } from './listing.ts';

/** Occupation → majors with the strength of the link as a share of the occupation's strongest, 0–1. */
export type LinkIndex = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Links by occupation; the order in which they come does not matter. */
export function indexLinks(links: readonly Link[]): LinkIndex {
  const strongest = new Map<string, number>();
  for (const { occupation, strength } of links) strongest.set(occupation, Math.max(strongest.get(occupation) ?? 0, strength));
  const index = new Map<string, Map<string, number>>();
  for (const { occupation, major, strength } of links) {
    const ofOccupation = index.get(occupation) ?? new Map<string, number>();
    index.set(occupation, ofOccupation.set(major, strength / (strongest.get(occupation) ?? strength)));
  }
  return index;
}

/** One code names the other or what it belongs to: 6-31-01 and 6-31-01-03. */
export const sameOccupation = (a: string, b: string): boolean => a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);

/** How far a listing speaks of an occupation, 0–1: 1 where it names it, else by the strongest link of a major it names. */
export function speaksOf({ majors, occupations }: Listing, occupation: string, links: LinkIndex): number {
  if (occupations.some((code) => sameOccupation(code, occupation))) return 1;
  const linked = links.get(occupation);
  return linked ? majors.reduce((most, major) => Math.max(most, linked.get(major) ?? 0), 0) : 0;
}

/** Occupations that a listing means: those it names, else those its majors are linked to. */
export function meantBy({ majors, occupations }: Listing, links: LinkIndex): string[] {
  if (occupations.length > 0) return [...new Set(occupations)].sort();
  const named = new Set(majors);
  return [...links]
    .filter(([, linked]) => [...linked.keys()].some((major) => named.has(major)))
    .map(([code]) => code)
    .sort();
}
