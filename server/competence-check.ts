import { createCompetenceRepository } from '../db/repositories/competences.ts';
import type { ServerContext } from './context.ts';
import { ApiError, type FieldError } from './errors.ts';

/** Refuses a list that names competences the catalogue does not hold, each by its place. */
export function createCompetenceCheck({ db }: ServerContext) {
  const catalogue = createCompetenceRepository(db);
  return async (codes: readonly string[]): Promise<void> => {
    const known = await catalogue.known(codes);
    const faults = codes.flatMap((code, i): FieldError[] =>
      known.has(code) ? [] : [{ pointer: `/competences/${i}`, zh: `能力目录中没有 ${code}`, en: `the catalogue of competences does not hold ${code}` }],
    );
    if (faults.length > 0) throw new ApiError('invalid', { zh: '请更正所列字段后重试', en: 'Correct the fields listed and try again' }, faults);
  };
}
