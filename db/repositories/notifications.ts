import { and, count, desc, eq, gte, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import type { notificationKinds, roles } from '../../schemas/vocabulary.ts';
import { chunks, run, type Database, type Executor } from '../database.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

type Role = (typeof roles)[number];
export type NotificationKind = (typeof notificationKinds)[number];
/** One person or key, the members of an organisation (of one role or any), or a role everywhere. */
export type Recipient = { readonly actor: string } | { readonly organisationId: string; readonly role?: Role } | { readonly role: Role };
/** What somebody is told: the page has a text for the kind, made with the values. */
export interface Telling {
  readonly to: Recipient;
  readonly kind: NotificationKind;
  /** Years, counts, words of enumerations; nothing personal. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** What it is about; left out, what the record is about. */
  readonly about?: readonly [entity: string, entityId: string];
  /** Who did it, where that is not who the record names: a job that somebody asked for. Nobody is told what they did themselves. */
  readonly by?: string;
}
/** The change that is told of: its audit record. */
interface Change {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly entity: string;
  readonly entityId: string;
  readonly tell?: readonly Telling[];
}
export interface Reader {
  readonly actor: string;
  readonly role: Role;
  readonly organisationId: string | null;
}

/** Those who act and read: jobs, commands and the first start have nobody behind them. */
const reads = /^(account|session|key):/;

/** Stores what a change tells, in its transaction: called with every audit entry, never by itself. */
export function* notifyStep({ schema: { notifications } }: Database, tx: Executor, { id, at, actor, entity, entityId, tell = [] }: Change) {
  const rows = tell.flatMap(({ to, kind, values = {}, about = [entity, entityId], by = actor }, place) => {
    if ('actor' in to && !reads.test(to.actor)) return [];
    const recipient = 'actor' in to ? to.actor : null;
    const [organisationId, role] = ['organisationId' in to ? to.organisationId : null, 'role' in to ? (to.role ?? null) : null];
    const addressed = { id: `${id}.${String(place).padStart(4, '0')}`, recipient, organisationId, role };
    return [{ ...addressed, kind, entity: about[0], entityId: about[1], values: { ...values }, causedBy: by, createdAt: at }];
  });
  for (const some of chunks(notifications, rows)) yield* run(tx.insert(notifications).values(some));
}

/** What a reader is told, and what of it they have read. */
export function createNotificationRepository(db: Database) {
  const { notifications, notificationReads, organisations } = db.schema;
  /** What a whole role was told before an organisation came does not concern it. */
  const sinceItCame = (organisationId: string) =>
    or(
      isNotNull(notifications.organisationId),
      gte(notifications.createdAt, db.query.select({ at: organisations.createdAt }).from(organisations).where(eq(organisations.id, organisationId))),
    );
  /** What is addressed to the person, or to their role and organisation; not what they did themselves. */
  const told = ({ actor, role, organisationId }: Reader) => {
    const place = or(isNull(notifications.organisationId), organisationId === null ? undefined : eq(notifications.organisationId, organisationId));
    const came = organisationId === null ? undefined : sinceItCame(organisationId);
    const addressed = and(isNull(notifications.recipient), or(eq(notifications.role, role), isNull(notifications.role)), place, came);
    return and(or(eq(notifications.recipient, actor), addressed), ne(notifications.causedBy, actor));
  };
  const readBy = ({ actor }: Reader) => and(eq(notificationReads.notificationId, notifications.id), eq(notificationReads.reader, actor));
  const wanted = (reader: Reader, unread: boolean) => and(told(reader), unread ? isNull(notificationReads.at) : undefined);
  return {
    /** Newest first: ids are time-ordered. */
    async page(reader: Reader, unread: boolean, page: PageRequest) {
      const sort = [{ column: notifications.id, descending: true }];
      const rows = await db.query
        .select({ row: notifications, readAt: notificationReads.at })
        .from(notifications)
        .leftJoin(notificationReads, readBy(reader))
        .where(and(wanted(reader, unread), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(reader: Reader, unread: boolean) {
      const [row] = await db.query.select({ n: count() }).from(notifications).leftJoin(notificationReads, readBy(reader)).where(wanted(reader, unread));
      return row?.n ?? 0;
    },
    /** Undefined where the reader was told nothing of that id. */
    async find(reader: Reader, id: string) {
      const [row] = await db.query
        .select({ row: notifications, readAt: notificationReads.at })
        .from(notifications)
        .leftJoin(notificationReads, readBy(reader))
        .where(and(told(reader), eq(notifications.id, id)));
      return row;
    },
    /** Read for the first time then; a later word changes nothing. */
    async markRead(reader: Reader, id: string, at: Date) {
      await db.query.insert(notificationReads).values({ notificationId: id, reader: reader.actor, at }).onConflictDoNothing();
    },
    /** Everything up to the notification named, which is the newest the reader saw; says how many were unread. */
    async markAllRead(reader: Reader, newest: string, at: Date): Promise<number> {
      return db.transaction(function* (tx) {
        const unread = yield* run(
          tx
            .select({ id: notifications.id })
            .from(notifications)
            .leftJoin(notificationReads, readBy(reader))
            .where(and(wanted(reader, true), lte(notifications.id, newest)))
            .orderBy(desc(notifications.id)),
        );
        const rows = unread.map(({ id }) => ({ notificationId: id, reader: reader.actor, at }));
        for (const some of chunks(notificationReads, rows)) yield* run(tx.insert(notificationReads).values(some).onConflictDoNothing());
        return rows.length;
      });
    },
  };
}
