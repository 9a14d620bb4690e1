import type { Principal } from '../db/repositories/access.ts';
import type { Bilingual } from './errors.ts';

/** Something with a day: due, held, or made known. */
export interface CalendarEntry {
  /** Unlike any other of its kind, and the same as long as it is the same thing: calendars know entries by it. */
  readonly id: string;
  /** Lower case with underscores; the page has a word for it (`calendarKind`). */
  readonly kind: string;
  readonly title: Bilingual;
  /** YYYY-MM-DD in the city. */
  readonly date: string;
  /** Left out, it is a matter of the day. */
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly place?: string;
  /** Address of the page it is about, such as `/flags`. */
  readonly view: string;
}

/**
 * What a module has to show in the calendar of a caller, in any order: nothing the caller may not read elsewhere.
 * @param from YYYY-MM-DD, included
 * @param to YYYY-MM-DD, included
 */
export type CalendarSource = (principal: Principal, from: string, to: string) => Promise<CalendarEntry[]>;
