import { createProgrammeChangeRepository, type ChangeRow } from '../../../db/repositories/programme-changes.ts';
import { createProgrammeStandingRepository } from '../../../db/repositories/programme-standing.ts';
import { createRuleRepository } from '../../../db/repositories/rules.ts';
import { createRunRepository } from '../../../db/repositories/runs.ts';
import { createSeatRepository } from '../../../db/repositories/seats.ts';
import { parameterDefinitions } from '../../../forecasting/labour/parameters.ts';
import { shareOfCount } from '../../../forecasting/labour/school-share.ts';
import { seatsChanged } from '../../../schemas/adjustment-faults.ts';
import type { ChangeEvidence } from '../../../schemas/programme-changes.ts';
import { placementYears, schoolsNeeded } from '../../../schemas/programme-standing.ts';
import type { ServerContext } from '../../context.ts';
import { suppressionOf, without } from '../../disclosure/readers.ts';
import { guardOf, proposalsThatCount } from './guard.ts';
import { ruleChecks } from './rule-checks.ts';

/** Evidence without its seal: what the hash is made of. */
export type Pack = Omit<ChangeEvidence, 'frozenAt' | 'hash'>;
type Standing = ReturnType<typeof createProgrammeStandingRepository>;
type Flag = Awaited<ReturnType<Standing['flags']>>[number]['flag'];
type Destinations = Awaited<ReturnType<Standing['destinations']>>;
type Counted = Destinations['byMajor'][number];

export const costYuan = (costs: ChangeRow['costs']): number => costs.reduce((sum, { yuan }) => sum + yuan, 0);

function placed(counted: Counted | undefined, [firstYear, lastYear]: readonly [number, number]) {
  if (!counted) return null;
  const { localJobs, otherRegion, unemployed } = counted;
  const seekers = localJobs + otherRegion + unemployed;
  const share = shareOfCount(localJobs, seekers);
  return share && { firstYear, lastYear, seekers, localJobs, ...share };
}
function gapOf(flag: Flag): ChangeEvidence['gap'] {
  const { class: name, firstYear, lastYear, gap, lo80, hi80, probability, ratio, band, grade, evidence } = flag;
  const { gapLow, gapHigh } = evidence.bounds;
  return {
    ...{ firstYear, lastYear, flag: name, gap, lo80, hi80, boundLow: gapLow, boundHigh: gapHigh, probability, ratio, band, grade },
    suppressed: suppressionOf(flag),
  };
}

/** Draws the evidence on a proposal from the newest run and today's reports, as who plans sees it. */
export function createEvidence({ db }: Pick<ServerContext, 'db'>) {
  const changes = createProgrammeChangeRepository(db);
  const standing = createProgrammeStandingRepository(db);
  const seats = createSeatRepository(db);
  const rules = createRuleRepository(db);
  const runs = createRunRepository(db);

  async function peersOf({ majorCode, schoolId, level }: ChangeRow): Promise<ChangeEvidence['peers']> {
    const offering = new Map((await standing.offering([majorCode])).map((row) => [row.schoolId, { id: row.schoolId, name: row.schoolName }]));
    const ofSchools = await changes.schoolsOfLevel(level);
    const share = ofSchools === 0 ? null : offering.size / ofSchools;
    return { schools: [...offering.values()].filter(({ id }) => id !== schoolId), offering: offering.size, ofSchools, share };
  }
  return async (row: ChangeRow): Promise<Pack> => {
    const { id, majorCode, level, schoolId, programmeId, change, costs } = row;
    const run = await runs.latest(row.regionCode);
    const peers = await peersOf(row);
    const common = { changeId: id, peers, costs: [...costs], costYuan: costYuan(costs) };
    const ask = { change, level, peers, copies: await rules.copies() };
    if (!run)
      return { ...common, runId: null, asOfYear: null, gap: null, guard: null, placement: { own: null, city: null }, rules: ruleChecks([], ask), simulated: row.simulated }; // prettier-ignore
    const [found] = await standing.flags(run.id, [majorCode]);
    const counting = proposalsThatCount(await changes.ofMajor(majorCode));
    // the one that is asked about counts while it is still a draft
    const inputs = await seats.guardInputs(run, [majorCode]);
    const lengthYears = programmeId === null ? null : ((await seats.findProgramme(programmeId))?.lengthYears ?? null);
    const own = { id, programmeId, lengthYears, fromYear: row.fromYear, seats: seatsChanged(row), approved: false };
    const proposed = counting.some((one) => one.id === id) ? counting : [...counting, own];
    const fallback = run.parameters['seatSurvival'] ?? parameterDefinitions.seatSurvival.default;
    const years = [run.asOfYear - placementYears + 1, run.asOfYear] as const;
    const { byProgramme, byMajor } = await standing.destinations(schoolId, [majorCode], years);
    const city = byMajor.find(({ key }) => key === majorCode);
    return {
      ...{ ...common, runId: run.id, asOfYear: run.asOfYear, gap: found ? gapOf(found.flag) : null },
      guard: guardOf(proposed, inputs, { own: id, majorCode, level, asOfYear: run.asOfYear, fallback }),
      placement: {
        own: placed(
          byProgramme.find(({ key }) => key === programmeId),
          years,
        ),
        city: city && city.schools >= schoolsNeeded ? placed(city, years) : null,
      },
      rules: ruleChecks(await changes.findings(run.id, row), ask),
      simulated: row.simulated || run.simulated,
    };
  };
}

/** The part of the evidence a school is told: what enterprises are too few behind is withheld, and the ends of the weights always, which other sums of the same occupations could be solved from. */
export function toldToSchool(pack: Pack): Pack {
  const withheld = (pack.gap?.suppressed ?? null) !== null;
  const gap = pack.gap && { ...pack.gap, ...without('boundLow', 'boundHigh'), ...(withheld ? without('gap', 'lo80', 'hi80', 'probability', 'ratio') : {}) };
  // without a flag nothing says how many enterprises are behind the gap of the guard
  const hidden = withheld || pack.gap === null;
  const guard = pack.guard && { ...pack.guard, ...(hidden ? without('gap', 'afterApproved', 'afterEveryone', 'overshoot', 'recommended') : {}) };
  return { ...pack, gap, guard };
}
