import type { Principal } from '../../../db/repositories/access.ts';
import { createConferenceMemberRepository } from '../../../db/repositories/conference-members.ts';
import { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import { createMeetingRepository, type MeetingFilter, type MeetingRow } from '../../../db/repositories/meetings.ts';
import type { MeetingDetail } from '../../../schemas/conference.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { hasVote, headOf, presentAttendance, presentItem, presentMeeting } from './present.ts';
import { createRegion, ownOrganisation, seesAll } from './shared.ts';

/** Reads meetings for who may: the office and planners all of them, members those whose minutes they were sent. */
export function createMeetingReader(context: ServerContext) {
  const { db } = context;
  const meetings = createMeetingRepository(db);
  const parts = createMeetingPartRepository(db);
  const members = createConferenceMemberRepository(db);
  const region = createRegion(context);

  async function visible(principal: Principal, id: string): Promise<MeetingRow> {
    const row = await meetings.find(id);
    const missing = notFound({ zh: '此会议', en: 'This meeting' });
    if (!row) throw missing;
    if (seesAll(principal)) return row;
    const own = ownOrganisation(principal);
    if (row.state !== 'distributed' || !(await parts.recipients(id)).some(({ organisationId }) => organisationId === own)) throw missing;
    return row;
  }
  /** Who is to come, with what is noted of them; who was noted stays, whatever becomes of the seat. */
  async function roll(row: MeetingRow) {
    const expected = await members.expected(row.regionCode, row.kind, dayOf(row.plannedAt));
    const noted = new Map((await parts.attendance(row.id)).map((one) => [one.memberId, one]));
    const voters = expected.filter(hasVote);
    const present = voters.filter(({ id }) => ['present', 'represented'].includes(noted.get(id)?.state ?? '')).length;
    return { expected, noted, voters: voters.length, present, quorate: row.quorum === null ? null : present >= row.quorum };
  }
  async function detail(row: MeetingRow, principal: Principal): Promise<MeetingDetail> {
    const agenda = await parts.agenda(row.id);
    const units = await parts.units(agenda.flatMap(({ item }) => item.resolutionId ?? []));
    const { expected, noted, voters, present, quorate } = await roll(row);
    const names = seesAll(principal);
    // in the order of the seats, as minutes name units
    const order = (await members.units(row.regionCode, dayOf(row.plannedAt))).map(({ unit }) => unit);
    const sent = (await parts.recipients(row.id)).toSorted((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit));
    const shown = expected.map((member) => presentAttendance(member, noted.get(member.id), names));
    return {
      ...headOf(row),
      summary: row.summary,
      items: agenda.map((item) => presentItem(item, units)),
      attendance: names ? shown : shown.map((one) => ({ ...one, by: null })),
      ...{ voters, present, quorate },
      recipients: sent.map(({ unit, at }) => ({ unit, at: at.toISOString() })),
    };
  }
  async function scope(principal: Principal, asked: Omit<MeetingFilter, 'regionCode'>): Promise<MeetingFilter> {
    const sentTo = seesAll(principal) ? undefined : ownOrganisation(principal);
    return { ...asked, regionCode: await region(), ...(sentTo === undefined ? {} : { sentTo, state: 'distributed' as const }) };
  }
  return {
    visible,
    roll,
    detail,
    async get(principal: Principal, id: string): Promise<MeetingDetail> {
      return detail(await visible(principal, id), principal);
    },
    async list(principal: Principal, asked: Omit<MeetingFilter, 'regionCode'>, query: PageQuery) {
      const filter = await scope(principal, asked);
      const page = await meetings.page(filter, toPageRequest(query, ['number', 'number']));
      const sizes = await parts.sizes(page.items.map(({ id }) => id));
      return toList(
        page,
        query,
        (row) => presentMeeting(row, sizes),
        () => meetings.count(filter),
      );
    },
    /** All of them, for files. */
    async rows(principal: Principal, asked: Omit<MeetingFilter, 'regionCode'>) {
      const filter = await scope(principal, asked);
      const read: Parameters<typeof walk<MeetingRow, MeetingRow>>[0] = (page) => meetings.page(filter, page);
      return (async function* () {
        for await (const row of walk(read, (one) => one)) yield presentMeeting(row, await parts.sizes([row.id]));
      })();
    },
  };
}
export type MeetingReader = ReturnType<typeof createMeetingReader>;
