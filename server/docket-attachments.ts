import { createDocketStateRepository } from '../db/repositories/docket-states.ts';
import { docketWorkflow } from '../schemas/workflows/docket.ts';
import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from './attachments.ts';
import type { ServerContext } from './context.ts';
import { notFound } from './errors.ts';

const readers: readonly string[] = ['planner', 'secretariat', 'administrator'];
const writers: readonly string[] = ['planner', 'administrator'];

/** Files beside a docket: those who plan and decide read them, those who plan change them until it is over. */
export function docketAttachments({ db }: ServerContext): AttachmentSubject {
  const dockets = createDocketStateRepository(db);
  async function visible(role: string, id: string) {
    const state = readers.includes(role) ? await dockets.find(id) : undefined;
    if (state === undefined) throw notFound({ zh: '此议题档案', en: 'This docket' });
    return state;
  }
  return {
    async read({ role }, id) {
      await visible(role, id);
    },
    async write({ role }, id) {
      const state = await visible(role, id);
      if (!writers.includes(role)) throw mayNotAttach();
      if (docketWorkflow.states[state].final) throw nothingAttachedNow();
    },
  };
}
