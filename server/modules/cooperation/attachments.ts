import { cooperationWorkflow } from '../../../schemas/workflows/cooperation.ts';
import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { createCooperationFinder } from './find.ts';
import { sideIn } from './sides.ts';

/** Files beside a cooperation, the agreement among them: its two sides and who plans read them, the two sides change them while it lasts. */
export function cooperationAttachments(context: ServerContext): AttachmentSubject {
  const find = createCooperationFinder(context);
  return {
    async read(principal, id) {
      await find.cooperation(principal, id);
    },
    async write(principal, id) {
      const { row } = await find.cooperation(principal, id);
      if (sideIn(row, principal) === null && principal.role !== 'administrator') throw mayNotAttach();
      if ('final' in cooperationWorkflow.states[row.state]) throw nothingAttachedNow();
    },
  };
}
