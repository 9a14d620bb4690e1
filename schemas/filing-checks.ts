import { filingFields, type FilingKind } from './filing-fields.ts';

/** A value is unusual from this many persons on: small numbers double easily. */
export const unusualPersons = 20;
/** …and if it is more than this many times the year before, or less than its reciprocal. */
export const unusualFactor = 2;
/** …or, of students who were there the year before one grade lower, if it is more than this many times as many. */
export const carriedOverFactor = 1.2;

/** A line as entered: occupation or major code, and fields as in the body of a single report. */
export interface ReportLine {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}
/** What somebody should look at once more before it counts. */
export interface UnusualValue {
  readonly key: string;
  /** Place in the line, as a JSON pointer; empty: the line as a whole. */
  readonly pointer: string;
  readonly was: number;
  readonly is: number;
  readonly zh: string;
  readonly en: string;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const numbersOf = (value: unknown): number[] | undefined => (Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : undefined);
const far = (is: number, was: number, factor: number) => Math.abs(is - was) >= unusualPersons && is > was * factor;

/**
 * Values that differ from last year's by more than `unusualFactor` either way and at least `unusualPersons`; students who were not there a grade lower;
 * occupations and programmes that were reported last year and now are not. Pure: forms and spreadsheets ask the same.
 *
 * @param lines this year's, each valid by itself
 * @param before last year's as they stand; what is in neither year is not compared
 * @returns in the order of the lines, what is missing last
 */
export function unusualValues(kind: FilingKind, lines: readonly ReportLine[], before: readonly ReportLine[]): UnusualValue[] {
  const lastYear = new Map(before.map((line) => [line.key, line.values]));
  const found = lines.flatMap(({ key, values }): UnusualValue[] => {
    const old = lastYear.get(key);
    if (old === undefined) return [];
    const compared = filingFields[kind].filter((field) => field.compared);
    const jumps = compared.flatMap(({ name, zh, en }): UnusualValue[] => {
      const [was, is] = [numberOf(old[name]), numberOf(values[name])];
      if (was === undefined || is === undefined || !(far(is, was, unusualFactor) || far(was, is, unusualFactor))) return [];
      return [{ key, pointer: `/${name}`, was, is, zh: `${zh} ${is} 人，上年 ${was} 人`, en: `${en}: ${is}, last year ${was}` }];
    });
    return [...jumps, ...(kind === 'enrolment' ? unusualStudents(key, values, old) : [])];
  });
  const here = new Set(lines.map((line) => line.key));
  const total = kind === 'demand' ? (values: ReportLine['values']) => numberOf(values['headcount']) ?? 0 : studentsOf;
  const missing = before
    .filter((line) => !here.has(line.key) && total(line.values) >= unusualPersons)
    .map(({ key, values }): UnusualValue => {
      const was = total(values);
      return {
        key,
        pointer: '',
        was,
        is: 0,
        zh: `上年填报 ${was} 人，今年未填`,
        en: `${was} persons last year, no line now`,
      };
    });
  return [...found, ...missing];
}

/** Names of what a school reports of a year, as its form has them. */
const schoolYearWords = {
  fullTimeTeachers: ['专任教师', 'Full-time teachers'],
  teacherPosts: ['核定专任教师数', 'Approved full-time teachers'],
  professionalTeachers: ['专业教师', 'Teachers of professional courses'],
  dualQualifiedTeachers: ['双师型教师', 'Dual-qualified teachers'],
  partTimeTeachers: ['兼职教师', 'Part-time teachers'],
  trainingPersonTimes: ['培训人次', 'Training (person-times)'],
  practiceBaseArea: ['实训基地建筑面积', 'Practice base area'],
  practicePlaces: ['实训工位', 'Practice places'],
  equipmentValue: ['教学仪器设备总值', 'Teaching equipment'],
} as const;
type SchoolYearFigures = Readonly<Partial<Record<keyof typeof schoolYearWords, number | null>>>;

/** What a school reports of a year and differs from the year before as `unusualValues` has it. */
export function unusualSchoolYear(year: SchoolYearFigures, before: SchoolYearFigures): UnusualValue[] {
  return Object.entries(schoolYearWords).flatMap(([name, [zh, en]]): UnusualValue[] => {
    const [was, is] = [numberOf(before[name as keyof SchoolYearFigures]), numberOf(year[name as keyof SchoolYearFigures])];
    if (was === undefined || is === undefined || !(far(is, was, unusualFactor) || far(was, is, unusualFactor))) return [];
    return [{ key: name, pointer: `/${name}`, was, is, zh: `${zh} ${is}，上年 ${was}`, en: `${en}: ${is}, last year ${was}` }];
  });
}

const studentsOf = (values: ReportLine['values']) => (numbersOf(values['enrolled']) ?? []).reduce((sum, one) => sum + one, 0);

/** Grade g is last year's grade g − 1, graduates are last year's last grade: more than carried over, or less than half, is unusual. */
function unusualStudents(key: string, values: ReportLine['values'], old: ReportLine['values']): UnusualValue[] {
  const [now, before] = [numbersOf(values['enrolled']), numbersOf(old['enrolled'])];
  if (now === undefined || before === undefined) return [];
  const graduates = numberOf(values['graduates']);
  const places = [
    ...now.slice(1).map((is, i) => ({ is, was: before[i], pointer: `/enrolled/${i + 1}`, zh: `${i + 2} 年级`, en: `Grade ${i + 2}`, from: i + 1 })),
    { is: graduates, was: before[before.length - 1], pointer: '/graduates', zh: '毕业生', en: 'Graduates', from: before.length },
  ];
  return places.flatMap(({ is, was, pointer, zh, en, from }): UnusualValue[] => {
    if (is === undefined || was === undefined || !(far(is, was, carriedOverFactor) || far(was, is, unusualFactor))) return [];
    const told = { zh: `${zh} ${is} 人，上年 ${from} 年级 ${was} 人`, en: `${en}: ${is}, last year's grade ${from} had ${was}` };
    return [{ key, pointer, was, is, ...told }];
  });
}
