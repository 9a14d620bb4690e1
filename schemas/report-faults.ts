import type { DeclarationInput } from './demand.ts';
import { destinationFields, type DestinationReportInput } from './enrolment.ts';
import { minimumYear } from './common.ts';
import type { SchoolYearInput } from './school-years.ts';

/** A field whose value is well-formed but wrong, whether it came by form, by key or in a spreadsheet. */
export interface ReportFault {
  /** JSON pointer into the report. */
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** Employees by education level, and by grade, are parts of the headcount: none of them, and not their sum, may exceed it. */
export function partFaults({ headcount, education, grades }: Pick<DeclarationInput, 'headcount' | 'education' | 'grades'>): ReportFault[] {
  return Object.entries({ education, grades }).flatMap(([field, parts]): ReportFault[] => {
    const named = Object.entries(parts ?? {});
    const large = named.filter(([, persons]) => persons > headcount);
    if (large.length > 0)
      return large.map(([name, persons]) => ({
        pointer: `/${field}/${name}`,
        zh: `${persons} 人超过在岗人数 ${headcount} 人`,
        en: `must be at most the headcount ${headcount}, got ${persons}`,
      }));
    const sum = named.reduce((total, [, persons]) => total + persons, 0);
    if (sum <= headcount) return [];
    return [
      {
        pointer: `/${field}`,
        zh: `各项合计 ${sum} 人，超过在岗人数 ${headcount} 人`,
        en: `parts need to add up to at most the headcount ${headcount}, got ${sum}`,
      },
    ];
  });
}

/** Hires open to new graduates are a part of the planned hires. */
export function hiresFaults({ plannedHires, openToNewGraduates }: Pick<DeclarationInput, 'plannedHires' | 'openToNewGraduates'>): ReportFault[] {
  const pointer = '/openToNewGraduates';
  if (openToNewGraduates === undefined || (plannedHires !== undefined && openToNewGraduates <= plannedHires)) return [];
  if (plannedHires === undefined) return [{ pointer, zh: '请同时填报计划招聘人数 plannedHires', en: 'is a part of plannedHires, which needs to be told too' }];
  return [
    {
      pointer,
      zh: `${openToNewGraduates} 人超过计划招聘人数 ${plannedHires} 人`,
      en: `must be at most plannedHires ${plannedHires}, got ${openToNewGraduates}`,
    },
  ];
}

/** Nobody is taken in under a major that is no longer in force; who began under it is reported under it. */
export function retiredFaults(retired: boolean, takenIn: number, pointer: string): ReportFault[] {
  if (!retired || takenIn === 0) return [];
  return [{ pointer, zh: '该专业代码已停用，不再招生：应为 0', en: 'must be 0: the major was retired from the catalogue, nobody is taken in under it' }];
}

/** Destinations may not add to more than graduated: the field with which they do is named. */
export function destinationFaults(input: DestinationReportInput, graduates: number): ReportFault[] {
  let sum = 0;
  for (const field of destinationFields) {
    sum += input[field];
    if (sum > graduates) {
      const all = destinationFields.reduce((total, name) => total + input[name], 0);
      return [
        {
          pointer: `/${field}`,
          zh: `各去向合计 ${all} 人，超过 ${input.year} 年毕业生 ${graduates} 人`,
          en: `destinations add to ${all}, more than the ${graduates} graduates of ${input.year}`,
        },
      ];
    }
  }
  if (input.inField === undefined || input.inField <= input.localJob) return [];
  return [{ pointer: '/inField', zh: `对口就业不得多于本市就业 ${input.localJob} 人`, en: `must be at most localJob, ${input.localJob}` }];
}

/** Years from 2000 to so many past the newest complete reporting year; any year from 2000 where nothing is reported yet. */
export function yearFaults(year: number, pointer: string, newest: number | undefined, ahead: number): ReportFault[] {
  if (year < minimumYear) return [{ pointer, zh: `年份不得早于 ${minimumYear}`, en: `must be ${minimumYear} or later` }];
  if (newest === undefined || year <= newest + ahead) return [];
  return [{ pointer, zh: `年份不得晚于 ${newest + ahead}`, en: `must be at most ${newest + ahead}` }];
}

/** Parts may not exceed what they are parts of: dual-qualified of professional of full-time teachers. */
export function teacherFaults({ fullTimeTeachers, professionalTeachers, dualQualifiedTeachers }: SchoolYearInput): ReportFault[] {
  const faults: ReportFault[] = [];
  if (professionalTeachers !== undefined && professionalTeachers > fullTimeTeachers)
    faults.push({
      pointer: '/professionalTeachers',
      zh: `专业教师不得多于专任教师 ${fullTimeTeachers} 人`,
      en: `must be at most fullTimeTeachers ${fullTimeTeachers}, got ${professionalTeachers}`,
    });
  const [most, zh, en] =
    professionalTeachers === undefined ? [fullTimeTeachers, '专任教师', 'fullTimeTeachers'] : [professionalTeachers, '专业教师', 'professionalTeachers'];
  if (dualQualifiedTeachers !== undefined && dualQualifiedTeachers > most)
    faults.push({
      pointer: '/dualQualifiedTeachers',
      zh: `双师型教师不得多于${zh} ${most} 人`,
      en: `must be at most ${en} ${most}, got ${dualQualifiedTeachers}`,
    });
  return faults;
}
