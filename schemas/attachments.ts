import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf } from './common.ts';

export const Attachment = Type.Object(
  {
    id: Id,
    kind: Type.String({ description: 'Kind of what it is attached to.' }),
    subjectId: Id,
    name: Type.String({ description: 'As it was called when it was uploaded.' }),
    type: Type.String({ description: 'Media type, as the content was found to be.' }),
    size: Type.Integer({ description: 'bytes' }),
    sha256: Type.String(),
    organisationId: nullable(Type.String({ description: 'Whose member added it; null for those who plan.' })),
    createdAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Attachment', additionalProperties: false },
);
export type Attachment = Static<typeof Attachment>;
export const AttachmentPage = pageOf('AttachmentPage', Attachment);
/** Files beside one subject, at most; and days in which one that was removed can be put back. */
export const attachmentLimits = { perSubject: 20, keptDays: 30 } as const;
