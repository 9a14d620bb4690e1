import type { DeclarationInput } from '../../../schemas/demand.ts';
import { ApiError, invalidField, type FieldError } from '../../errors.ts';

/** Employees by education level, and by grade, are parts of the headcount: none of them, and not their sum, may exceed it. */
export function checkParts({ headcount, education, grades }: Pick<DeclarationInput, 'headcount' | 'education' | 'grades'>): void {
  const faults = Object.entries({ education, grades }).flatMap(([field, parts]): FieldError[] => {
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
  if (faults.length > 0) throw new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, faults);
}

/** Hires open to new graduates are a part of the planned hires. */
export function checkHires({ plannedHires, openToNewGraduates }: Pick<DeclarationInput, 'plannedHires' | 'openToNewGraduates'>): void {
  if (openToNewGraduates === undefined) return;
  if (plannedHires === undefined)
    throw invalidField('/openToNewGraduates', '请同时填报计划招聘人数 plannedHires', 'is a part of plannedHires, which needs to be told too');
  if (openToNewGraduates > plannedHires)
    throw invalidField(
      '/openToNewGraduates',
      `${openToNewGraduates} 人超过计划招聘人数 ${plannedHires} 人`,
      `must be at most plannedHires ${plannedHires}, got ${openToNewGraduates}`,
    );
}

/** Refuses a list that names majors the catalogue does not hold, each by its place. */
export function checkMajors(codes: readonly string[], known: ReadonlySet<string>): void {
  const faults = codes.flatMap((code, i): FieldError[] =>
    known.has(code) ? [] : [{ pointer: `/acceptedMajors/${i}`, zh: `专业代码 ${code} 不在目录中`, en: `major ${code} is not in the catalogue` }],
  );
  if (faults.length > 0) throw new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, faults);
}
