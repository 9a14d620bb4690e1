import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { createProgrammeChangeRepository, type ChangeRow } from '../../../db/repositories/programme-changes.ts';
import { createReportRepository } from '../../../db/repositories/reports.ts';
import { adjustmentFaults, proposalFaults } from '../../../schemas/adjustment-faults.ts';
import { changeReasons } from '../../../schemas/change-limits.ts';
import type { ProgrammeChangeUpdate } from '../../../schemas/programme-changes.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError, invalidField, invalidFields } from '../../errors.ts';

/** Entry years further ahead than this are not planned yet. */
const yearsAhead = 10;

/** What a proposal is checked against: the catalogue, what the school offers, and the years that are reported. */
export function createChangeChecks(context: Pick<ServerContext, 'db'>) {
  const { db } = context;
  const changes = createProgrammeChangeRepository(db);
  const organisations = createOrganisationRepository(db);
  const reports = createReportRepository(db);
  const catalogue = createCatalogueCheck(context);

  /** From the first year whose intake is not a fact yet. */
  async function checkYear(year: number) {
    const newest = await reports.newestYear();
    if (newest === undefined) return;
    if (year <= newest)
      throw invalidField('/fromYear', `${newest} 年及以前的招生已成事实，须为 ${newest + 1} 年或以后`, `must be ${newest + 1} or later: intakes up to ${newest} are reported`); // prettier-ignore
    if (year > newest + yearsAhead) throw invalidField('/fromYear', `不得晚于 ${newest + yearsAhead} 年`, `must be at most ${newest + yearsAhead}`);
  }
  return {
    async said(input: ProgrammeChangeUpdate) {
      const faults = adjustmentFaults(input);
      if (faults.length > 0) throw invalidFields(faults);
      await checkYear(input.fromYear);
    },
    /** The major, and the programme that is changed: none for a new one, an open one of the school for all others. */
    async target(schoolId: string, majorCode: string, change: ChangeRow['change']) {
      const major = await catalogue.major(majorCode, { running: change === 'reduce' || change === 'suspend' });
      const programme = await organisations.findProgramme(schoolId, majorCode);
      const running = programme !== undefined && programme.closedYear === null;
      if (change === 'new' && running)
        throw invalidField('/majorCode', '本校已开设此专业，请选择扩招等其他类型', 'the school offers this major already: choose another change');
      if (change !== 'new' && !running) throw invalidField('/majorCode', '本校没有此在办专业点', 'the school has no open programme of this major');
      const waiting = await changes.openOne(schoolId, majorCode);
      if (waiting !== undefined)
        throw new ApiError('conflict', { zh: '本校对此专业已有未办结的申请，请在其上修改', en: 'The school has an open proposal on this major already: change that one' }); // prettier-ignore
      return { major, programme: change === 'new' ? undefined : programme };
    },
    async complete(row: ChangeRow) {
      const faults = proposalFaults(row, changeReasons.least);
      if (faults.length > 0) throw invalidFields(faults);
      await checkYear(row.fromYear);
    },
  };
}
