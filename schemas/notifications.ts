import { Type, type Static } from 'typebox';
import { nullable, pageOf } from './common.ts';
import { notificationKinds } from './vocabulary.ts';

const strict = { additionalProperties: false } as const;
const NotificationId = Type.String({ minLength: 1, maxLength: 64, examples: ['019a9d1e-5b1c-7c3e-9f60-3f1f5a0c2b11.0000'] });
export const Notification = Type.Object(
  {
    id: NotificationId,
    kind: Type.Enum([...notificationKinds], { description: 'What happened.' }),
    entity: Type.String({ description: 'What it happened to, as the audit record names it: filing, import, run, organisation, invitation, task, bulletin.' }),
    entityId: Type.String(),
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'Years, counts and words of enumerations; nothing personal.',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    readAt: nullable(Type.String({ format: 'date-time', description: 'When the caller read it.' })),
  },
  { $id: 'Notification', ...strict },
);
export type Notification = Static<typeof Notification>;
export const NotificationPage = pageOf('NotificationPage', Notification);

export const NotificationsRead = Type.Object(
  { newest: Type.Unsafe<string>({ ...NotificationId, description: 'The newest that was seen: what came since stays unread.' }) },
  { $id: 'NotificationsRead', ...strict },
);
export type NotificationsRead = Static<typeof NotificationsRead>;
export const NotificationsReadCount = Type.Object(
  { read: Type.Integer({ minimum: 0, description: 'How many were unread before.' }) },
  { $id: 'NotificationsReadCount', ...strict },
);
