import type { Reference } from '../reference.ts';
import { outsideShare, sum, weightFloor } from './assumptions.ts';

export interface Link {
  readonly majorCode: string;
  readonly occupationCode: string;
  readonly origin: 'official' | 'editorial';
}

export function allLinks(reference: Reference): Link[] {
  return [
    ...reference.officialLinks.map(({ majorCode, occupationCode }): Link => ({ majorCode, occupationCode, origin: 'official' })),
    ...reference.editorialLinks.map((link): Link => ({ ...link, origin: 'editorial' })),
  ];
}

/** The majors that serve each occupation somebody employs: those linked to it, and those linked to its 小类, which serve every 职业 below. */
export function majorsByOccupation(reference: Reference, links: readonly Link[]): Map<string, string[]> {
  const direct = Map.groupBy(links, (link) => link.occupationCode);
  const codes = [...direct.keys()].filter((code) => !reference.absentOccupations.has(code)).sort();
  return new Map(
    codes.map((code) => {
      const group = code.length > 7 ? (direct.get(code.slice(0, 7)) ?? []) : [];
      return [code, [...new Set([...direct.get(code)!, ...group].map((link) => link.majorCode))].sort()];
    }),
  );
}

/** Share of an occupation's entry demand that falls to each of its majors: by graduates, with a floor, after the share that goes outside. */
export function weightsOf(majors: readonly string[], graduates: (major: string) => number): Map<string, number> {
  const counts = majors.map(graduates);
  const mean = sum(counts) / counts.length;
  const parts = counts.map((count) => (mean === 0 ? 1 : count + weightFloor * mean));
  const whole = sum(parts);
  return new Map(majors.map((major, i) => [major, ((1 - outsideShare) * parts[i]!) / whole]));
}
