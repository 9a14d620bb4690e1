import type { Principal } from '../../../db/repositories/access.ts';
import { createFilingRepository, type FilingRow } from '../../../db/repositories/filings.ts';
import type { FilingKind } from '../../../schemas/filing-fields.ts';
import type { ServerContext } from '../../context.ts';
import { filingWorkflow } from '../../../schemas/workflows/filing.ts';
import { notFound, type ApiError } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { nextMove, type Asked } from '../../workflow.ts';

export type FilingMove = (typeof filingWorkflow.moves)[number];
export type FilingEvent = FilingMove['on'];
export const kindOf: Partial<Record<Principal['role'], FilingKind>> = { enterprise: 'demand', school: 'enrolment' };

/** Finds filings for who may see them, and says why a step cannot be taken. */
export function createFilingAccess({ db }: ServerContext) {
  const filings = createFilingRepository(db);
  /** A filing its organisation, planners and administrators may read; to other organisations it does not exist. */
  async function visible(principal: Principal, id: string) {
    const found = await filings.find(id);
    const own = found !== undefined && principal.organisationId === found.row.organisationId;
    const all = principal.role === 'planner' || principal.role === 'administrator';
    if (!found || (!own && !all)) throw notFound({ zh: '此填报单', en: 'This filing' });
    return found;
  }
  return {
    visible,
    /** The filing and the move that is asked for, if it can be made and the filing is still what the caller has seen. */
    async ready(principal: Principal, id: string, asked: Asked<FilingEvent>, seen: Seen) {
      const found = await visible(principal, id);
      checkVersion(seen, found.row.version);
      return { ...found, move: nextMove(filingWorkflow, found.row.state, asked) };
    },
    /** Why a step that looked possible was not taken: somebody was faster. */
    async overtaken({ id }: FilingRow, asked: Asked<FilingEvent>): Promise<ApiError> {
      const now = await filings.find(id);
      if (now) nextMove(filingWorkflow, now.row.state, asked); // throws where it is no longer possible
      return stale();
    },
  };
}
