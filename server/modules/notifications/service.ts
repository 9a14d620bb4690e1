import { createNotificationRepository, type Reader } from '../../../db/repositories/notifications.ts';
import type { Notification } from '../../../schemas/notifications.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof createNotificationRepository>['find']>>>;

/** Reading is no change of what the platform knows but of what one person has seen: it is not recorded. */
export function createNotificationService({ db, clock }: ServerContext) {
  const repository = createNotificationRepository(db);
  const find = async (reader: Reader, id: string) => {
    const found = await repository.find(reader, id);
    if (!found) throw notFound({ zh: '此通知', en: 'This notification' });
    return found;
  };
  return {
    async list(reader: Reader, unread: boolean, query: PageQuery) {
      const page = await repository.page(reader, unread, toPageRequest(query, ['text']));
      return toList(page, query, present, () => repository.count(reader, unread));
    },
    async read(reader: Reader, id: string): Promise<Notification> {
      await find(reader, id);
      await repository.markRead(reader, id, clock());
      return present(await find(reader, id));
    },
    readAll: async (reader: Reader, newest: string) => ({ read: await repository.markAllRead(reader, newest, clock()) }),
  };
}

function present({ row, readAt }: Row): Notification {
  const { id, kind, entity, entityId, values, createdAt } = row;
  return { id, kind, entity, entityId, values, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null };
}
