import { createCrosswalkRepository } from '../../db/repositories/crosswalk.ts';
import { createInputRepository } from '../../db/repositories/inputs.ts';
import { createLoopInputs } from '../../db/repositories/loop-inputs.ts';
import { createOutlookInputs } from '../../db/repositories/outlook-inputs.ts';
import { createReliabilityInputs } from '../../db/repositories/reliability-inputs.ts';
import { createReportRepository } from '../../db/repositories/reports.ts';
import { createResultRepository } from '../../db/repositories/results.ts';
import { createRuleInputs } from '../../db/repositories/rule-inputs.ts';
import { createRuleRepository } from '../../db/repositories/rules.ts';
import { createRunRepository } from '../../db/repositories/runs.ts';
import { createTransitionInputs } from '../../db/repositories/transition-inputs.ts';
import { ForecastError } from '../../forecasting/errors.ts';
import { baseSeries } from '../../forecasting/labour/base-series.ts';
import { checkLinks, usedLinks } from '../../forecasting/labour/link-checks.ts';
import { parameterDefinitions, type Parameters } from '../../forecasting/labour/parameters.ts';
import { hireYears } from '../../forecasting/labour/reliability.ts';
import { carriedYears, snapshotVersion, type CitySnapshot, type EnterpriseHires } from '../../forecasting/labour/snapshot.ts';
import { TerminalError } from '../catalog.ts';
import { canonicalJson, sha256 } from '../../schemas/canonical.ts';
import { fitBatchSize, type WorkerContext } from './context.ts';

type Claimed = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['claimTask']>>>;
type Before = Awaited<ReturnType<ReturnType<typeof createRunRepository>['latestBefore']>>;

/**
 * Projects and inflow as they were known at t0. A run of the newest year takes every word; one that looks back, only those given while the year's reports came in.
 */
async function readOutlook({ db }: WorkerContext, region: string, t0: number) {
  const outlook = createOutlookInputs(db);
  const newest = await createReportRepository(db).newestYear();
  const knownBefore = newest !== undefined && t0 < newest ? new Date(Date.UTC(t0 + 2, 0, 1)) : undefined;
  const projects = await outlook.projects(region, t0, carriedYears, knownBefore);
  const inflows = await outlook.inflows(region, knownBefore);
  return {
    simulated: [...projects, ...inflows].some((row) => row.simulated),
    inputs: {
      ...(projects.length > 0 ? { projects: projects.map(({ simulated: _simulated, ...project }) => project) } : {}),
      ...(inflows.length > 0 ? { inflows: inflows.map(({ simulated: _simulated, ...inflow }) => inflow) } : {}),
    },
  };
}

/** What only rules look at; a report nobody made leaves no trace in the snapshot. */
async function readReported({ db }: WorkerContext, region: string, t0: number) {
  const reported = createRuleInputs(db);
  const [rates, staff, internships] = [await reported.rates(region, t0), await reported.staff(region, t0), await reported.internships(region, t0)];
  const ledger = await reported.ledger(region, t0);
  return {
    simulated: ledger.some((row) => row.simulated),
    inputs: {
      ...{ ...(rates.length > 0 ? { rates } : {}), ...(staff.length > 0 ? { staff } : {}), ...(internships.length > 0 ? { internships } : {}) },
      ...(ledger.length > 0 ? { ledger: ledger.map(({ simulated: _simulated, ...line }) => line) } : {}),
    },
  };
}

/** How postings and studies ended; where nobody told, nothing of it is in the snapshot. */
async function readLoop({ db }: WorkerContext, region: string, t0: number, rateYears: number) {
  const loop = createLoopInputs(db);
  const since = t0 - rateYears + 1;
  const entries = await loop.entries(region, since, t0);
  const tracks = await loop.tracks(t0);
  const tracksOf = Map.groupBy(tracks, ({ programmeId }) => programmeId);
  return {
    simulated: tracks.some((row) => row.simulated) || (entries.length > 0 && (await loop.anySimulated(since, t0))),
    inputs: entries.length > 0 ? { entries } : {},
    tracksOf: (programmeId: string) => {
      const own = tracksOf.get(programmeId)?.map(({ programmeId: _programme, simulated: _simulated, ...row }) => row);
      return own ? { tracks: own } : {};
    },
  };
}

/** What became of what enterprises announced; where no outcome was told, nothing of it is in the snapshot. */
async function readReliability({ db }: WorkerContext, region: string, t0: number, rateYears: number, enterpriseHires: readonly EnterpriseHires[]) {
  const reliability = await createReliabilityInputs(db).records(region, t0 - rateYears + 1, t0);
  return reliability.some(({ told }) => told > 0) ? { reliability, ...(enterpriseHires.length > 0 ? { enterpriseHires } : {}) } : {};
}

