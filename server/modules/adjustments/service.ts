import type { Principal } from '../../../db/repositories/access.ts';
import { createAdjustmentRepository, type AdjustmentFilter, type AdjustmentRow } from '../../../db/repositories/adjustments.ts';
import { createOrganisationRepository } from '../../../db/repositories/organisations.ts';
import { enteredFaults } from '../../../schemas/adjustment-faults.ts';
import type { AdjustmentInput, AdjustmentPlan, AdjustmentStatistics, ReversalInput } from '../../../schemas/adjustments.ts';
import { dayOf } from '../../../schemas/days.ts';
import type { ServerContext } from '../../context.ts';
import { createCatalogueCheck } from '../../catalogue-check.ts';
import { ApiError, invalidField, invalidFields, notFound } from '../../errors.ts';
import { defined, toList, toPageRequest, walk, type PageQuery } from '../../paging.ts';
import { createRecorder } from '../../recording.ts';
import { presentAdjustment } from './present.ts';
import { planOf, statisticsOf, type Span } from './statistics.ts';

interface Doing {
  readonly principal: Principal;
  readonly requestId: string;
}
interface YearsAsked {
  readonly from?: number;
  readonly to?: number;
}
/** Years that statistics are told of where none are named, and at most. */
const usualYears = 5;
const mostYears = 30;

export function createAdjustmentService(context: ServerContext) {
  const { db, clock, newId } = context;
  const ledger = createAdjustmentRepository(db);
  const organisations = createOrganisationRepository(db);
  const catalogue = createCatalogueCheck(context);
  const record = createRecorder(context);

  /** A school reads its own lines: seats of others are theirs. */
  function scoped(principal: Principal, asked: AdjustmentFilter): AdjustmentFilter {
    if (principal.role !== 'school') return asked;
    if (principal.organisationId === null) throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
    if (asked.schoolId !== undefined && asked.schoolId !== principal.organisationId)
      throw new ApiError('forbidden', { zh: '学校只能查看本校的台账', en: 'A school sees its own lines of the ledger only' });
    return { ...asked, schoolId: principal.organisationId };
  }
  function spanOf({ from, to }: YearsAsked): Span {
    const last = to ?? (from === undefined ? clock().getUTCFullYear() : Math.max(from, clock().getUTCFullYear()));
    const first = from ?? last - usualYears + 1;
    if (first > last) throw invalidField('/query/to', `须不早于 ${first} 年`, `must not be before ${first}`);
    if (last - first >= mostYears) throw invalidField('/query/from', `最多 ${mostYears} 年`, `at most ${mostYears} years at once`);
    return { from: first, to: last };
  }
  async function visible(principal: Principal, id: string) {
    const found = await ledger.find(id);
    if (!found || (principal.role === 'school' && found.row.schoolId !== principal.organisationId)) throw notFound({ zh: '此台账记录', en: 'This line of the ledger' });
    return found;
  } // prettier-ignore
  const told = ({ year, schoolId, majorCode, level, change, seatsBefore, seatsAfter, decidedOn, takesBackId }: AdjustmentRow) => ({
    ...{ year, schoolId, majorCode, level, change, seatsBefore, seatsAfter, decidedOn, takesBackId },
  });
  async function add(row: AdjustmentRow, { principal, requestId }: Doing, action: string) {
    return ledger.add(row, record({ actor: principal.actor, requestId }, row.createdAt, action, ['adjustment', row.id], told(row)));
  }

  return {
    async list(principal: Principal, asked: AdjustmentFilter, query: PageQuery) {
      const filter = scoped(principal, asked);
      const page = await ledger.page(filter, toPageRequest(query, ['number', 'text']));
      return toList(page, query, presentAdjustment, () => ledger.count(filter));
    },
    /** All of them, for files. */
    rows(principal: Principal, asked: AdjustmentFilter) {
      const filter = scoped(principal, asked);
      return walk((page) => ledger.page(filter, page), presentAdjustment);
    },
    async get(principal: Principal, id: string) {
      return presentAdjustment(await visible(principal, id));
    },
    /** Enters what was decided before the ledger was kept here. */
    async enter(input: AdjustmentInput, doing: Doing) {
      const now = clock();
      const faults = enteredFaults(input, dayOf(now));
      if (faults.length > 0) throw invalidFields(faults);
      const [school, major] = [await organisations.find(input.organisationId), await catalogue.major(input.majorCode, { running: true })];
      if (school?.kind !== 'school') throw invalidField('/organisationId', '没有此学校', 'no school has this id');
      const programme = await organisations.findProgramme(school.id, major.code);
      const { year, change, seatsBefore = null, seatsAfter = null, decidedOn } = input;
      const row: AdjustmentRow = {
        ...{
          id: newId(),
          regionCode: school.regionCode,
          year,
          schoolId: school.id,
          programmeId: programme?.id ?? null,
          majorCode: major.code,
          level: major.level,
        },
        ...{ change, seatsBefore, seatsAfter, newName: input.newName?.trim() ?? null, basis: input.basis.trim(), docketId: null },
        ...{
          resolutionNumber: input.resolutionNumber?.trim() ?? null,
          decidedOn,
          takesBackId: null,
          batchId: null,
          simulated: school.simulated,
          source: 'entered',
        },
        ...{ createdBy: doing.principal.actor, createdAt: now },
      };
      await add(row, doing, 'create');
      return presentAdjustment(await visible(doing.principal, row.id));
    },
    /** Appends a line that takes another back: lines themselves never change. */
    async takeBack(id: string, { reason }: ReversalInput, doing: Doing) {
      const { row, takenBackId } = await visible(doing.principal, id);
      if (row.takesBackId !== null)
        throw new ApiError('conflict', { zh: '此条本身是冲销记录，不能再冲销；如有误，请另行登记', en: 'This line takes another back and cannot be taken back itself: enter a new line' }); // prettier-ignore
      const taken = () => new ApiError('conflict', { zh: '此条已被冲销', en: 'This line was taken back already' });
      if (takenBackId !== null) throw taken();
      const now = clock();
      const answer: AdjustmentRow = {
        ...{ ...row, id: newId(), basis: reason.trim(), takesBackId: row.id, batchId: null, decidedOn: now.toISOString().slice(0, 10), source: 'entered' },
        ...{ createdBy: doing.principal.actor, createdAt: now },
      };
      if (!(await add(answer, doing, 'reverse'))) throw taken();
      return presentAdjustment(await visible(doing.principal, answer.id));
    },
    async statistics(principal: Principal, asked: AdjustmentFilter & YearsAsked): Promise<AdjustmentStatistics> {
      const span = spanOf(asked);
      const filter = { ...scoped(principal, defined({ schoolId: asked.schoolId, majorCode: asked.majorCode, level: asked.level })), ...span };
      const [counts, adjusted, lives] = await Promise.all([ledger.counts(filter), ledger.adjusted(filter), ledger.lives(filter)]);
      return statisticsOf(span, counts, adjusted, lives);
    },
    async plan(asked: YearsAsked): Promise<AdjustmentPlan> {
      const span = spanOf(asked);
      return planOf(span, await ledger.counts(span), await ledger.targets(span.from, span.to));
    },
  };
}
