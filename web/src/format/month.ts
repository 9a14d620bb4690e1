/** Days are YYYY-MM-DD, months YYYY-MM: counted in UTC, so that no reader's time zone shifts them. */
const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}
export const lastDayOf = (month: string): string => dayOf(at(`${monthAfter(month, 1)}-01`) - dayMs);

/**
 * The weeks that a month lies in, Monday first: seven days each, those of the months beside it included.
 * @example weeksOf('2026-11')[0] // → ['2026-10-26', …, '2026-11-01']
 */
export function weeksOf(month: string): string[][] {
  const first = at(`${month}-01`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * dayMs;
  const end = at(lastDayOf(month));
  const weeks: string[][] = [];
  for (let monday = start; monday <= end; monday += 7 * dayMs) weeks.push(Array.from({ length: 7 }, (_, day) => dayOf(monday + day * dayMs)));
  return weeks;
}
