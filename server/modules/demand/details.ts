import type { DeclarationInput } from '../../../schemas/demand.ts';
import { partFaults } from '../../../schemas/report-faults.ts';
import { ApiError } from '../../errors.ts';

/** Refuses parts that exceed the headcount. */
export function checkParts(input: Pick<DeclarationInput, 'headcount' | 'education' | 'grades'>): void {
  const faults = partFaults(input);
  if (faults.length > 0) throw new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, faults);
}
