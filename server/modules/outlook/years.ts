import { createReportRepository } from '../../../db/repositories/reports.ts';
import { minimumYear } from '../../../schemas/common.ts';
import { outlookYears } from '../../../schemas/outlook.ts';
import type { ServerContext } from '../../context.ts';
import { invalidField } from '../../errors.ts';

/** The years that may be announced: from 2000 to ten past the newest complete reporting year. */
export function createOutlookYears({ db }: ServerContext) {
  const reports = createReportRepository(db);
  return {
    async check(year: number, pointer: string): Promise<void> {
      const newest = await reports.newestYear();
      if (year < minimumYear) throw invalidField(pointer, `年份不得早于 ${minimumYear}`, `must be ${minimumYear} or later`);
      if (newest !== undefined && year > newest + outlookYears)
        throw invalidField(
          pointer,
          `年份不得晚于 ${newest + outlookYears}（最新填报年份后 ${outlookYears} 年）`,
          `must be at most ${newest + outlookYears}, ${outlookYears} years past the newest reports`,
        );
    },
  };
}
