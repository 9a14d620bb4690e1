import { cityZone, dayOf, instantOf, minuteOf } from '../../../schemas/days.ts';

/**
 * The hour on every page is the city's (`cityZone`), whoever reads and wherever: it is the hour of its minutes, its schedules and its deadlines. Pages ask here what time it is
 * and how an instant is written, never the browser.
 */
export const pageZone = cityZone;
export const cityToday = (now = Date.now()): string => dayOf(new Date(now));
export const cityYear = (now = Date.now()): number => Number(cityToday(now).slice(0, 4));
/** 1 to 12. */
export const cityMonth = (now = Date.now()): number => Number(cityToday(now).slice(5, 7));
/** The year of the next intake, which comes in September: what is decided now reaches no earlier one. */
export const nextIntake = (now = Date.now()): number => cityYear(now) + (cityMonth(now) >= 9 ? 1 : 0);
/** An instant as a field for local times holds it, to the minute; empty for none. */
export const toCity = (instant: string | null): string => (instant === null ? '' : minuteOf(new Date(instant)));
/** The instant that a field for local times says; null for none. */
export const fromCity = (local: string): string | null => (local === '' ? null : instantOf(local).toISOString());
