import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { createTaskAccess, keepsList, unitOf } from './access.ts';

/** Evidence beside a task: whoever may read it reads it, its units and who keeps the list change it until it is done. */
export function taskAttachments(context: ServerContext): AttachmentSubject {
  const access = createTaskAccess(context);
  return {
    async read(principal, id) {
      await access.visible(principal, id);
    },
    async write(principal, id) {
      const { row, units } = await access.visible(principal, id);
      if (!keepsList(principal) && !unitOf(principal, units)) throw mayNotAttach();
      if (row.state === 'done' || row.state === 'cancelled') throw nothingAttachedNow();
    },
  };
}
