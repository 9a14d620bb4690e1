import type { Principal } from '../../../db/repositories/access.ts';
import { createFlagReplyRepository, type ReplyRow } from '../../../db/repositories/flag-replies.ts';
import type { ServerContext } from '../../context.ts';
import { flagReplyWorkflow } from '../../../schemas/workflows/flag-reply.ts';
import { ApiError, notFound } from '../../errors.ts';
import { checkVersion, stale, type Seen } from '../../plugins/versions.ts';
import { nextMove, type Asked } from '../../workflow.ts';

export type ReplyEvent = (typeof flagReplyWorkflow.moves)[number]['on'];

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
    /** The reply and the move that is asked for, if it can be made and the reply is still what the caller has seen. */
    async ready(principal: Principal, id: string, asked: Asked<ReplyEvent>, seen: Seen) {
      const found = await visible(principal, id);
      checkVersion(seen, found.row.version);
      return { ...found, move: nextMove(flagReplyWorkflow, found.row.state, asked) };
    },
    /** Why a step that looked possible was not taken: somebody was faster. */
    async overtaken({ id }: ReplyRow, asked: Asked<ReplyEvent>): Promise<ApiError> {
      const now = await replies.find(id, true);
      if (now) nextMove(flagReplyWorkflow, now.row.state, asked); // throws where it is no longer possible
      return stale();
    },
  };
}