/** Everything the run takes in, read once; what it compares with is part of it. */
async function readSnapshot(context: WorkerContext, run: Claimed['run'], before: Before): Promise<CitySnapshot> {
  const { db } = context;
  const inputs = createInputRepository(db);
  const rules = createRuleRepository(db);
  const transitions = createTransitionInputs(db);
  const { regionCode: region, asOfYear: t0 } = run;
  const catalogue = await inputs.catalogue(region);
  const breaks = await inputs.breaks(t0);
  const programmeRows = await inputs.programmes(region);
  const { years, grades } = await inputs.enrolment(t0);
  const gradesOf = Map.groupBy(grades, (row) => row.reportId);
  const yearsOf = Map.groupBy(years, (row) => row.programmeId);
  const destinationsOf = Map.groupBy(await transitions.destinations(t0), (row) => row.programmeId);
  const plans = await transitions.plans(t0);
  const pathways = await transitions.pathways(region, t0);
  const joined = new Set(pathways.flatMap(({ from, to }) => [from, to]));
  const enterpriseHires = await inputs.hires(region, t0);
  const hires = hireYears(enterpriseHires);
  const stockSpans = await inputs.stockSpans(region, t0);
  const outlook = await readOutlook(context, region, t0);
  const reported = await readReported(context, region, t0);
  const rateYears = run.parameters['rateYears'] ?? parameterDefinitions.rateYears.default;
  const loop = await readLoop(context, region, t0, rateYears);
  const reliability = await readReliability(context, region, t0, rateYears, enterpriseHires);
  const demanded = new Set([...stockSpans, ...hires, ...(outlook.inputs.projects ?? [])].map((row) => row.occupation));
  const occupations = catalogue.occupations.filter((occupation) => demanded.has(occupation.code));
  return {
    version: snapshotVersion,
    region,
    asOfYear: t0,
    parameters: run.parameters as Parameters,
    simulated: (await inputs.anySimulated(t0)) || (await transitions.anySimulated(t0)) || outlook.simulated || loop.simulated || reported.simulated,
    majors: catalogue.majors,
    occupations,
    chains: catalogue.chains,
    links: usedLinks(await createCrosswalkRepository(db).inForce(), occupations),
    stockSpans,
    lastStocks: await inputs.lastStocks(region, t0),
    register: await inputs.register(region, t0),
    reporters: await inputs.reporters(region, t0 - carriedYears, t0),
    hires,
    occupationBreaks: breaks.filter((row) => row.side === 'occupation').map(({ subject, year }) => ({ occupation: subject, year })),
    programmes: programmeRows
      .map((programme) => ({
        ...programme,
        breaks: breaks.filter((row) => row.side === 'programme' && row.subject === programme.id).map((row) => row.year),
        years: (yearsOf.get(programme.id) ?? []).map(({ id, year, plan, intake, graduates }) => ({
          ...{ year, plan, intake, graduates },
          enrolled: (gradesOf.get(id) ?? []).map((row) => row.enrolled),
        })),
        plans: [plans.get(programme.id)].filter((plan) => plan !== undefined),
        destinations: (destinationsOf.get(programme.id) ?? []).map(({ programmeId: _programme, ...row }) => row),
        ...loop.tracksOf(programme.id),
      }))
      .filter((programme) => programme.years.length > 0 || programme.plans.length > 0 || joined.has(programme.id)),
    pathways,
    ...outlook.inputs,
    ...loop.inputs,
    ...reliability,
    rules: {
      chains: await rules.chains(region),
      thresholds: Object.fromEntries([...(await rules.copies())].map(([rule, copy]) => [rule, copy.thresholds])),
      ...reported.inputs,
    },
    // by its content, not its id: equal inputs have equal hashes everywhere
    previous: before ? { asOfYear: before.asOfYear, flags: await createResultRepository(db).flagClasses(before.id) } : null,
  };
}

/** A wrong link fails the run at once: trying again does not put it right. */
function refuseWrongLinks(snapshot: CitySnapshot): void {
  try {
    checkLinks(snapshot);
  } catch (error) {
    throw error instanceof ForecastError ? new TerminalError(error.message, { cause: error }) : error;
  }
}

/** Takes the snapshot, hashes and stores it, and cuts the fits into tasks. */
export async function prepare(context: WorkerContext, claimed: Claimed): Promise<void> {
  const { db, queue, clock, newId } = context;
  const { task, run } = claimed;
  const runs = createRunRepository(db);
  const before = await runs.latestBefore(run.regionCode, run.asOfYear);
  const snapshot = await readSnapshot(context, run, before);
  const series = baseSeries(snapshot).length;
  if (series === 0) throw new TerminalError(`run of ${snapshot.region} as of ${snapshot.asOfYear} needs at least one reported series, got none`);
  refuseWrongLinks(snapshot);
  const content = canonicalJson(snapshot);
  const tasks = Array.from({ length: Math.ceil(series / fitBatchSize) }, (_, no) => ({
    ...{ id: newId(), runId: run.id, kind: 'fit' as const, no },
    ...{ from: no * fitBatchSize, to: Math.min(series, (no + 1) * fitBatchSize) },
  }));
  const stored = await runs.finishPrepare({
    ...{ taskId: task.id, attempt: task.attempts, runId: run.id, hash: sha256(content), content, now: clock() },
    ...{ previousRunId: before?.id ?? null, tasks },
  });
  if (!stored) return;
  await queue.addMany(
    'runTask',
    tasks.map(({ id }) => ({ taskId: id })),
  );
}
