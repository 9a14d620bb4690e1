import type { CalendarSource } from '../../calendar.ts';
import type { ServerContext } from '../../context.ts';
import { createInternshipService } from './service.ts';

const readers: ReadonlySet<string> = new Set(['planner', 'secretariat', 'administrator']);

/** The end of each year that posts for interns are counted for: with enterprises above designated size, and with those who plan. */
export function internshipDates(context: ServerContext): CalendarSource {
  const service = createInternshipService(context);
  return async (principal, from, to) => {
    const enterprise = principal.role === 'enterprise' && principal.organisationId !== null;
    if (!enterprise && !readers.has(principal.role)) return [];
    const first = Number(from.slice(0, 4));
    const ends = Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => ({ year: first + i, date: `${first + i}-12-31` }));
    const within = ends.filter(({ date }) => date >= from && date <= to);
    if (within.length === 0) return [];
    // whoever is below the size, or exempt, owes nothing
    const bound = !enterprise || (await service.list(principal, {}, { limit: 1 })).items.some(({ standing }) => standing !== 'exempt');
    return (bound ? within : []).map(({ year, date }) => ({
      ...{ id: `internships-${year}`, kind: 'internships_due', date, view: enterprise ? '/my-company' : `/internships?year=${year}` },
      title: { zh: `${year} 年实习岗位按职工人数核对`, en: `Posts for interns of ${year} are counted against the staff` },
    }));
  };
}
