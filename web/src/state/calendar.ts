import { api, dataOf, doneWith, fetchFile, type CalendarEntry, type CalendarFeed } from '../api/client.ts';
import { saveFile } from '../format/download.ts';
import { addressOf } from '../format/files.ts';

/** For files. */
export const calendarAddress = (from: string, to: string): string => addressOf('/api/v1/calendar', { from, to });
/** All entries of some days, in order. */
export async function loadCalendar(from: string, to: string): Promise<CalendarEntry[]> {
  const entries: CalendarEntry[] = [];
  let cursor: string | null = null;
  do {
    const query: { from: string; to: string; limit: number; cursor?: string } = { from, to, limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page: { readonly items: CalendarEntry[]; readonly nextCursor: string | null } = await dataOf(api.GET('/api/v1/calendar', { params: { query } }));
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}
export async function saveCalendar(): Promise<void> {
  saveFile(await fetchFile('/api/v1/calendar.ics', 'text/calendar'), 'gongxu.ics');
}
export const loadFeeds = async (): Promise<CalendarFeed[]> => (await dataOf(api.GET('/api/v1/account/calendar-feeds', { params: { query: {} } }))).items;
/** The whole address, which is told this once. */
export async function addFeed(): Promise<string> {
  return new URL((await dataOf(api.POST('/api/v1/account/calendar-feeds'))).path, window.location.origin).href;
}
export const revokeFeed = (id: string): Promise<void> => doneWith(api.DELETE('/api/v1/account/calendar-feeds/{id}', { params: { path: { id } } }));
