import type { CalendarEntry } from '../../calendar.ts';
import { startOf } from '../../../schemas/days.ts';
import type { Language } from '../../problems.ts';

const names = { zh: '产教供需日历', en: 'Gongxu calendar' } as const;
/** How often programs that subscribed are to look again. */
const refreshSeconds = 6 * 3600;

/**
 * Entries as iCalendar (RFC 5545).
 * @param pages address before `#`, to which entries link
 */
export async function calendarFile(entries: readonly CalendarEntry[], language: Language, pages: string): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const calendar = ical({ name: names[language], prodId: { company: 'Gongxu', product: 'calendar', language: language.toUpperCase() }, ttl: refreshSeconds });
  for (const { id, kind, title, date, startsAt, endsAt, place, view } of entries) {
    const event = calendar.createEvent({
      id: `${kind}.${id}@gongxu`,
      // the same words in every copy: a stamp of when it was written would make each look changed
      stamp: startOf(date),
      summary: title[language],
      url: `${pages}#${view}`,
      // a day is a date without a time, which the file takes from the parts in UTC
      ...(startsAt ? { start: startsAt } : { start: new Date(`${date}T00:00:00Z`), allDay: true }),
      ...(startsAt && endsAt ? { end: endsAt } : {}),
    });
    if (place !== undefined) event.location(place);
  }
  return calendar.toString();
}
