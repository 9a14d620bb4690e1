import { asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { AttendanceRow } from './meetings.ts';

/** What belongs to meetings: agenda, resolutions, who came, who was sent the minutes; and what items are about. */
export function createMeetingPartRepository(db: Database) {
  const { agendaItems, conferenceAttendance, minutesRecipients, resolutions, resolutionUnits, dockets, organisations } = db.schema;
  return {
    /** Items and resolutions by meeting. */
    async sizes(ids: readonly string[]) {
      if (ids.length === 0) return new Map<string, { items: number; resolutions: number }>();
      const rows = await db.query
        .select({ id: agendaItems.meetingId, items: count(), resolutions: count(agendaItems.resolutionId) })
        .from(agendaItems)
        .where(inArray(agendaItems.meetingId, [...ids]))
        .groupBy(agendaItems.meetingId);
      return new Map(rows.map(({ id, items, resolutions: resolved }) => [id, { items, resolutions: resolved }]));
    },
    /** The meeting an item belongs to. */
    async meetingOf(itemId: string): Promise<string | undefined> {
      const [row] = await db.query.select({ id: agendaItems.meetingId }).from(agendaItems).where(eq(agendaItems.id, itemId));
      return row?.id;
    },
    /** The agenda in its order, each item with its docket's version and its resolution. */
    agenda(meetingId: string) {
      return db.query
        .select({ item: agendaItems, docketVersion: dockets.version, docketState: dockets.state, resolution: resolutions })
        .from(agendaItems)
        .leftJoin(dockets, eq(dockets.id, agendaItems.docketId))
        .leftJoin(resolutions, eq(resolutions.id, agendaItems.resolutionId))
        .where(eq(agendaItems.meetingId, meetingId))
        .orderBy(asc(agendaItems.position), asc(agendaItems.id));
    },
    units(resolutionIds: readonly string[]) {
      if (resolutionIds.length === 0) return Promise.resolve([]);
      return db.query
        .select()
        .from(resolutionUnits)
        .where(inArray(resolutionUnits.resolutionId, [...resolutionIds]))
        .orderBy(desc(resolutionUnits.leads), asc(resolutionUnits.unit));
    },
    attendance(meetingId: string): Promise<AttendanceRow[]> {
      return db.query.select().from(conferenceAttendance).where(eq(conferenceAttendance.meetingId, meetingId));
    },
    recipients(meetingId: string) {
      return db.query.select().from(minutesRecipients).where(eq(minutesRecipients.meetingId, meetingId)).orderBy(asc(minutesRecipients.unit));
    },
    async docket(id: string) {
      const { majors } = db.schema;
      const [row] = await db.query
        .select({ docket: dockets, majorName: majors.name })
        .from(dockets)
        .innerJoin(majors, eq(majors.code, dockets.majorCode))
        .where(eq(dockets.id, id));
      return row;
    },
    measures(docketId: string) {
      const { docketMeasures } = db.schema;
      return db.query.select().from(docketMeasures).where(eq(docketMeasures.docketId, docketId)).orderBy(asc(docketMeasures.id));
    },
    /** Which of these organisations there are, and of what kind. */
    organisations(ids: readonly string[]) {
      if (ids.length === 0) return Promise.resolve([]);
      return db.query
        .select({ id: organisations.id, kind: organisations.kind, name: organisations.name })
        .from(organisations)
        .where(inArray(organisations.id, [...ids]));
    },
  };
}
