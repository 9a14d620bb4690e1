import { createPublicationRepository } from '../../../db/repositories/publications.ts';
import type { CalendarSource } from '../../calendar.ts';
import { dayOf, endOf, startOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';

/** Days from which figures are public. Before its time a publication is known to those who plan only. */
export function publicationDates({ db, clock }: ServerContext): CalendarSource {
  const publications = createPublicationRepository(db);
  return async ({ role }, from, to) => {
    const now = clock();
    const plans = role === 'planner' || role === 'secretariat' || role === 'administrator';
    return (await publications.between(startOf(from), endOf(to)))
      .filter(({ validFrom }) => plans || validFrom <= now)
      .map(({ id, regionName, asOfYear, validFrom }) => ({
        ...{ id, kind: 'publication', date: dayOf(validFrom), view: '/public' },
        title: { zh: `公开发布：${regionName}，数据截至 ${asOfYear} 年`, en: `Published: ${regionName}, data up to ${asOfYear}` },
      }));
  };
}
