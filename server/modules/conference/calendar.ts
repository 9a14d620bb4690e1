import { createInspectionRepository } from '../../../db/repositories/conference-work.ts';
import { createMeetingRepository } from '../../../db/repositories/meetings.ts';
import { createResolutionRepository } from '../../../db/repositories/resolutions.ts';
import type { CalendarEntry, CalendarSource } from '../../calendar.ts';
import { dayOf, endOf, startOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { numberOf } from './present.ts';
import { createRegion, seesAll } from './shared.ts';

/** A calendar shows what fits on a screen; more than this in one span is looked up in the lists. */
const most = { limit: 200 };

/** Meetings and joint inspections for those who plan and the office; for members the days by which they have to carry something out. */
export function conferenceDates(context: ServerContext): CalendarSource {
  const meetings = createMeetingRepository(context.db);
  const inspections = createInspectionRepository(context.db);
  const resolutions = createResolutionRepository(context.db);
  const region = createRegion(context);
  return async (principal, from, to) => {
    const regionCode = await region();
    const all = seesAll(principal);
    if (!all && principal.organisationId === null) return [];
    const told = all || principal.organisationId === null ? {} : { toldTo: principal.organisationId };
    const due = (await resolutions.page({ regionCode, ...told, dueFrom: from, dueTo: to }, most)).items
      .filter(({ state }) => state !== 'closed' && state !== 'refused')
      .map(({ id, number, title, dueOn }): CalendarEntry => ({
        ...{ id, kind: 'resolution_due', date: dueOn ?? from, view: `/resolutions?id=${id}` },
        title: { zh: `议定事项 ${number} 到期：${title}`, en: `Resolution ${number} is due: ${title}` },
      }));
    if (!all) return due;
    const met = (await meetings.page({ regionCode, from: startOf(from), to: endOf(to) }, most)).items
      .filter(({ state }) => state !== 'cancelled')
      .map((row): CalendarEntry => ({
        ...{ id: row.id, kind: 'meeting', date: dayOf(row.plannedAt), startsAt: row.plannedAt, place: row.place, view: `/conference/meetings/${row.id}` },
        title: { zh: `联席会议 ${numberOf(row)}：${row.title}`, en: `Joint conference ${numberOf(row)}: ${row.title}` },
      }));
    const inspected = (await inspections.page({ regionCode, from, to }, most)).items
      .filter(({ state }) => state !== 'cancelled')
      .map(({ id, title, startsOn, places }): CalendarEntry => ({
        ...{ id, kind: 'inspection', date: startsOn, place: places.slice(0, 100), view: '/conference' },
        title: { zh: `联合督导调研：${title}`, en: `Joint inspection: ${title}` },
      }))
      .filter(({ date }) => date >= from);
    return [...met, ...inspected, ...due];
  };
}
