import type { Principal } from '../../../db/repositories/access.ts';
import { createFilingRepository, type FilingRow, type FilingState } from '../../../db/repositories/filings.ts';
import type { FilingKind } from '../../../schemas/filing-fields.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound, type Bilingual } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';

export const stateWords: Record<FilingState, Bilingual> = {
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  returned: { zh: '已退回', en: 'returned' },
  accepted: { zh: '已通过', en: 'accepted' },
  locked: { zh: '已锁定', en: 'locked' },
};
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
    /** The filing if it may take a step that begins in one of these states, and is still what the caller has seen. */
    async ready(principal: Principal, id: string, from: readonly FilingState[], seen: Seen) {
      const found = await visible(principal, id);
      checkVersion(seen, found.row.version);
      if (!from.includes(found.row.state)) throw wrongState(found.row);
      return found;
    },
    /** Why a step that looked possible was not taken: somebody was faster. */
    async overtaken(row: FilingRow, from: readonly FilingState[]): Promise<ApiError> {
      const now = await filings.find(row.id);
      return now && !from.includes(now.row.state) ? wrongState(now.row) : stale();
    },
  };
}

function wrongState({ state }: FilingRow): ApiError {
  const { zh, en } = stateWords[state];
  return new ApiError('conflict', { zh: `填报单${zh}，不能进行此操作`, en: `The filing is ${en}: this cannot be done with it` });
}
