import type { createPostingOutcomeRepository } from '../../../db/repositories/posting-outcomes.ts';
import type { createReportRepository } from '../../../db/repositories/reports.ts';
import type { Declaration, Posting } from '../../../schemas/demand.ts';

type Reports = ReturnType<typeof createReportRepository>;
type DeclarationRow = Awaited<ReturnType<Reports['pageDeclarations']>>['items'][number];
type PostingRow = Awaited<ReturnType<Reports['pagePostings']>>['items'][number];
type Outcome = Awaited<ReturnType<ReturnType<typeof createPostingOutcomeRepository>['add']>>;

export function presentDeclaration(
  { row, organisationName, occupationName }: DeclarationRow,
  told: Pick<Declaration, 'education' | 'grades' | 'competences' | 'acceptedMajors'>,
): Declaration {
  const { id, organisationId, year, occupationCode, nature, unit, headcount, expectedLeavers, plannedHires, simulated, source, validFrom } = row;
  const { openToNewGraduates, level, internships, teacherPractice, jobTitle } = row;
  return {
    ...{ id, organisationId, organisationName, year, occupationCode, occupationName, nature, unit, headcount, expectedLeavers, plannedHires },
    ...{ openToNewGraduates, level, internships, teacherPractice, jobTitle, simulated, source },
    ...told,
    validFrom: validFrom.toISOString(),
  };
}

/** `outcome` is the newest one, if any was told. */
export function presentPosting({ row, organisationName, occupationName }: PostingRow, competences: string[], outcome: Outcome | undefined): Posting {
  const { id, organisationId, openedOn, year, occupationCode, nature, unit, headcount, experienceYears, level, jobTitle, simulated, source, validFrom } = row;
  return {
    ...{ id, organisationId, organisationName, openedOn, year, occupationCode, occupationName, nature, unit, headcount, experienceYears, level },
    ...{ jobTitle, simulated, source, competences },
    status: outcome === undefined ? 'open' : outcome.outcome === 'filled' ? 'filled' : 'closed',
    ...{ outcome: outcome?.outcome ?? null, filled: outcome?.filled ?? null, closedOn: outcome?.closedOn ?? null },
    ...{ newGraduates: outcome?.newGraduates ?? null, sameOccupation: outcome?.sameOccupation ?? null },
    validFrom: validFrom.toISOString(),
  };
}
