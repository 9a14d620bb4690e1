const offsetMs = 8 * 3_600_000;

/** Day and time of an instant in China, which has one time zone and no summer time. */
export function cityMoment(instant: string): { readonly day: string; readonly time: string } {
  const local = new Date(Date.parse(instant) + offsetMs).toISOString();
  return { day: local.slice(0, 10), time: ` ${local.slice(11, 16)}` };
}
