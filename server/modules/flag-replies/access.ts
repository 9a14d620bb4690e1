import type { Principal } from '../../../db/repositories/access.ts';
import { createFlagReplyRepository, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound, type Bilingual } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';

const stateWords: Record<ReplyRow['state'], Bilingual> = {
  draft: { zh: '为草稿', en: 'a draft' },
  sent: { zh: '已答复', en: 'sent' },
  noted: { zh: '已阅', en: 'noted' },
  returned: { zh: '待补充', en: 'asked for again' },
};
/** States in which its school writes. */
export const open: readonly ReplyRow['state'][] = ['draft', 'returned'];
/** Who plans sees what was said, not what somebody is still writing. */
export const readsDrafts = ({ role }: Principal): boolean => role === 'school' || role === 'administrator';

/** Finds replies for who may see them, and says why a step cannot be taken. */
export function createReplyAccess({ db }: ServerContext) {
  const replies = createFlagReplyRepository(db);
  /** A reply its school, those who plan and administrators may read; to other schools it does not exist, a draft to none but its own. */
  async function visible(principal: Principal, id: string) {
    const found = await replies.find(id, readsDrafts(principal));
    const theirs = found !== undefined && principal.role === 'school' && principal.organisationId !== found.row.schoolId;
    if (!found || theirs) throw notFound({ zh: '此答复', en: 'This reply' });
    return found;
  }
  return {
    visible,
    /** Which school's replies a caller may list: undefined is all of them. */
    schoolOf(principal: Principal, named: string | undefined): string | undefined {
      if (principal.role !== 'school') return named;
      if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if (named !== undefined && named !== principal.organisationId)
        throw new ApiError('forbidden', { zh: '学校只能查看本校的专业与答复', en: 'A school sees its own programmes and replies only' });
      return principal.organisationId;
    },
    /** The reply if it may take a step that begins in one of these states, and is still what the caller has seen. */
    async ready(principal: Principal, id: string, from: readonly ReplyRow['state'][], seen: Seen) {
      const found = await visible(principal, id);
      checkVersion(seen, found.row.version);
      if (!from.includes(found.row.state)) throw wrongState(found.row);
      return found;
    },
    /** Why a step that looked possible was not taken: somebody was faster. */
    async overtaken(row: ReplyRow, from: readonly ReplyRow['state'][]): Promise<ApiError> {
      const now = await replies.find(row.id, true);
      return now && !from.includes(now.row.state) ? wrongState(now.row) : stale();
    },
  };
}

function wrongState({ state }: ReplyRow): ApiError {
  const { zh, en } = stateWords[state];
  return new ApiError('conflict', { zh: `此答复${zh}，不能进行此操作`, en: `The reply is ${en}: this cannot be done with it` });
}
