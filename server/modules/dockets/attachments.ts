import type { Principal } from '../../../db/repositories/access.ts';
import { docketWorkflow } from '../../../schemas/workflows/docket.ts';
import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';
import { notFound } from '../../errors.ts';
import { createDocketAccess, schoolOf } from './access.ts';

const writers: readonly string[] = ['planner', 'administrator', 'school'];

/**
 * Files beside a docket. Whoever sees the docket sees its files, but a school its own alone: those of others may hold what is not told to it. Who plans changes them until the docket is
 * over, a school while it is heard.
 */
export function docketAttachments(context: ServerContext): AttachmentSubject {
  const access = createDocketAccess(context);
  async function visible(principal: Principal, id: string) {
    if (!seesAll(principal) && schoolOf(principal) === undefined) throw notFound({ zh: '此议题档案', en: 'This docket' });
    return access.visible(principal, id);
  }
  return {
    ownOnly: (principal) => schoolOf(principal) !== undefined,
    async read(principal, id) {
      await visible(principal, id);
    },
    async write(principal, id) {
      const { row } = await visible(principal, id);
      if (!writers.includes(principal.role)) throw mayNotAttach();
      const closed = schoolOf(principal) === undefined ? docketWorkflow.states[row.state].final : row.state !== 'hearing';
      if (closed) throw nothingAttachedNow();
    },
  };
}
