import type { AttachmentRow } from '../../../db/repositories/attachments.ts';
import type { Attachment } from '../../../schemas/attachments.ts';

export const presentAttachment = ({ id, kind, subjectId, name, type, size, sha256, organisationId, createdAt }: AttachmentRow): Attachment => ({
  ...{ id, kind, subjectId, name, type, size, sha256, organisationId },
  createdAt: createdAt.toISOString(),
});

/** A name for any browser: plain for old ones, and as it is (RFC 6266, RFC 5987). */
export function disposition(name: string): string {
  const plain = name.replaceAll(/[^ -~]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
