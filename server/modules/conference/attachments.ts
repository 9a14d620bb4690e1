import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { mayNotAttach, nothingAttachedNow, type AttachmentSubject } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { createResolutionService } from './resolution-service.ts';
import { createMeetingReader } from './reading.ts';

const keeps = (role: string) => role === 'secretariat' || role === 'administrator';

/** Papers of an item of an agenda: who sees the meeting reads them, the office changes them until the minutes are distributed. */
export function agendaAttachments(context: ServerContext): AttachmentSubject {
  const parts = createMeetingPartRepository(context.db);
  const reader = createMeetingReader(context);
  async function visible(principal: Parameters<AttachmentSubject['read']>[0], id: string) {
    const meetingId = await parts.meetingOf(id);
    if (meetingId === undefined) throw notFound({ zh: '此议程', en: 'This item of an agenda' });
    return reader.visible(principal, meetingId);
  }
  return {
    async read(principal, id) {
      await visible(principal, id);
    },
    async write(principal, id) {
      const { state } = await visible(principal, id);
      if (!keeps(principal.role)) throw mayNotAttach();
      if (state === 'distributed' || state === 'cancelled') throw nothingAttachedNow();
    },
  };
}

/** What shows that a resolution is carried out: added by the units that are named in it and by the office, until it is closed. */
export function resolutionAttachments(context: ServerContext): AttachmentSubject {
  const resolutions = createResolutionService(context);
  return {
    async read(principal, id) {
      await resolutions.get(principal, id);
    },
    async write(principal, id) {
      const { state } = await resolutions.get(principal, id);
      if (state === 'closed' || state === 'refused') throw nothingAttachedNow();
    },
  };
}
