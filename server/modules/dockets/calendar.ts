import { createDocketRepository } from '../../../db/repositories/dockets.ts';
import type { CalendarSource } from '../../calendar.ts';
import type { ServerContext } from '../../context.ts';
import { seesAll } from '../../disclosure/readers.ts';

/** Days from which decisions are looked at again, for those who plan. */
export function docketDates({ db }: ServerContext): CalendarSource {
  const dockets = createDocketRepository(db);
  return async (principal, from, to) => {
    if (!seesAll(principal)) return [];
    return (await dockets.reviewsBetween(from, to)).map(({ id, year, number, reviewOn, majorName }) => {
      const name = `${year}-${String(number).padStart(3, '0')}`;
      return {
        ...{ id, kind: 'docket_review', date: reviewOn, view: `/dockets/${id}` },
        title: { zh: `复核议题档案 ${name}：${majorName}`, en: `Review of docket ${name}: ${majorName}` },
      };
    });
  };
}
