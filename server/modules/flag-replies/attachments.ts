import { nothingAttachedNow, mayNotAttach, type AttachmentSubject } from '../../attachments.ts';
import { movesFrom } from '../../../schemas/workflow.ts';
import { flagReplyWorkflow } from '../../../schemas/workflows/flag-reply.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { createReplyAccess, readsDrafts } from './access.ts';

/** Files beside a reply: whoever may read it reads them once it is sent, its school changes them while it writes. */
export function replyAttachments(context: ServerContext): AttachmentSubject {
  const access = createReplyAccess(context);
  return {
    async read(principal, id) {
      const { row } = await access.visible(principal, id);
      // who plans reads what was sent, not what is being gathered for another word
      if (row.state === 'returned' && !readsDrafts(principal)) throw notFound({ zh: '此答复的附件', en: 'Files of this reply' });
    },
    async write(principal, id) {
      const { row } = await access.visible(principal, id);
      if (principal.role !== 'school' && principal.role !== 'administrator') throw mayNotAttach();
      if (!movesFrom(flagReplyWorkflow, row.state, principal.role).some(({ on }) => on === 'change')) throw nothingAttachedNow();
    },
  };
}
