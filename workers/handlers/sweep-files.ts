import { createAttachmentRepository } from '../../db/repositories/attachments.ts';
import { attachmentLimits } from '../../schemas/attachments.ts';
import type { Handlers } from '../catalog.ts';
import type { WorkerContext } from './context.ts';

const dayMs = 86_400_000;

/**
 * Removes contents that no row points at: a process that was killed between content and row leaves one, and a file removed for good another. Contents younger
 * than a day stay, their row may be on its way.
 */
export function createFileSweep({ db, files, clock, logger }: WorkerContext): Handlers['sweepFiles'] {
  const attachments = createAttachmentRepository(db);
  return async () => {
    if (!files) return;
    const now = clock();
    const since = new Date(+now - attachmentLimits.keptDays * dayMs);
    const removed = await files.sweep(new Date(+now - dayMs), (hashes) => attachments.wanted(hashes, since));
    if (removed > 0) logger.info({ removed }, 'contents removed that no file points at');
  };
}
