import { nothingAttachedNow, mayNotAttach, type AttachmentSubject } from '../../attachments.ts';
import { movesFrom } from '../../../schemas/workflow.ts';
import { flagReplyWorkflow } from '../../../schemas/workflows/flag-reply.ts';
import type { ServerContext } from '../../context.ts';
import { createReplyAccess } from './access.ts';

/** Files beside a reply: whoever may read it reads them, its school changes them while it writes. */
export function replyAttachments(context: ServerContext): AttachmentSubject {
  const access = createReplyAccess(context);
  return {
    async read(principal, id) {
      await access.visible(principal, id);
    },
    async write(principal, id) {
      const { row } = await access.visible(principal, id);
      if (principal.role !== 'school' && principal.role !== 'administrator') throw mayNotAttach();
      if (!movesFrom(flagReplyWorkflow, row.state, principal.role).some(({ on }) => on === 'change')) throw nothingAttachedNow();
    },
  };
}
