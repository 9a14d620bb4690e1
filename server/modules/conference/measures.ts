import type { MeasureRow } from '../../../db/repositories/docket-steps.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import type { ItemDecisionInput } from '../../../schemas/resolutions.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';

/** Measures of a docket as the conference amended them: each at a school, once, on a programme of that school. Ids of the docket's own measures stay. */
export function createMeasureCheck({ db, newId }: ServerContext) {
  const parts = createMeetingPartRepository(db);
  return async (docketId: string | null, { outcome, measures }: ItemDecisionInput): Promise<Omit<MeasureRow, 'docketId'>[] | undefined> => {
    if (!measures) return undefined;
    if (docketId === null || outcome !== 'amend')
      throw invalidField('/measures', '只有修改后通过的议题档案可以更改措施', 'are changed with a docket that is approved with changes (amend) only');
    const schools = new Set((await parts.organisations(measures.map(({ schoolId }) => schoolId))).filter(({ kind }) => kind === 'school').map(({ id }) => id));
    const programmes = new Map((await parts.programmes(measures.flatMap(({ programmeId }) => programmeId ?? []))).map((one) => [one.id, one.schoolId]));
    const known = new Map((await parts.measures(docketId)).map((one) => [`${one.schoolId} ${one.change}`, one.id]));
    const seen = new Set<string>();
    return measures.map(({ schoolId, programmeId, change, fromYear, seatsBefore, seatsAfter, newName, note }, place) => {
      const key = `${schoolId} ${change}`;
      if (!schools.has(schoolId)) throw invalidField(`/measures/${place}/schoolId`, '没有此院校', 'names no school');
      if (programmeId !== undefined && programmes.get(programmeId) !== schoolId)
        throw invalidField(`/measures/${place}/programmeId`, '该校没有此专业点', 'names no programme of the school');
      if (seen.has(key)) throw invalidField(`/measures/${place}/change`, '同一院校的同类措施重复', 'is given twice for the school');
      seen.add(key);
      return {
        ...{ id: known.get(key) ?? newId(), schoolId, programmeId: programmeId ?? null, change, fromYear },
        ...{ seatsBefore: seatsBefore ?? null, seatsAfter: seatsAfter ?? null, newName: newName?.trim() ?? null, note: note?.trim() ?? null },
      };
    });
  };
}
