import type { NewDeclaration } from '../db/repositories/reports.ts';
import type { ReportDetails } from '../db/repositories/report-details.ts';
import { createCatalogueRepository } from '../db/repositories/catalogue.ts';
import { createCompetenceRepository } from '../db/repositories/competences.ts';
import type { DeclarationInput } from '../schemas/demand.ts';
import { hiresFaults, partFaults } from '../schemas/report-faults.ts';
import type { ServerContext } from './context.ts';
import type { FieldError } from './errors.ts';

/** What declarations have in common, posted one by one or as lines of a filing: what is wrong with them beyond their schema, and the facts they become. */
export function createDeclarationChecks({ db }: Pick<ServerContext, 'db'>) {
  const catalogue = createCatalogueRepository(db);
  const competences = createCompetenceRepository(db);
  /** Faults of each, in order; one query a catalogue however many there are. */
  return async (inputs: readonly DeclarationInput[]): Promise<FieldError[][]> => {
    const occupations = await catalogue.knownOccupations([...new Set(inputs.map((input) => input.occupationCode))]);
    const majors = await catalogue.knownMajors([...new Set(inputs.flatMap((input) => input.acceptedMajors ?? []))]);
    const known = await competences.known([...new Set(inputs.flatMap((input) => input.competences ?? []))]);
    return inputs.map((input) => {
      const { occupationCode: code } = input;
      if (!occupations.has(code))
        return [{ pointer: '/occupationCode', zh: `职业代码 ${code} 不在现行目录中`, en: `occupation ${code} is not in the catalogue in force` }];
      const unknown = (input.competences ?? []).flatMap((one, i): FieldError[] =>
        known.has(one) ? [] : [{ pointer: `/competences/${i}`, zh: `能力目录中没有 ${one}`, en: `the catalogue of competences does not hold ${one}` }],
      );
      const foreign = (input.acceptedMajors ?? []).flatMap((one, i): FieldError[] =>
        majors.has(one) ? [] : [{ pointer: `/acceptedMajors/${i}`, zh: `专业代码 ${one} 不在现行目录中`, en: `major ${one} is not in the catalogue in force` }],
      );
      return [...partFaults(input), ...hiresFaults(input), ...foreign, ...unknown];
    });
  };
}

type Origin = Pick<NewDeclaration, 'id' | 'simulated' | 'source' | 'batchId' | 'reportedBy' | 'validFrom'>;
/** The row and the details that a declaration is stored as. */
export function declarationFact(
  input: DeclarationInput,
  organisationId: string,
  origin: Origin,
): { readonly row: NewDeclaration; readonly details: ReportDetails } {
  const { organisationId: _named, education, grades, competences = [], acceptedMajors = [], jobTitle, ...numbers } = input;
  return {
    row: { ...numbers, jobTitle: jobTitle?.trim() ?? null, organisationId, ...origin },
    details: { ...(education ? { education } : {}), ...(grades ? { grades } : {}), competences, acceptedMajors },
  };
}
