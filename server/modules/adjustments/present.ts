import type { AdjustmentRow, createAdjustmentRepository } from '../../../db/repositories/adjustments.ts';
import type { Adjustment } from '../../../schemas/adjustments.ts';

export type ShownAdjustment = NonNullable<Awaited<ReturnType<ReturnType<typeof createAdjustmentRepository>['find']>>>;

export function presentAdjustment({ row, organisationName, majorName, takenBackId }: ShownAdjustment): Adjustment {
  const { id, year, schoolId, programmeId, majorCode, level, change, seatsBefore, seatsAfter, newName, basis, docketId, resolutionNumber }: AdjustmentRow = row;
  return {
    ...{ id, year, organisationId: schoolId, organisationName, programmeId, majorCode, majorName, level, change, seatsBefore, seatsAfter, newName, basis },
    ...{ docketId, resolutionNumber, decidedOn: row.decidedOn, takesBackId: row.takesBackId, takenBackId },
    ...{ stands: row.takesBackId === null && takenBackId === null, simulated: row.simulated, source: row.source, createdAt: row.createdAt.toISOString() },
  };
}
