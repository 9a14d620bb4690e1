import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { createChangeAccess } from './access.ts';

/** Files beside a proposal: whoever may read it reads them, its school changes them while it writes. */
export function changeAttachments(context: ServerContext): AttachmentSubject {
  const access = createChangeAccess(context);
  return {
    async read(principal, id) {
      await access.visible(principal, id);
    },
    async write(principal, id) {
      const { row } = await access.visible(principal, id);
      if (principal.role !== 'school' && principal.role !== 'administrator') throw mayNotAttach();
      if (row.state !== 'draft' && row.state !== 'returned') throw nothingAttachedNow();
    },
  };
}
