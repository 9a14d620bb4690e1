import { Type } from 'typebox';
import { Id, pageQuery, ref } from '../../../schemas/common.ts';
import { Notification, NotificationPage, NotificationsRead, NotificationsReadCount } from '../../../schemas/notifications.ts';
import type { App, ServerContext } from '../../context.ts';
import { everyRole, principalOf } from '../../plugins/access.ts';
import { badBody, badId, bearer, problems } from '../../routes.ts';
import { createNotificationService } from './service.ts';

/** 通知: what concerns the caller, and what of it they have read. Members of organisations that wait for verification are told too. */
export function notificationRoutes(app: App, context: ServerContext): void {
  const service = createNotificationService(context);
  const config = { policy: everyRole, unverified: true } as const;
  const common = { tags: ['notifications'], security: bearer };
  app.get(
    '/notifications',
    {
      config,
      schema: {
        ...common,
        operationId: 'listNotifications',
        summary: 'Notifications 通知 to the caller, or to their role and organisation, newest first',
        description: 'Never of what the caller did. With `unread=true&limit=1&total=true` it answers how many are unread.',
        querystring: Type.Object(
          { ...pageQuery, unread: Type.Optional(Type.Boolean({ default: false, description: 'Only those the caller has not read.' })) },
          { additionalProperties: false },
        ),
        response: { 200: ref(NotificationPage), ...problems(401, 403, 422) },
      },
    },
    async (request) => service.list(principalOf(request), request.query.unread === true, request.query),
  );
  app.post(
    '/notifications/:id/read',
    {
      config,
      schema: {
        ...common,
        operationId: 'readNotification',
        summary: 'Mark a notification as read by the caller; again changes nothing',
        description:
          'For others of the same role or organisation it stays unread, and it is not in the audit record. One that was not told to the caller is 404.',
        params: Type.Object({ id: Id }),
        response: { 200: ref(Notification), ...problems(...new Set([...badId, ...badBody]), 401, 403) },
      },
    },
    async (request) => service.read(principalOf(request), request.params.id),
  );
  app.post(
    '/notifications/read',
    {
      config,
      schema: {
        ...common,
        operationId: 'readNotifications',
        summary: 'Mark everything up to the newest one seen as read by the caller',
        description: 'For others of the same role or organisation they stay unread, and it is not in the audit record. Sent again it answers 0.',
        body: ref(NotificationsRead),
        response: { 200: ref(NotificationsReadCount), ...problems(...badBody, 401, 403) },
      },
    },
    async (request) => service.readAll(principalOf(request), request.body.newest),
  );
}
