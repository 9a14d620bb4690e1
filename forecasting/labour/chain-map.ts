/** Persons a year that flow from one place of the map to another. */
export interface Flow {
  readonly source: string;
  readonly target: string;
  readonly persons: number;
}
/** A major in a chain, as a run has it: persons of its decision window, `from` … `to` the years of the window. */
export interface MappedMajor {
  readonly code: string;
  readonly demand: number;
  readonly supply: number;
  readonly from: number;
  readonly to: number;
}
export interface ChainMapInput {
  readonly majors: readonly MappedMajor[];
  /** w(m|o) of occupations that have demand; majors without a row are left out. */
  readonly weights: readonly { readonly major: string; readonly occupation: string; readonly weight: number }[];
  /** Occupations of the chain's enterprises by the segment they stand in. */
  readonly segments: ReadonlyMap<string, string>;
  /** Entry demand of an occupation in this chain in a year, persons: what a major's demand is split by. */
  readonly wanted: (occupation: string, year: number) => number;
  /** Share of an occupation's entry demand that falls to people who studied elsewhere. */
  readonly outsideOf: (occupation: string) => number;
  /** Who offers a major, and how many students there are to share its graduates by. */
  readonly schools: ReadonlyMap<string, readonly { readonly id: string; readonly students: number }[]>;
  /** Years in which occupations without a major are told. */
  readonly from: number;
  readonly to: number;
}
/** Ends that are no segment, occupation, major or school. */
export const ends = {
  outside: 'outside',
  unlinked: 'unlinked',
  uncovered: 'uncovered',
  elsewhere: 'elsewhere',
  schools: 'schools',
  other: 'occupation:other',
} as const;
export const placeOf = {
  segment: (name: string) => `segment:${name}`,
  occupation: (code: string) => `occupation:${code}`,
  major: (code: string) => `major:${code}`,
  school: (id: string) => `school:${id}`,
};
const yearsOf = ({ from, to }: { readonly from: number; readonly to: number }) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const total = (flows: readonly Flow[]) => flows.reduce((sum, { persons }) => sum + persons, 0);

/** Demand of a major from its occupations: its stored figure, split by weight × what the occupation wants in the same years. Demand that no occupation explains (projects alone) has an end of its own. */
function demanded(major: MappedMajor, { weights, wanted, segments }: ChainMapInput): Flow[] {
  const perYear = major.demand / (major.to - major.from + 1);
  const parts = weights
    .filter((weight) => weight.major === major.code && segments.has(weight.occupation))
    .map(({ occupation, weight }) => ({ occupation, size: weight * yearsOf(major).reduce((sum, year) => sum + wanted(occupation, year), 0) }))
    .filter(({ size }) => size > 0);
  const all = parts.reduce((sum, { size }) => sum + size, 0);
  const target = placeOf.major(major.code);
  if (all <= 0) return perYear > 0 ? [{ source: ends.other, target, persons: perYear }] : [];
  return parts.map(({ occupation, size }) => ({ source: placeOf.occupation(occupation), target, persons: perYear * (size / all) }));
}

/** What of the demand graduates meet, by school as it has students, and what nobody meets. Supply beyond demand flows nowhere. */
function covered(major: MappedMajor, { schools }: ChainMapInput): Flow[] {
  const source = placeOf.major(major.code);
  const perYear = { demand: major.demand / (major.to - major.from + 1), supply: major.supply / (major.to - major.from + 1) };
  const met = Math.min(perYear.demand, perYear.supply);
  const offering = (schools.get(major.code) ?? []).filter(({ students }) => students > 0);
  const students = offering.reduce((sum, school) => sum + school.students, 0);
  return [
    ...offering.map((school) => ({ source, target: placeOf.school(school.id), persons: met * (school.students / students) })),
    ...(students > 0 ? [] : [{ source, target: ends.elsewhere, persons: met }]),
    { source, target: ends.uncovered, persons: perYear.demand - met },
  ].filter(({ persons }) => persons > 0);
}

/**
 * Who feeds a chain: segment → occupation → major → school, persons a year of the decision windows. Majors carry the demand of the run; what their occupations lose to people who studied elsewhere
 * (outside ÷ (1 − outside) of what falls to majors) and occupations without any major are ends of their own, as is demand that no graduates meet. What flows into a place flows out of it.
 * Source: docs/model.md, Demand 5: the shares of the run, read the other way.
 *
 * @param input stored figures of the chain's majors, weights and schools of the same run
 * @returns flows from left to right, each above 0, in the order of the input
 * @example chainMap({ majors: [{ code: 'm', demand: 30, supply: 24, from: 2029, to: 2031 }], weights: [{ major: 'm', occupation: 'o', weight: 0.8 }], segments: new Map([['o', 'upstream']]), wanted: () => 1, outsideOf: () => 0.2, schools: new Map([['m', [{ id: 's', students: 9 }]]]), from: 2029, to: 2031 }).map(({ target, persons }) => [target, persons]) // → [['occupation:o', 12.5], ['major:m', 10], ['outside', 2.5], ['school:s', 8], ['uncovered', 2]]
 */
export function chainMap(input: ChainMapInput): Flow[] {
  const { majors, segments, outsideOf, wanted } = input;
  const left = majors.flatMap((major) => demanded(major, input));
  const linked = new Set(input.weights.map(({ occupation }) => occupation));
  const lost = [...segments.keys()].flatMap((code): Flow[] => {
    const source = placeOf.occupation(code);
    const own = total(left.filter((flow) => flow.source === source));
    const outside = outsideOf(code);
    if (own > 0) return [{ source, target: ends.outside, persons: (own * outside) / (1 - outside) }];
    if (linked.has(code)) return [];
    const years = yearsOf(input);
    return [{ source, target: ends.unlinked, persons: years.reduce((sum, year) => sum + wanted(code, year), 0) / years.length }];
  });
  const middle = [...left, ...lost].filter(({ persons }) => persons > 0);
  const occupations = [...segments].map(([code, segment]) => ({ key: placeOf.occupation(code), segment: placeOf.segment(segment) }));
  const first = occupations.map(({ key, segment }) => ({ source: segment, target: key, persons: total(middle.filter((flow) => flow.source === key)) }));
  return [...first.filter(({ persons }) => persons > 0), ...middle, ...majors.flatMap((major) => covered(major, input))];
}

/**
 * The same map with all schools as one place: what a major sends to a single school is that school's share of the students enrolled.
 * Source: docs/model.md, Demand 5: the shares of the run, read the other way.
 *
 * @param flows as `chainMap` returns them
 * @returns flows to schools summed by major, in place of the first of each; persons are kept
 * @example schoolsAsOne([{ source: 'major:m', target: 'school:s', persons: 6 }, { source: 'major:m', target: 'school:t', persons: 2 }]) // → [{ source: 'major:m', target: 'schools', persons: 8 }]
 */
export function schoolsAsOne(flows: readonly Flow[]): Flow[] {
  const isSchool = ({ target }: Flow) => target.startsWith(placeOf.school(''));
  const sent = Map.groupBy(flows.filter(isSchool), ({ source }) => source);
  return flows.flatMap((flow): Flow[] => {
    if (!isSchool(flow)) return [flow];
    const own = sent.get(flow.source) ?? [];
    return own[0] === flow ? [{ source: flow.source, target: ends.schools, persons: total(own) }] : [];
  });
}
