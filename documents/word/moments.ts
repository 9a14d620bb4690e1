import { minuteOf } from '../../schemas/days.ts';

/** Day and time of an instant in the city. */
export function cityMoment(instant: string): { readonly day: string; readonly time: string } {
  const local = minuteOf(new Date(instant));
  return { day: local.slice(0, 10), time: ` ${local.slice(11)}` };
}
