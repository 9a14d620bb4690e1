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

const dayMs = 86_400_000;
/** Days are counted where the city is: China has one time zone, eight hours before UTC, and no summer time. */
const offsetMs = 8 * 3_600_000;
/** The day of an instant in the city. */
export const cityDay = (at: Date): string => new Date(+at + offsetMs).toISOString().slice(0, 10);
/** The instant at which a day begins in the city. */
export const dayStart = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - offsetMs);
/** The instant at which it is over. */
export const dayEnd = (day: string): Date => new Date(+dayStart(day) + dayMs);
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
