import type { createGraduateTrackRepository } from '../../../db/repositories/graduate-tracks.ts';
import { graduateRates, type TrackSums } from '../../../forecasting/labour/graduate-rates.ts';
import type { GraduateRates } from '../../../schemas/graduate-tracks.ts';
import { satisfactionGrades, trackCuts, trackMonths, wageBands } from '../../../schemas/vocabulary.ts';
import { without } from '../../disclosure/readers.ts';
import { withhold, type Sum, type Withheld } from '../../withhold.ts';

export type TrackRow = Awaited<ReturnType<ReturnType<typeof createGraduateTrackRepository>['ofYear']>>[number];
export type Cut = (typeof trackCuts)[number];
/** Rates of fewer graduates than this are withheld from everybody but their own school. */
export const fewestGraduates = 5;

interface Group {
  readonly by: Cut;
  readonly code: string;
  readonly rows: readonly TrackRow[];
}
const keyOf = ({ by, code }: Pick<Group, 'by' | 'code'>) => `${by} ${code}`;
const codeIn: Readonly<Record<Cut, (row: TrackRow) => string>> = {
  programme: ({ row }) => row.programmeId,
  major: ({ majorCode }) => majorCode,
  level: ({ level }) => level,
  school: ({ row }) => row.schoolId,
  city: () => 'city',
};
const groupsOf = (rows: readonly TrackRow[]): Group[] =>
  trackCuts.flatMap((by) => [...Map.groupBy(rows, codeIn[by])].map(([code, some]) => ({ by, code, rows: some })));

function sumsOf(rows: readonly TrackRow[]): TrackSums & { readonly asked: number } {
  const sum = (of: (row: TrackRow['row']) => number | null) => rows.reduce((total, { row }) => total + (of(row) ?? 0), 0);
  return {
    ...{ asked: sum((row) => row.asked), localJob: sum((row) => row.localJob), otherRegion: sum((row) => row.otherRegion) },
    ...{ furtherStudy: sum((row) => row.furtherStudy), military: sum((row) => row.military), unemployed: sum((row) => row.unemployed) },
    ...{ inField: sum((row) => row.inField), fieldOf: sum((row) => (row.inField === null ? 0 : row.localJob + row.otherRegion)) },
    wages: wageBands.map((band) => sum((row) => row[band])),
    satisfied: satisfactionGrades.map((grade) => sum((row) => row[grade])),
  };
}
const ownOf = ({ by, code, rows }: Group, schoolId: string | null) =>
  schoolId !== null && (by === 'programme' ? rows[0]?.row.schoolId === schoolId : by === 'school' && code === schoolId);

/** City = levels, a level = its majors, a major = its programmes; city = schools, a school = its programmes. */
function sumsAmong(groups: readonly Group[]): Sum[] {
  const parts = (total: Group, by: Cut) => groups.filter((part) => part.by === by && part.rows.every((row) => codeIn[total.by](row) === total.code)).map(keyOf);
  const inside: Readonly<Partial<Record<Cut, readonly Cut[]>>> = { city: ['level', 'school'], level: ['major'], major: ['programme'], school: ['programme'] };
  return groups.flatMap((total) => (inside[total.by] ?? []).map((by) => ({ total: keyOf(total), parts: parts(total, by) })));
}
/** Withheld over all cuts at once; what the reader knows anyway, the own school's, counts as told, so that nothing else follows from it. */
function withheldOf(groups: readonly Group[], schoolId: string | null): ReadonlyMap<string, Withheld> {
  const cells = groups
    .filter((group) => !ownOf(group, schoolId))
    .map((group) => {
      const { answered } = graduateRates(sumsOf(group.rows));
      return { key: keyOf(group), enterprises: answered, value: answered };
    });
  return withhold(cells, sumsAmong(groups), fewestGraduates);
}

/** Rates of a graduation year by one cut, for each number of months that was asked after. */
export function ratesOf(rows: readonly TrackRow[], by: Cut, schoolId: string | null): GraduateRates[] {
  return trackMonths.flatMap((months) => {
    const groups = groupsOf(rows.filter(({ row }) => row.months === months));
    const hidden = withheldOf(groups, schoolId);
    return groups.filter((group) => group.by === by).map((group) => presentRates(group, months, ownOf(group, schoolId), hidden.get(keyOf(group)) ?? null));
  });
}
const payFields = ['lowerWage', 'medianWage', 'upperWage', 'payAnswers'] as const;
const withheldRates = without('asked', 'answered', 'placed', 'stayed', 'inField', 'furtherStudy', ...payFields, 'wages', 'satisfaction');

function presentRates({ by, code, rows }: Group, months: GraduateRates['months'], own: boolean, withheld: Withheld | null): GraduateRates {
  const [first] = rows;
  if (!first) throw new Error(`rates of ${by} ${code} need a report`);
  const names: Readonly<Record<Cut, string>> = {
    programme: first.majorName,
    major: first.majorName,
    level: first.level,
    school: first.organisationName,
    city: '',
  };
  const about = {
    ...{ by, code: by === 'programme' ? first.majorCode : code, name: names[by], year: first.row.year, months, own, withheld },
    level: by === 'city' || by === 'school' ? null : first.level,
    organisationName: by === 'programme' ? first.organisationName : null,
    simulated: rows.some(({ row }) => row.simulated),
  };
  if (withheld !== null) return { ...about, ...withheldRates };
  const sums = sumsOf(rows);
  const { answered, placed, stayed, inField, furtherStudy, payBands, paid, satisfaction } = graduateRates(sums);
  const [low, median, high] = payBands.map((band) => (band === null ? null : (wageBands[band] ?? null)));
  const payTold = own || paid >= fewestGraduates;
  return {
    ...{ ...about, asked: sums.asked, answered, placed, stayed, inField, furtherStudy, satisfaction },
    ...(payTold ? { lowerWage: low ?? null, medianWage: median ?? null, upperWage: high ?? null, payAnswers: paid } : without(...payFields)),
    // counts add up and could be held against each other
    wages: own && paid > 0 ? [...sums.wages] : null,
  };
}
