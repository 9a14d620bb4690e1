import { and, asc, count, eq, getTableColumns, gte, inArray, isNull, lte, ne, sql, type Column } from 'drizzle-orm';
import type { askingClasses, replyKinds, replyStates } from '../../schemas/vocabulary.ts';
import { run, type Database } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type ReplyRow = Database['schema']['flagReplies']['$inferSelect'];
export type ReplyEventRow = Database['schema']['flagReplyEvents']['$inferInsert'];
export interface ReplyFilter {
  readonly schoolId?: string;
  readonly majorCode?: string;
  readonly state?: (typeof replyStates)[number];
  readonly kind?: (typeof replyKinds)[number];
  readonly flagClass?: (typeof askingClasses)[number];
  readonly asOfYear?: number;
  /** What is being written is its school's alone: without it drafts are left out, and a reply asked for again reads as it was sent. */
  readonly drafts: boolean;
}
/** A step in the life of a reply, taken only if it still is what was looked at. */
export interface ReplyChange {
  readonly from: readonly ReplyRow['state'][];
  readonly set: Partial<Pick<ReplyRow, 'state' | 'kind' | 'text' | 'doneBy' | 'reason' | 'sentAt' | 'decidedAt'>> & Pick<ReplyRow, 'changedAt'>;
  readonly event?: ReplyEventRow;
  readonly audit: AuditRecord;
}

