/** The time zone of the city, on its pages, in its documents and of its schedules: China has one, eight hours ahead all year. Nothing else names a zone. */
export const cityZone = 'Asia/Shanghai';
const ahead = 8 * 3_600_000;
const dayMs = 86_400_000;

/** Days as the city counts them: YYYY-MM-DD. */
export const dayOf = (at: Date): string => new Date(at.getTime() + ahead).toISOString().slice(0, 10);
/** Day and hour as a field for local times holds them, to the minute: YYYY-MM-DDTHH:MM. */
export const minuteOf = (at: Date): string => new Date(at.getTime() + ahead).toISOString().slice(0, 16);
/** The instant such a field says; an invalid date where it says none. */
export const instantOf = (minute: string): Date => new Date(Date.parse(`${minute}Z`) - ahead);
/** The moment a day begins. */
export const startOf = (day: string): Date => new Date(Date.parse(day) - ahead);
/** The moment it is over. */
export const endOf = (day: string): Date => new Date(Date.parse(day) - ahead + dayMs);
export const addDays = (day: string, n: number): string => new Date(Date.parse(day) + n * dayMs).toISOString().slice(0, 10);
/** From one day to another; below 0 where the other is earlier. */
export const daysFrom = (day: string, to: string): number => Math.round((Date.parse(to) - Date.parse(day)) / dayMs);
/** The Monday of its week. */
export const mondayOf = (day: string): string => addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
