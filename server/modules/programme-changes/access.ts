import type { Principal } from '../../../db/repositories/access.ts';
import { createProgrammeChangeRepository, type ChangeFilter } from '../../../db/repositories/programme-changes.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';

/** Who plans sees what was submitted, not what somebody is still writing. */
const readsDrafts = ({ role }: Principal): boolean => role === 'school' || role === 'administrator';

/** Finds proposals for who may see them. */
export function createChangeAccess({ db }: Pick<ServerContext, 'db'>) {
  const changes = createProgrammeChangeRepository(db);
  return {
    /** To other schools a proposal does not exist; one that was never submitted to none but its own. */
    async visible(principal: Principal, id: string) {
      const found = await changes.find(id);
      const theirs = principal.role === 'school' && principal.organisationId !== found?.row.schoolId;
      if (!found || theirs || (found.row.submittedAt === null && !readsDrafts(principal))) throw notFound({ zh: '此申请', en: 'This proposal' });
      return found;
    },
    scoped(principal: Principal, asked: Omit<ChangeFilter, 'drafts'>): ChangeFilter {
      const drafts = readsDrafts(principal);
      if (principal.role !== 'school') return { ...asked, drafts };
      if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if (asked.schoolId !== undefined && asked.schoolId !== principal.organisationId)
        throw new ApiError('forbidden', { zh: '学校只能查看本校的申请', en: 'A school sees its own proposals only' });
      return { ...asked, schoolId: principal.organisationId, drafts };
    },
  };
}