/** Replies of schools to flags. Every change counts the version up: of two that began with the same version one finds the other there. */
export function createFlagReplyRepository(db: Database) {
  const { flagReplies, flagReplyEvents, organisations, programmes, majors } = db.schema;
  const returned = eq(flagReplies.state, 'returned');
  /** Of a reply asked for again the word it was sent with last: its school may be writing the next. */
  const lastWord = and(
    returned,
    eq(flagReplyEvents.id, sql`(select max(sent.id) from ${flagReplyEvents} sent where sent.reply_id = ${flagReplies.id} and sent.action = 'send')`),
  );
  const asSent = <C extends Column>(now: C, then: Column) =>
    sql<C['_']['data']>`case when ${flagReplyEvents.id} is null then ${now} else ${then} end`.mapWith(now);
  const said = {
    kind: asSent(flagReplies.kind, flagReplyEvents.kind),
    text: asSent(flagReplies.text, flagReplyEvents.text),
    doneBy: sql<string | null>`case when ${flagReplyEvents.id} is null then ${flagReplies.doneBy} else ${flagReplyEvents.doneBy} end`,
    changedAt: sql`case when ${returned} then ${flagReplies.decidedAt} else ${flagReplies.changedAt} end`.mapWith(flagReplies.changedAt),
  };
  const columns = (drafts: boolean) => ({ ...getTableColumns(flagReplies), ...(drafts ? {} : said) });
  const where = (f: ReplyFilter) =>
    and(
      f.schoolId === undefined ? undefined : eq(flagReplies.schoolId, f.schoolId),
      f.majorCode === undefined ? undefined : eq(flagReplies.majorCode, f.majorCode),
      f.state === undefined ? undefined : eq(flagReplies.state, f.state),
      f.kind === undefined ? undefined : f.drafts ? eq(flagReplies.kind, f.kind) : eq(said.kind, f.kind),
      f.flagClass === undefined ? undefined : eq(flagReplies.flagClass, f.flagClass),
      f.asOfYear === undefined ? undefined : eq(flagReplies.asOfYear, f.asOfYear),
      f.drafts ? undefined : ne(flagReplies.state, 'draft'),
    );
  const shown = (drafts: boolean) =>
    db.query
      .select({ row: columns(drafts), organisationName: organisations.name, majorName: majors.name })
      .from(flagReplies)
      .innerJoin(organisations, eq(organisations.id, flagReplies.schoolId))
      .innerJoin(majors, eq(majors.code, flagReplies.majorCode))
      .leftJoin(flagReplyEvents, lastWord);

  return {
    /** False when the programme has a reply to this flag and year already. */
    add(row: ReplyRow, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [added] = yield* run(tx.insert(flagReplies).values(row).onConflictDoNothing().returning());
        if (!added) return false;
        yield* auditStep(db, tx, audit);
        return true;
      });
    },
    /** Undefined when it has changed since, or stands where this step cannot begin. */
    change({ id, version }: Pick<ReplyRow, 'id' | 'version'>, { from, set, event, audit }: ReplyChange) {
      return db.transaction(function* (tx) {
        const [changed] = yield* run(
          tx
            .update(flagReplies)
            .set({ ...set, version: sql`${flagReplies.version} + 1` })
            .where(and(eq(flagReplies.id, id), eq(flagReplies.version, version), inArray(flagReplies.state, [...from])))
            .returning(),
        );
        if (!changed) return undefined;
        if (event) yield* run(tx.insert(flagReplyEvents).values(event));
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** As its school has it, or (without `drafts`) as it was said; a draft was not. */
    async find(id: string, drafts: boolean) {
      const [row] = await shown(drafts).where(and(eq(flagReplies.id, id), drafts ? undefined : ne(flagReplies.state, 'draft')));
      return row;
    },
    /** Newest first: ids are time-ordered. */
    async page(filter: ReplyFilter, page: PageRequest) {
      const sort = [{ column: flagReplies.id, descending: true }];
      const rows = await shown(filter.drafts)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ row }) => [row.id]);
    },
    async count(filter: ReplyFilter) {
      const [row] = await db.query.select({ n: count() }).from(flagReplies).leftJoin(flagReplyEvents, lastWord).where(where(filter));
      return row?.n ?? 0;
    },
    /** Replies of open programmes of these majors given under years from `since` on, oldest first: which of them answer a flag is said by its class and year. */
    async ofMajors(
      regionCode: string,
      majorCodes: readonly string[],
      since: number,
      { schoolId, drafts }: Pick<ReplyFilter, 'schoolId' | 'drafts'>,
    ): Promise<ReplyRow[]> {
      if (majorCodes.length === 0) return [];
      const rows = await db.query
        .select({ row: columns(drafts) })
        .from(flagReplies)
        .innerJoin(programmes, eq(programmes.id, flagReplies.programmeId))
        .innerJoin(organisations, eq(organisations.id, flagReplies.schoolId))
        .leftJoin(flagReplyEvents, lastWord)
        .where(
          and(
            isNull(programmes.closedYear),
            isNull(organisations.closedYear),
            eq(flagReplies.regionCode, regionCode),
            inArray(flagReplies.majorCode, [...majorCodes]),
            gte(flagReplies.asOfYear, since),
            drafts ? undefined : ne(flagReplies.state, 'draft'),
            schoolId === undefined ? undefined : eq(flagReplies.schoolId, schoolId),
          ),
        )
        .orderBy(asc(flagReplies.id));
      return rows.map(({ row }) => row);
    },
    /** Replies that were sent and say what is done by one of these days. */
    async promised(from: string, to: string, schoolId?: string) {
      const told = inArray(flagReplies.state, ['sent', 'noted']);
      const within = and(eq(flagReplies.kind, 'comply'), gte(flagReplies.doneBy, from), lte(flagReplies.doneBy, to));
      return shown(true)
        .where(and(told, within, schoolId === undefined ? undefined : eq(flagReplies.schoolId, schoolId)))
        .orderBy(asc(flagReplies.doneBy), asc(flagReplies.id));
    },
    /** Newest first. */
    async pageEvents(replyId: string, page: PageRequest) {
      const sort = [{ column: flagReplyEvents.id, descending: true }];
      const rows = await db.query
        .select()
        .from(flagReplyEvents)
        .where(and(eq(flagReplyEvents.replyId, replyId), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, (row) => [row.id]);
    },
    async countEvents(replyId: string) {
      const [row] = await db.query.select({ n: count() }).from(flagReplyEvents).where(eq(flagReplyEvents.replyId, replyId));
      return row?.n ?? 0;
    },
  };
}
