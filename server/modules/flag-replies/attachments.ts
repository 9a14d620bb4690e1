import { nothingAttachedNow, mayNotAttach, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { createReplyAccess, open } from './access.ts';

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
      if (!open.includes(row.state)) throw nothingAttachedNow();
    },
  };
}
