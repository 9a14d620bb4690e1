import type { Principal } from '../../../db/repositories/access.ts';
import type { DocketRow } from '../../../db/repositories/docket-steps.ts';
import { createDocketRepository, type DocketFilter } from '../../../db/repositories/dockets.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { checkVersion, type Seen } from '../../plugins/versions.ts';

export interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
  /** Of If-Match. */
  readonly seen: Seen;
}
/** Whose school's part a reader gets; undefined is everything. */
export const schoolOf = ({ role, organisationId }: Principal): string | undefined => (role === 'school' ? (organisationId ?? '') : undefined);

/** Finds dockets for who may see them. */
export function createDocketAccess({ db }: Pick<ServerContext, 'db'>) {
  const dockets = createDocketRepository(db);
  /** To a school there are those that concern it, once somebody but who plans is to know of them. */
  async function visible(principal: Principal, id: string) {
    const found = await dockets.find(id);
    const school = schoolOf(principal);
    const hidden = school !== undefined && (found?.row.state === 'opened' || !(await dockets.concerns(id, school)));
    if (!found || hidden) throw notFound({ zh: '此议题档案', en: 'This docket' });
    return found;
  }
  return {
    visible,
    /** Which dockets a caller may list. */
    scope(principal: Principal, named: string | undefined): Pick<DocketFilter, 'schoolId' | 'shownOnly'> {
      const school = schoolOf(principal);
      if (school === undefined) return { ...(named === undefined ? {} : { schoolId: named }), shownOnly: false };
      if (school === '') throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
      if (named !== undefined && named !== school)
        throw new ApiError('forbidden', { zh: '学校只能查看与本校有关的议题', en: 'A school sees the dockets that concern it only' });
      return { schoolId: school, shownOnly: true };
    },
    /** The docket if it still is what the caller has seen, and in one of these states. */
    async ready(principal: Principal, id: string, from: readonly DocketRow['state'][], seen: Seen) {
      const found = await visible(principal, id);
      checkVersion(seen, found.row.version);
      if (!from.includes(found.row.state)) throw notNow(found.row.state);
      return found;
    },
  };
}

function notNow(state: DocketRow['state']): ApiError {
  const { zh, en } = docketWorkflow.states[state];
  return new ApiError('conflict', { zh: `此议题档案为「${zh}」，不能修改`, en: `The docket is "${en}": it cannot be changed now` });
}
