import type { DeclarationInput } from '../../../schemas/demand.ts';
import { ApiError, type FieldError } from '../../errors.ts';

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
