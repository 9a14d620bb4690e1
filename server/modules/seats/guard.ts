import type { Principal } from '../../../db/repositories/access.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { createSeatRepository } from '../../../db/repositories/seats.ts';
import { guardSeats, type GuardSums, type SeatChange } from '../../../forecasting/flags/guard.ts';
import { effectiveSeats } from '../../../forecasting/flags/seat-changes.ts';
import { seatSurvival } from '../../../forecasting/flags/seat-survival.ts';
import { parameterDefinitions } from '../../../forecasting/labour/parameters.ts';
import type { Guard } from '../../../schemas/seats.ts';
import type { ServerContext } from '../../context.ts';
import { withheldGuard } from '../../disclosure/figures.ts';
import { seesAll, suppressionOf } from '../../disclosure/readers.ts';
import { ApiError, invalidField, notFound } from '../../errors.ts';
import { toList, toPageRequest, type PageQuery } from '../../paging.ts';

type Inputs = Awaited<ReturnType<ReturnType<typeof createSeatRepository>['guardInputs']>>;
export interface Question {
  readonly runId?: string;
  readonly majorCode?: string;
}
type Cell = Inputs['cells'][number];
type RunRow = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['find']>>>;

/** The guard of one major from stored rows; who may see which school comes after. */
function guardOf(run: RunRow, { code, name, level }: Cell, inputs: Inputs): Guard {
  const rows = inputs.gaps.filter((gap) => gap.majorCode === code);
  const window = rows.find((gap) => gap.span === 'total' && gap.window === 'decision');
  const lengthYears = window ? window.year - run.asOfYear - 1 : null;
  const own = inputs.requests.filter(({ row }) => row.majorCode === code);
  const fallback = run.parameters['seatSurvival'] ?? parameterDefinitions.seatSurvival.default;
  const names = new Map(own.map(({ row, schoolName }) => [row.schoolId, schoolName]));
  const survival = new Map<string, ReturnType<typeof seatSurvival>>();
  const filed = own.map(({ row, lengthYears: length }) => ({
    ...{ school: row.schoolId, programmeId: row.programmeId, length, entryYear: row.entryYear, baseYear: row.baseYear, seats: row.seats },
    status: row.status === 'approved' ? ('approved' as const) : ('requested' as const),
    planned: inputs.plans.some((plan) => plan.programmeId === row.programmeId && plan.year === row.entryYear && row.decidedAt && plan.filedAt >= row.decidedAt),
  }));
  const changes: SeatChange[] = effectiveSeats(filed, run.asOfYear).map(({ school, programmeId, length, entryYear, seats, status }) => {
    const found = seatSurvival({ programmeId, majorCode: code, level }, inputs.survival, fallback);
    survival.set(school, found);
    return { school, year: entryYear + (length ?? lengthYears ?? 0), seats, survival: found.share, status };
  });
  const years = rows.filter((gap) => gap.span === 'year');
  const answer = window && guardSeats(years, window, changes);
  const shown = (sums: GuardSums, lastYear: number) => ({
    ...{ year: sums.year, lastYear, gap: sums.gap, lo80: sums.lo80, hi80: sums.hi80, approved: sums.approved, requested: sums.requested },
    ...{ recommended: sums.recommended, afterApproved: sums.afterApproved, afterEveryone: sums.afterEveryone },
    ...{ afterRecommended: sums.afterRecommended, overshoot: sums.overshoot },
    schools: sums.schools.map(({ school, ...seats }) => ({ schoolId: school, schoolName: names.get(school) ?? school, ...seats })),
  });
  return {
    ...{ runId: run.id, regionCode: run.regionCode, asOfYear: run.asOfYear, majorCode: code, majorName: name, level, lengthYears },
    ...{ band: window?.band ?? null, grade: window?.grade ?? null, suppressed: window ? suppressionOf(window) : null },
    years: answer?.years.map((sums) => shown(sums, sums.year)) ?? [],
    window: answer ? shown(answer.window, window.lastYear) : null,
    survival: [...survival].map(([schoolId, found]) => ({ schoolId, ...found })),
    beyond: (answer?.beyond ?? changes).map(({ school, year, seats, status }) => ({
      ...{ schoolId: school, schoolName: names.get(school) ?? school, graduationYear: year, seats, status },
    })),
    simulated: run.simulated || own.some(({ row }) => row.simulated),
  };
}

/** A school sees the totals of the city and its own seats. */
function ownOnly(guard: Guard, schoolId: string): Guard {
  const mine = <T extends { readonly schoolId: string }>(rows: readonly T[]) => rows.filter((row) => row.schoolId === schoolId);
  const sums = (of: Guard['years'][number]) => ({ ...of, schools: mine(of.schools) });
  return {
    ...{ ...guard, survival: mine(guard.survival), beyond: mine(guard.beyond) },
    ...{ years: guard.years.map(sums), window: guard.window && sums(guard.window) },
  };
}

const csvPage = 100;

export function createGuardService({ db }: ServerContext) {
  const seats = createSeatRepository(db);
  const runs = createRunRepository(db);

  async function runOf(runId: string | undefined): Promise<RunRow | undefined> {
    const run = runId === undefined ? await runs.latest() : await runs.find(runId);
    if (!run && runId !== undefined) throw notFound({ zh: '此预测批次', en: 'This run' });
    return run;
  }
  /** One major, or every major with seats asked for or granted after the run's t0. */
  async function guards(principal: Principal, question: Question, query: PageQuery) {
    if (principal.role === 'school' && principal.organisationId === null)
      throw new ApiError('forbidden', { zh: '此密钥不属于任何单位', en: 'This key belongs to no organisation' });
    const request = toPageRequest(query, ['text']);
    const run = await runOf(question.runId);
    if (!run) return { items: [], nextCursor: null, ...(query.total === true ? { total: 0 } : {}) };
    const { majorCode } = question;
    const page = majorCode === undefined ? await seats.pageMajors(run.asOfYear, request) : { items: [{ code: majorCode }], next: null };
    const inputs = await seats.guardInputs(
      run,
      page.items.map(({ code }) => code),
    );
    if (majorCode !== undefined && inputs.cells.length === 0)
      throw invalidField('/query/majorCode', `专业代码 ${majorCode} 不在目录中`, `major ${majorCode} is not in the catalogue`);
    const present = (cell: Cell) => {
      const made = guardOf(run, cell, inputs);
      const guard = made.suppressed === null || seesAll(principal) ? made : withheldGuard(made);
      return principal.role === 'school' ? ownOnly(guard, principal.organisationId ?? '') : guard;
    };
    return toList({ items: inputs.cells, next: page.next }, query, present, () =>
      majorCode === undefined ? seats.countMajors(run.asOfYear) : Promise.resolve(1),
    );
  }
  /** All of them, for files; a missing run is said before the first. */
  async function* rest(principal: Principal, question: Question, first: Awaited<ReturnType<typeof guards>>): AsyncGenerator<Guard> {
    let page = first;
    yield* page.items;
    while (page.nextCursor !== null) {
      page = await guards(principal, question, { limit: csvPage, cursor: page.nextCursor });
      yield* page.items;
    }
  }
  return {
    guards,
    async rows(principal: Principal, question: Question) {
      return rest(principal, question, await guards(principal, question, { limit: csvPage }));
    },
  };
}
