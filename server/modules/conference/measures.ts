import type { MeasureRow } from '../../../db/repositories/docket-steps.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { resolutionFault } from '../../../schemas/resolution-rules.ts';
import type { ItemDecisionInput } from '../../../schemas/resolutions.ts';
import type { ServerContext } from '../../context.ts';
import { createMeasureCheck } from '../../docket-measures.ts';
import { invalidField, invalidFields } from '../../errors.ts';

/** Measures of a docket as the conference amended them, checked as those are that are proposed. Ids of the docket's own measures stay. */
export function createAmendment(context: ServerContext) {
  const parts = createMeetingPartRepository(context.db);
  const runs = createRunRepository(context.db);
  const check = createMeasureCheck(context);
  return async (docketId: string | null, { outcome, measures }: ItemDecisionInput): Promise<Omit<MeasureRow, 'docketId'>[] | undefined> => {
    const found = docketId === null ? undefined : await parts.docket(docketId);
    if (!found || outcome === 'note') {
      if (measures) throw invalidField('/measures', '只有议题档案可以更改措施', 'are those of a docket: this item has none');
      return undefined;
    }
    const fault = resolutionFault(outcome, measures);
    if (fault) throw invalidFields([fault]);
    if (!measures) return undefined;
    const { id, runId, year, majorCode, level } = found.docket;
    const asOfYear = (await runs.find(runId))?.asOfYear ?? year;
    return check.rows({ major: { code: majorCode, level }, asOfYear }, measures, await parts.measures(id));
  };
}
