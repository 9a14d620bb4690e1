import { ends, placeOf, type Flow } from '../../../forecasting/labour/chain-map.ts';
import type { CitySnapshot } from '../../../forecasting/labour/snapshot.ts';
import { suppressionOf, type Disclosed } from '../../disclosure/readers.ts';
import { withhold, type Sum, type Withheld } from '../../withhold.ts';

/**
 * Places of a map whose persons are not told to organisations. Majors go by what the run withholds. An occupation is told where three enterprises stand behind it in every chain that
 * employs it: the figure of the city is told elsewhere, and the difference would be the other chain's. What could be worked out of the rest goes too.
 *
 * @returns place → reason
 */
export function hiddenPlaces(
  chainId: string,
  { reporters = [], parameters }: CitySnapshot,
  flows: readonly Flow[],
  majors: readonly (Disclosed & { readonly code: string })[],
): Map<string, Withheld> {
  const fewest = new Map<string, number>();
  const here = new Map<string, number>();
  for (const { occupation, chain, enterprises } of reporters) {
    fewest.set(occupation, Math.min(fewest.get(occupation) ?? Infinity, enterprises));
    if (chain === chainId) here.set(placeOf.occupation(occupation), enterprises);
  }
  const into = Map.groupBy(flows, ({ target }) => target);
  const outOf = Map.groupBy(flows, ({ source }) => source);
  const isOccupation = (key: string) => key.startsWith('occupation:');
  const persons = (some: readonly Flow[] = []) => some.reduce((sum, flow) => sum + flow.persons, 0);
  const occupations = [...outOf.keys()].filter(isOccupation);
  const segments = [...outOf.keys()].filter((key) => key.startsWith('segment:'));
  const withheldMajors = new Set(majors.filter((row) => suppressionOf(row) !== null).map(({ code }) => placeOf.major(code)));
  const least = 1; // a figure without an enterprise counted behind it is somebody's all the same
  const cells = [
    ...occupations.map((key) => ({ key, enterprises: Math.max(least, fewest.get(key.slice('occupation:'.length)) ?? 0), value: persons(outOf.get(key)) })),
    ...segments.map((key) => ({
      ...{ key, value: persons(outOf.get(key)) },
      enterprises: Math.max(least, ...(outOf.get(key) ?? []).map(({ target }) => here.get(target) ?? 0)),
    })),
    ...[ends.outside, ends.unlinked].filter((key) => into.has(key)).map((key) => ({ key, enterprises: Infinity, value: persons(into.get(key)) })),
    // a major that the run tells is told elsewhere: it is no figure that could be withheld here
    ...[...withheldMajors].map((key) => ({ key, enterprises: least, value: persons(outOf.get(key)) })),
  ];
  const sumOf = (total: string, some: readonly Flow[]): Sum => ({
    total,
    parts: some.map(({ source }) => source),
    weights: some.map((flow) => flow.persons / Math.max(persons(outOf.get(flow.source)), Number.MIN_VALUE)),
  });
  const sums: Sum[] = [
    ...segments.map((total) => ({ total, parts: (outOf.get(total) ?? []).map(({ target }) => target) })),
    ...[...into].filter(([, some]) => some.every(({ source }) => isOccupation(source))).map(([total, some]) => sumOf(total, some)),
  ];
  const hidden = withhold(cells, sums, parameters.discloseEnterprises);
  // the right-hand side of a hidden major is its demand, school by school
  for (const { source, target } of flows) if (hidden.has(source) && source.startsWith('major:')) hidden.set(target, hidden.get(target) ?? 'would_reveal');
  return hidden;
}
