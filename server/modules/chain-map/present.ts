import { ends, type Flow } from '../../../forecasting/labour/chain-map.ts';
import type { CitySnapshot, Level } from '../../../forecasting/labour/snapshot.ts';
import type { ChainMap } from '../../../schemas/chain-map.ts';
import { mapPlaces } from '../../../schemas/vocabulary.ts';
import type { Withheld } from '../../withhold.ts';

type Node = ChainMap['nodes'][number];
type Band = NonNullable<Node['band']>;
interface MajorOfChain {
  readonly code: string;
  readonly name: string;
  readonly level: Level;
}
interface MajorRow extends MajorOfChain {
  readonly from: number;
  readonly to: number;
  readonly supply: number;
  readonly band: Band;
}
/** Persons a year that are missing at least where a major is named as thin. */
const leastNamed = 0.5;
const sumOf = (flows: readonly Flow[] = []) => flows.reduce((sum, { persons }) => sum + persons, 0);
const split = (key: string) => {
  const [kind = '', code = kind] = key.split(':');
  return { kind: kind as Node['kind'], code };
};

/** Places and flows with names, marks and what is not told; `hidden` are places that are withheld. */
export function presentMap(
  flows: readonly Flow[],
  hidden: ReadonlyMap<string, Withheld>,
  { majors, key, snapshot }: { readonly majors: readonly MajorRow[]; readonly key: readonly MajorOfChain[]; readonly snapshot: CitySnapshot },
): Pick<ChainMap, 'nodes' | 'links' | 'thinnest'> {
  const into = Map.groupBy(flows, ({ target }) => target);
  const outOf = Map.groupBy(flows, ({ source }) => source);
  const rows = new Map(majors.map((row) => [row.code, row]));
  const shortOf = missing(into, outOf);
  const names: Readonly<Partial<Record<Node['kind'], ReadonlyMap<string, string>>>> = {
    occupation: new Map(snapshot.occupations.map(({ code, name }) => [code, name])),
    major: new Map([...key, ...majors].map(({ code, name }) => [code, name])),
    school: new Map(snapshot.programmes.map(({ schoolId, school }) => [schoolId, school])),
  };
  const offered = new Set(flows.filter(({ target }) => target === ends.schools || target.startsWith('school:')).map(({ source }) => source));
  const uncoveredOf = (place: string, kind: Node['kind']): Node['uncovered'] => {
    if (kind === 'occupation') return (outOf.get(place) ?? []).some(({ target }) => target === 'unlinked') ? 'no_major' : null;
    return kind === 'major' && !offered.has(place) ? 'no_school' : null;
  };
  const nodeOf = (place: string): Node => {
    const { kind, code } = split(place);
    const row = kind === 'major' ? rows.get(code) : undefined;
    const withheld = hidden.get(place) ?? null;
    return {
      ...{ key: place, kind, code, name: names[kind]?.get(code) ?? code, level: row?.level ?? null },
      persons: withheld === null ? sumOf(outOf.get(place) ?? into.get(place)) : null,
      short: withheld === null && !majorsBehind(place, outOf).some((one) => hidden.has(one)) ? shortOf(place) : null,
      supply: row ? row.supply / (row.to - row.from + 1) : null,
      ...{ band: row?.band ?? null, uncovered: uncoveredOf(place, kind), withheld },
    };
  };
  const idle = key
    .filter(({ code }) => !outOf.has(`major:${code}`))
    .map(({ code, name, level }): Node => ({
      ...{ key: `major:${code}`, kind: 'major', code, name, level, persons: 0, short: 0, supply: 0, band: null, uncovered: 'no_demand', withheld: null },
    }));
  const nodes = [...[...new Set(flows.flatMap(({ source, target }) => [source, target]))].map(nodeOf), ...idle].sort(
    (a, b) => mapPlaces.indexOf(a.kind) - mapPlaces.indexOf(b.kind) || (b.persons ?? -1) - (a.persons ?? -1) || (a.code < b.code ? -1 : 1),
  );
  return {
    nodes,
    links: flows.map(({ source, target, persons }) => {
      // what a major sends to a school is as open as the major: of the school only the sum is hidden
      const withheld = hidden.get(source) ?? (source.startsWith('major:') ? null : hidden.get(target)) ?? null;
      return { source, target, persons: withheld === null ? persons : null, withheld };
    }),
    thinnest: nodes
      .flatMap(({ kind, code, name, level, short, persons }) =>
        kind === 'major' && level !== null && short !== null && short >= leastNamed && persons !== null
          ? [{ majorCode: code, majorName: name, level, short, covered: 1 - short / persons }]
          : [],
      )
      .sort((a, b) => b.short - a.short || (a.majorCode < b.majorCode ? -1 : 1))
      .slice(0, 2),
  };
}

/** Persons a year who flow through a place and whom no graduates meet: of a major its own, of a place before it the same share of what it sends there. */
function missing(into: ReadonlyMap<string, readonly Flow[]>, outOf: ReadonlyMap<string, readonly Flow[]>): (place: string) => number {
  const short = (place: string): number => {
    if (place === 'uncovered' || place === 'unlinked') return sumOf(into.get(place));
    return (outOf.get(place) ?? []).reduce((sum, { target, persons }) => {
      if (target === 'uncovered' || target === 'unlinked') return sum + persons;
      const all = sumOf(outOf.get(target));
      return all > 0 ? sum + persons * (short(target) / all) : sum;
    }, 0);
  };
  return short;
}

/** Majors that what flows out of a place passes through. */
function majorsBehind(place: string, outOf: ReadonlyMap<string, readonly Flow[]>): string[] {
  return (outOf.get(place) ?? []).flatMap(({ target }) => (target.startsWith('major:') ? [target] : majorsBehind(target, outOf)));
}
