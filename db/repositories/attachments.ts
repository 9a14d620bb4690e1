import { and, count, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type AttachmentRow = Database['schema']['attachments']['$inferSelect'];

/** Files beside rows of other tables. One that was removed keeps its row, and for a while its content. */
export function createAttachmentRepository(db: Database) {
  const { attachments } = db.schema;
  const standing = (kind: string, subjectId: string) => and(eq(attachments.kind, kind), eq(attachments.subjectId, subjectId), isNull(attachments.removedAt));
  const of = (organisationId: string | undefined) => (organisationId === undefined ? undefined : eq(attachments.organisationId, organisationId));
  return {
    /** False where the subject has as many as it may have. */
    add(row: AttachmentRow, most: number, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [have] = yield* run(tx.select({ n: count() }).from(attachments).where(standing(row.kind, row.subjectId)));
        if ((have?.n ?? 0) >= most) return false;
        yield* run(tx.insert(attachments).values(row));
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Removed ones too. */
    async find(id: string) {
      const [row] = await db.query.select().from(attachments).where(eq(attachments.id, id));
      return row;
    },
    /** Undefined where somebody was quicker. */
    remove(id: string, at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const there = and(eq(attachments.id, id), isNull(attachments.removedAt));
        const [row] = yield* run(tx.update(attachments).set({ removedAt: at }).where(there).returning());
        if (row) yield* auditStep(db, tx, audit);
        return row;
      });
    },
    /** Undefined where it stands, was removed before `since`, or its place was taken. */
    restore({ id, kind, subjectId }: Pick<AttachmentRow, 'id' | 'kind' | 'subjectId'>, since: Date, most: number, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [have] = yield* run(tx.select({ n: count() }).from(attachments).where(standing(kind, subjectId)));
        if ((have?.n ?? 0) >= most) return undefined;
        const away = and(eq(attachments.id, id), gte(attachments.removedAt, since));
        const [row] = yield* run(tx.update(attachments).set({ removedAt: null }).where(away).returning());
        if (row) yield* auditStep(db, tx, audit);
        return row;
      });
    },
    /** Oldest first: ids are time-ordered; those that one organisation added, or all. */
    async page(kind: string, subjectId: string, page: PageRequest, organisationId?: string) {
      const sort = [{ column: attachments.id, descending: false }];
      const rows = await db.query
        .select()
        .from(attachments)
        .where(and(standing(kind, subjectId), of(organisationId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async count(kind: string, subjectId: string, organisationId?: string) {
      const [row] = await db.query
        .select({ n: count() })
        .from(attachments)
        .where(and(standing(kind, subjectId), of(organisationId)));
      return row?.n ?? 0;
    },
    /** Of these contents those that a file points at which stands, or was removed since then. */
    async wanted(hashes: readonly string[], since: Date): Promise<ReadonlySet<string>> {
      const rows = await db.query
        .selectDistinct({ sha256: attachments.sha256 })
        .from(attachments)
        .where(and(inArray(attachments.sha256, [...hashes]), or(isNull(attachments.removedAt), gte(attachments.removedAt, since))));
      return new Set(rows.map(({ sha256 }) => sha256));
    },
  };
}
