import { and, count, eq, gte, inArray, lt, max, sql } from 'drizzle-orm';
import type { meetingKinds } from '../../schemas/conference-words.ts';
import { run, type Database, type Executor } from '../database.ts';
import { auditStep, type AuditRecord } from './audit.ts';
import { afterCursor, orderBy, toPage, type PageRequest } from './paging.ts';

export type MeetingRow = Database['schema']['conferenceMeetings']['$inferSelect'];
export type AgendaRow = Database['schema']['agendaItems']['$inferSelect'];
export type AttendanceRow = Database['schema']['conferenceAttendance']['$inferSelect'];
export interface MeetingFilter {
  readonly regionCode: string;
  readonly kind?: (typeof meetingKinds)[number];
  readonly state?: MeetingRow['state'];
  readonly year?: number;
  /** Planned from this moment on, and before that one. */
  readonly from?: Date;
  readonly to?: Date;
  /** Those whose minutes this organisation was sent. */
  readonly sentTo?: string;
}
export type SeenMeeting = Pick<MeetingRow, 'id' | 'version'>;

/** Counts a meeting's version up if it still is what was seen, in one of these states; undefined when it is not. Everything in a meeting is changed under it. */
export function* touchMeetingStep(
  { schema: { conferenceMeetings: meetings } }: Database,
  tx: Executor,
  { id, version }: SeenMeeting,
  states: readonly MeetingRow['state'][],
  set: Partial<MeetingRow> & Pick<MeetingRow, 'changedAt'>,
) {
  const [changed] = yield* run(
    tx
      .update(meetings)
      .set({ ...set, version: sql`${meetings.version} + 1` })
      .where(and(eq(meetings.id, id), eq(meetings.version, version), inArray(meetings.state, [...states])))
      .returning(),
  );
  return changed;
}

/** Meetings of the joint conference. */
export function createMeetingRepository(db: Database) {
  const { conferenceMeetings: meetings, conferenceAttendance, minutesRecipients } = db.schema;
  const where = (f: MeetingFilter) =>
    and(
      eq(meetings.regionCode, f.regionCode),
      f.kind === undefined ? undefined : eq(meetings.kind, f.kind),
      f.state === undefined ? undefined : eq(meetings.state, f.state),
      f.year === undefined ? undefined : eq(meetings.year, f.year),
      f.from === undefined ? undefined : gte(meetings.plannedAt, f.from),
      f.to === undefined ? undefined : lt(meetings.plannedAt, f.to),
      f.sentTo === undefined
        ? undefined
        : inArray(
            meetings.id,
            db.query.select({ id: minutesRecipients.meetingId }).from(minutesRecipients).where(eq(minutesRecipients.organisationId, f.sentTo)),
          ),
    );
  return {
    /** Under the next number of its year. */
    add(row: Omit<MeetingRow, 'number'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const [last] = yield* run(
          tx
            .select({ number: max(meetings.number) })
            .from(meetings)
            .where(and(eq(meetings.regionCode, row.regionCode), eq(meetings.year, row.year))),
        );
        const [added] = yield* run(
          tx
            .insert(meetings)
            .values({ ...row, number: (last?.number ?? 0) + 1 })
            .returning(),
        );
        if (!added) throw new Error('insert of a meeting returned no row');
        yield* auditStep(db, tx, audit);
        return added;
      });
    },
    /** Undefined when it has changed since, or is in none of these states. */
    change(seen: SeenMeeting, states: readonly MeetingRow['state'][], set: Partial<MeetingRow> & Pick<MeetingRow, 'changedAt'>, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* touchMeetingStep(db, tx, seen, states, set);
        if (changed) yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    /** Replaces what was noted of who came. */
    attend(seen: SeenMeeting, states: readonly MeetingRow['state'][], rows: readonly AttendanceRow[], at: Date, audit: AuditRecord) {
      return db.transaction(function* (tx) {
        const changed = yield* touchMeetingStep(db, tx, seen, states, { changedAt: at });
        if (!changed) return undefined;
        yield* run(tx.delete(conferenceAttendance).where(eq(conferenceAttendance.meetingId, seen.id)));
        yield* run(tx.insert(conferenceAttendance).values([...rows]));
        yield* auditStep(db, tx, audit);
        return changed;
      });
    },
    async find(id: string): Promise<MeetingRow | undefined> {
      const [row] = await db.query.select().from(meetings).where(eq(meetings.id, id));
      return row;
    },
    /** Newest first. */
    async page(filter: MeetingFilter, page: PageRequest) {
      const sort = [
        { column: meetings.year, descending: true },
        { column: meetings.number, descending: true },
      ];
      const rows = await db.query
        .select()
        .from(meetings)
        .where(and(where(filter), afterCursor(sort, page.cursor)))
        .orderBy(...orderBy(sort))
        .limit(page.limit + 1);
      return toPage(rows, page.limit, ({ year, number }) => [year, number]);
    },
    async count(filter: MeetingFilter) {
      const [row] = await db.query.select({ n: count() }).from(meetings).where(where(filter));
      return row?.n ?? 0;
    },
  };
}
