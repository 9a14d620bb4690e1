import type { Principal } from '../../../db/repositories/access.ts';
import { createAttachmentRepository, type AttachmentRow } from '../../../db/repositories/attachments.ts';
import { fileKinds } from '../../../files/kinds.ts';
import { attachmentLimits } from '../../../schemas/attachments.ts';
import type { AttachmentSubject, AttachmentSubjects } from '../../attachments.ts';
import type { ServerContext } from '../../context.ts';
import { ApiError, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { checkFile } from './check.ts';
import { presentAttachment } from './present.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
}
export interface Given {
  readonly kind: string;
  readonly subjectId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}
const { perSubject, keptDays } = attachmentLimits;
const missing = () => notFound({ zh: '此附件', en: 'This file' });
const full = () => new ApiError('conflict', { zh: `附件已满 ${perSubject} 个，请先移除不需要的`, en: `There are ${perSubject} files, which is as many as there may be; remove one first` }); // prettier-ignore

/** Files beside things that other modules own: those say who may see and change them. */
export function createAttachmentService({ db, files, clock, newId }: ServerContext, subjects: AttachmentSubjects) {
  const attachments = createAttachmentRepository(db);
  const record = createRecorder({ newId });
  const subjectOf = (kind: string): AttachmentSubject => {
    const subject = subjects[kind];
    if (!subject) throw missing();
    return subject;
  };
  /** Whose files alone the caller is shown; undefined: everybody's. An empty name is nobody's. */
  const ownOf = (principal: Principal, kind: string) => (subjectOf(kind).ownOnly?.(principal) === true ? (principal.organisationId ?? '') : undefined);
  /** What is told of a file in the record: its name is somebody's own words. */
  const told = ({ kind, subjectId, type, size, sha256 }: AttachmentRow) => ({ kind, subjectId, type, size, sha256 });
  const recorded = ({ principal: { actor }, requestId }: Doing, at: Date, action: string, row: AttachmentRow) =>
    record({ actor, requestId }, at, action, ['attachment', row.id], told(row));

  /** A file whose subject the caller may see; to others it does not exist. */
  async function visible(principal: Principal, id: string, removed = false): Promise<AttachmentRow> {
    const row = await attachments.find(id);
    if (!row || (row.removedAt !== null) !== removed) throw missing();
    const own = ownOf(principal, row.kind);
    if (own !== undefined && row.organisationId !== own) throw missing();
    try {
      await subjectOf(row.kind).read(principal, row.subjectId);
    } catch (error) {
      throw error instanceof ApiError ? missing() : error;
    }
    return row;
  }
  const since = (now: Date) => new Date(+now - keptDays * 86_400_000);

  return {
    async add(doing: Doing, { kind, subjectId, name, bytes }: Given) {
      const { principal } = doing;
      const subject = subjectOf(kind);
      await subject.read(principal, subjectId);
      await subject.write(principal, subjectId);
      const { type } = fileKinds[await checkFile(bytes, name)];
      if ((await attachments.count(kind, subjectId)) >= perSubject) throw full(); // before anything is written
      const now = clock();
      const row: AttachmentRow = {
        ...{ id: newId(), kind, subjectId, name, type, size: bytes.length, sha256: await files.put(bytes) },
        ...{ addedBy: principal.actor, organisationId: principal.organisationId, createdAt: now, removedAt: null },
      };
      if (!(await attachments.add(row, perSubject, recorded(doing, now, 'attach', row)))) throw full();
      return presentAttachment(row);
    },
    async list(principal: Principal, kind: string, subjectId: string, query: PageQuery) {
      await subjectOf(kind).read(principal, subjectId);
      const own = ownOf(principal, kind);
      const page = await attachments.page(kind, subjectId, toPageRequest(query, ['text']), own);
      return toList(page, query, presentAttachment, () => attachments.count(kind, subjectId, own));
    },
    /** The content with what is said of it. Throws where the store no longer has what was put: better no file than another one. */
    async content(principal: Principal, id: string) {
      const row = await visible(principal, id);
      const content = await files.read(row.sha256);
      if (!content)
        throw new ApiError('unavailable', {
          zh: '此附件的内容已缺失或损坏，请联系管理员从备份恢复',
          en: 'The content of this file is missing or damaged; ask the administrator to restore it from a backup',
        });
      return { row, content };
    },
    async remove(doing: Doing, id: string): Promise<void> {
      const row = await visible(doing.principal, id);
      await subjectOf(row.kind).write(doing.principal, row.subjectId);
      const now = clock();
      if (!(await attachments.remove(id, now, recorded(doing, now, 'detach', row)))) throw missing();
    },
    /** Puts a file back that was removed by mistake. */
    async restore(doing: Doing, id: string) {
      const row = await visible(doing.principal, id, true);
      await subjectOf(row.kind).write(doing.principal, row.subjectId);
      const now = clock();
      if ((await attachments.count(row.kind, row.subjectId)) >= perSubject) throw full();
      const restored = await attachments.restore(row, since(now), perSubject, recorded(doing, now, 'restore', row));
      if (!restored) throw missing();
      return presentAttachment(restored);
    },
  };
}
