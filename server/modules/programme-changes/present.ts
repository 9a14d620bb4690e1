import type { createProgrammeChangeRepository } from '../../../db/repositories/programme-changes.ts';
import type { ProgrammeChange } from '../../../schemas/programme-changes.ts';
import { costYuan } from './evidence.ts';

export type ShownChange = NonNullable<Awaited<ReturnType<ReturnType<typeof createProgrammeChangeRepository>['find']>>>;

/** Year and number of a docket as they are shown. */
export const docketNumber = ({ year, number }: { readonly year: number; readonly number: number }): string => `${year}-${String(number).padStart(3, '0')}`;

export function presentChange({ row, organisationName, majorName, docket }: ShownChange): ProgrammeChange {
  const { id, schoolId, programmeId, majorCode, level, change, fromYear, seatsBefore, seatsAfter, newName, reasons, costs, state, version, reason } = row;
  return {
    ...{ id, organisationId: schoolId, organisationName, programmeId, majorCode, majorName, level, change, fromYear, seatsBefore, seatsAfter, newName },
    ...{ reasons, costs: [...costs], costYuan: costYuan(costs), state, version, reason, evidenceHash: row.evidenceHash },
    docket: docket && {
      ...{ id: docket.id, number: docketNumber(docket), state: docket.state, outcome: docket.outcome },
      ...{ resolutionNumber: docket.resolutionNumber, decidedOn: docket.decidedOn },
    },
    ...{ simulated: row.simulated, createdAt: row.createdAt.toISOString(), changedAt: row.changedAt.toISOString() },
    submittedAt: row.submittedAt?.toISOString() ?? null,
  };
}
