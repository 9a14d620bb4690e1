import type { Principal } from '../../../db/repositories/access.ts';
import { createFilingCoverageRepository } from '../../../db/repositories/filing-coverage.ts';
import { createHeatRepository } from '../../../db/repositories/heat.ts';
import { createOverviewRepository, type Waiting } from '../../../db/repositories/overview.ts';
import { createResultLists } from '../../../db/repositories/result-lists.ts';
import { createResultRepository } from '../../../db/repositories/results.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { personsAYear } from '../../../forecasting/flags/persons.ts';
import { confirmableMs } from '../../../schemas/catalogue-imports.ts';
import { addDays, dayOf, startOf } from '../../../schemas/days.ts';
import type { Overview, PlanningTask, Reported } from '../../../schemas/overview.ts';
import { decisionClasses, filingKinds } from '../../../schemas/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { graduatesNeeded, presentFlag } from '../../disclosure/present-flag.ts';
import { seesAll } from '../../disclosure/readers.ts';

type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['latest']>>>;
/** Decisions listed; the page of flags has all of them. */
const shown = 8;

/** What needs a decision now, whose reports the figures rest on, and what waits. */
export function createOverviewService({ db, clock }: ServerContext) {
  const overview = createOverviewRepository(db);
  const lists = createResultLists(db);
  const results = createResultRepository(db);
  const coverage = createFilingCoverageRepository(db);
  const heat = createHeatRepository(db);
  const runs = createRunRepository(db);

  async function decisionsOf(run: Run, principal: Principal): Promise<Overview['decisions']> {
    const all = seesAll(principal);
    const rows = await overview.decisions(run.id);
    const potentials = all ? await overview.potentials(run.id) : new Map<string, number | null>();
    const yearly = rows.map(({ key, class: name, gap, firstYear, lastYear }) =>
      personsAYear({ class: name, gap, years: lastYear - firstYear + 1, potential: potentials.get(key) ?? null }),
    );
    const page = await lists.pageFlags({ runId: run.id, classes: decisionClasses }, { by: 'urgency', descending: true, withheldLast: !all }, { limit: shown });
    const countOf = (name: string) => rows.filter((row) => row.class === name).length;
    return {
      count: rows.length,
      byClass: Object.fromEntries(decisionClasses.map((name) => [name, countOf(name)])) as Overview['decisions']['byClass'],
      personsAYear: all ? yearly.reduce((sum, persons) => sum + persons, 0) : null,
      items: page.items.map((row) => presentFlag(row, principal, graduatesNeeded(run))),
    };
  }
  async function reportedOf(year: number): Promise<Reported[]> {
    const found: Reported[] = [];
    for (const kind of filingKinds) {
      const sums = await coverage.sums({ kind, year });
      const now = await coverage.personsByGroup({ kind, year });
      found.push({
        ...{ kind, year, ...sums, personsNow: [...now.values()].reduce((all, persons) => all + persons, 0) },
        share: sums.personsBefore > 0 ? sums.personsOfReporters / sums.personsBefore : null,
      });
    }
    return found;
  }
  /** What waits for the role, longest first; each is asked for only where its role can do something about it. */
  async function tasksOf({ role }: Principal, run: Run | undefined, reported: readonly Reported[]): Promise<PlanningTask[]> {
    const task = (kind: PlanningTask['kind'], { n, since }: Waiting, more: Partial<PlanningTask> = {}): PlanningTask => ({
      ...{ kind, count: n, filing: null, year: null, since: since?.toISOString() ?? null, due: null },
      ...more,
    });
    const [plans, administrates] = [role === 'planner' || role === 'administrator', role === 'administrator'];
    const tasks: PlanningTask[] = [];
    if (plans) tasks.push(task('filings', await overview.filings()));
    for (const { kind, organisations, reported: n, year } of reported)
      tasks.push(task('missing', { n: organisations - n, since: null }, { filing: kind, year }));
    if (plans) tasks.push(task('seats', await overview.seats()));
    if (administrates) {
      const waiting = await overview.catalogues();
      const due = waiting.since === null ? null : new Date(waiting.since.getTime() + confirmableMs).toISOString();
      tasks.push(task('organisations', await overview.organisations()), task('imports', await overview.imports()), task('catalogues', waiting, { due }));
    }
    if (run && seesAll({ role })) tasks.push(task('facts', await overview.factsAfter(run.startedAt ?? run.createdAt)));
    if (administrates || role === 'secretariat')
      tasks.push(task('dockets', await overview.dockets()), task('issues', await overview.issues()), task('finished', await overview.finished()));
    if (plans || role === 'secretariat') {
      const { n, since } = await overview.overdue(dayOf(clock()));
      tasks.push(task('overdue', { n, since: since === null ? null : startOf(addDays(since, 1)) }));
    }
    return tasks.filter(({ count }) => count > 0);
  }

  return {
    async read(principal: Principal): Promise<Overview> {
      const run = await runs.latest();
      const all = seesAll(principal);
      const reported = run && all ? await reportedOf(run.asOfYear) : [];
      const nothing = { count: 0, byClass: { new: 0, expand: 0, reduce: 0, suspend: 0 }, personsAYear: null, items: [] };
      const region = run && (await heat.region(run.id));
      const seriesId = (side: string) => `${run?.id ?? ''}.${side}.${run?.regionCode ?? ''}.all`;
      const known = run && region && (await results.findSeries(seriesId('cityDemand')));
      return {
        ...{ runId: run?.id ?? null, asOfYear: run?.asOfYear ?? null, reported },
        decisions: run ? await decisionsOf(run, principal) : nothing,
        tasks: await tasksOf(principal, run, reported),
        series: known ? { demand: seriesId('cityDemand'), supply: seriesId('citySupply'), firstYear: region.year, lastYear: region.lastYear } : null,
      };
    },
  };
}
