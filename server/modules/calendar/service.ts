import type { Principal } from '../../../db/repositories/access.ts';
import type { CalendarEntry as ShownEntry } from '../../../schemas/calendar.ts';
import { calendarLimits } from '../../../schemas/calendar.ts';
import type { CalendarEntry, CalendarSource } from '../../calendar.ts';
import { addDays, dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { pageOfRows, type PageQuery } from '../../paging.ts';

const keyOf = ({ date, startsAt, kind, id }: CalendarEntry) => `${date} ${startsAt?.toISOString() ?? ''} ${kind} ${id}`;
const present = ({ id, kind, title, date, startsAt, endsAt, place, view }: CalendarEntry): ShownEntry => ({
  ...{ id, kind, title, date, view, place: place ?? null },
  ...{ startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null },
});

/** One calendar of what the modules know of. */
export function createCalendarService({ clock }: Pick<ServerContext, 'clock'>, sources: readonly CalendarSource[]) {
  /** Entries of the days from `from` to `to`, in order. */
  async function between(principal: Principal, from: string, to: string): Promise<CalendarEntry[]> {
    const found = await Promise.all(sources.map((source) => source(principal, from, to)));
    return found
      .flat()
      .map((entry) => [keyOf(entry), entry] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, entry]) => entry);
  }
  return {
    async list(principal: Principal, from: string, to: string, query: PageQuery) {
      if (to < from) throw invalidField('/query/to', '不能早于 from', 'must not come before from');
      if (to > addDays(from, calendarLimits.span))
        throw invalidField('/query/to', `一次至多查询 ${calendarLimits.span} 天`, `must be within ${calendarLimits.span} days of from`);
      const rows = await between(principal, from, to);
      return pageOfRows(
        rows.map((entry) => ({ key: keyOf(entry), shown: present(entry) })),
        query,
        ({ key }) => key,
      ).then(({ items, ...rest }) => ({ ...rest, items: items.map(({ shown }) => shown) }));
    },
    /** What a file or a subscription holds: the last months and the next year. */
    async aroundToday(principal: Principal): Promise<CalendarEntry[]> {
      const today = dayOf(clock());
      return between(principal, addDays(today, -calendarLimits.back), addDays(today, calendarLimits.ahead));
    },
  };
}
