import { addCohorts, cohortLaw, cohortSpread, noCohort, withinCohort, type CohortSpread, type Stage } from './cohorts.ts';
import { destinationRates, stayedShare, supplyShare, trackOf, type StayRates } from './destinations.ts';
import { planFulfilment } from './fulfilment.ts';
import { intakeSpreads, type IntakeSpread, type IntakeYear } from './intakes.ts';
import { sumLognormals, type LogSums, type LogTerm } from './lognormal.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { normalsOf } from './paths.ts';
import { createProgression } from './progression.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';
import { survivalRates } from './survival.ts';

/** What one programme's supply is made of, by expectation. */
export interface ProgrammeSupply {
  readonly programme: SnapshotProgramme;
  readonly rates: StayRates;
  readonly intakes: readonly IntakeYear[];
  /** By graduation year ahead 1…H: graduates, the share of them that studies on, and those of it whom pathways take. */
  readonly years: readonly { readonly graduates: number; readonly furtherStudy: number; readonly pathway: number }[];
}
/** Supply of a major on sample paths and the programmes behind it. */
export interface CellSupply {
  /** Row-major [year 1…H][path], persons. */
  readonly paths: Float64Array;
  readonly programmes: readonly ProgrammeSupply[];
}

/** A programme with the cohorts that graduate in the years ahead: of known size, or with an intake that varies. */
interface Cohorts {
  readonly supply: ProgrammeSupply;
  readonly years: readonly { readonly spread: CohortSpread; readonly rate: number; readonly entering: IntakeSpread | null }[];
}

/** Work tables of the normals of a major: what is in them is used before the next major begins. */
const none = new Float64Array(0);
const work = { intake: none, chance: none, doubt: none };
function workTable(name: keyof typeof work, length: number): Float64Array {
  if (work[name].length < length) work[name] = new Float64Array(length);
  return work[name];
}

/** The log scale of counts is ln(n + ½). */
const half = 0.5;

/**
 * S = Σ G·(1−p−u)·q·f of every major. Cohorts enrolled at t0 are followed to graduation; later ones need an intake (planned, forecast, or sent by a pathway).
 * Graduates of year t left in June of t: grade g of September t0 leaves in t0 + L − g + 1. What the programmes of a major bring is drawn as one: means and
 * covariances between years are those of their sum, the effect of a year is common to the level. Random streams are keyed by region and major.
 * Source: docs/model.md, Supply; sums of lognormals (Fenton 1960).
 *
 * @param snapshot of the city
 * @param forecastOf the forecast of a programme's intakes by its id; undefined where it has none
 * @param horizon H, years
 * @param correlation of what lasts in the intakes of a major's programmes
 * @returns `stayedIn`: share of a past year's graduates; `ofMajor`: persons on H × paths and what they are made of
 * @throws ForecastError `bad_pathway` as `createProgression`
 * @example ((programme) => createSupply({ asOfYear: 2025, parameters: resolveParameters({}).parameters, majors: [], programmes: [programme], pathways: [] }, () => undefined, 2, 0).ofMajor('m', [programme]).programmes[0].years.map(({ graduates }) => graduates))({ id: 'p', major: 'm', lengthYears: 2, closedYear: null, years: [{ year: 2025, plan: null, intake: 40, graduates: 0, enrolled: [40, 30] }], plans: [], destinations: [] }) // → [30, 40]
 */
export function createSupply(snapshot: CitySnapshot, forecastOf: (programme: string) => BaseForecast | undefined, horizon: number, correlation: number) {
  const { asOfYear: t0, region } = snapshot;
  const { paths, yearEffectBasis, poolingStrength, inFieldUsed, trackedGraduates } = snapshot.parameters;
  const survival = survivalRates(snapshot);
  const rates = destinationRates(snapshot);
  const fulfilment = planFulfilment(snapshot);
  const progression = createProgression({ snapshot, horizon, survival, rates, fulfilment, forecastOf });
  const levels = new Map(snapshot.majors.map((major) => [major.code, major.level]));
  const yearEffects = new Map<string, Float64Array>();
  const yearEffectOf = (level: string) => {
    const known = yearEffects.get(level) ?? normalsOf(`${region}|year effect|${level}`, paths * horizon);
    yearEffects.set(level, known);
    return known;
  };

  /** The stages from enrolled to working here, each with the persons it rests on. */
  function stagesOf(programme: SnapshotProgramme, own: StayRates, survives: number, furtherStudy: number): Stage[] {
    const others = Math.max(0, 1 - furtherStudy - own.military);
    const basis = poolingStrength + own.persons;
    const stages = [
      { rate: survives, basis: survival.get(programme.id)!.basis },
      { rate: others, basis },
      { rate: own.localStay, basis: own.tracked ? poolingStrength + own.tracked.persons : basis },
    ];
    if (inFieldUsed === 1) stages.push({ rate: own.inField, basis: poolingStrength + own.jobs });
    return stages;
  }

  function cohortsOf(programme: SnapshotProgramme): Cohorts {
    const own = rates.get(programme.id)!;
    const planned = progression.intakesOf(programme);
    const spreads = intakeSpreads(planned, fulfilment.get(programme.id)!, forecastOf(programme.id));
    const years: Cohorts['years'][number][] = [];
    const told: ProgrammeSupply['years'][number][] = [];
    let [lawOf, law] = [[NaN, NaN], cohortLaw([], yearEffectBasis)];
    for (let index = 0; index < horizon; index++) {
      const year = t0 + index + 1;
      const { persons, survives } = progression.cohortOf(programme, year);
      const furtherStudy = progression.furtherStudy(programme, year);
      // years that know no cohort apart share their law
      if (lawOf[0] !== survives || lawOf[1] !== furtherStudy) {
        law = cohortLaw(stagesOf(programme, own, survives, furtherStudy), yearEffectBasis);
        lawOf = [survives, furtherStudy];
      }
      const entering = spreads[index - programme.lengthYears] ?? null; // below 0 they are enrolled, or sent earlier
      const students = entering?.expected ?? persons;
      const graduates = students * survives;
      const pathway = Math.min(graduates * furtherStudy, progression.goingOn(programme, year));
      told.push({ graduates, furtherStudy, pathway });
      years.push({ spread: cohortSpread(students, law), rate: law.rate, entering });
    }
    const intakes = planned.map(({ source, forecast }, h) => ({ source, expected: spreads[h]!.expected, forecast }));
    return { years, supply: { programme, rates: own, intakes, years: told } };
  }

  return {
    /** Of a past year's graduates the share that stayed: as reported for the year, else by the pooled rates. */
    stayedIn(programme: SnapshotProgramme, year: number): number {
      const row = programme.destinations.find((destinations) => destinations.year === year);
      const later = trackOf(programme, year, trackedGraduates);
      return (row && stayedShare(row, inFieldUsed === 1, later)) ?? supplyShare(rates.get(programme.id)!, inFieldUsed === 1);
    },
    /** @param programmes all of the major; @param supply receives the paths where given */
    ofMajor(major: string, programmes: readonly SnapshotProgramme[], supply = new Float64Array(paths * horizon)): CellSupply {
      const cohorts = programmes.map(cohortsOf);
      supply.fill(0);
      if (cohorts.length > 0)
        drawSupply(cohorts, supply, { horizon, correlation, key: `${region}|${major}`, yearEffect: yearEffectOf(levels.get(major) ?? '') });
      return { paths: supply, programmes: cohorts.map((own) => own.supply) };
    },
  };
}
export type CitySupply = ReturnType<typeof createSupply>;

interface Draw {
  readonly horizon: number;
  readonly correlation: number;
  /** Of the random streams. */
  readonly key: string;
  /** Row-major [path][year 1…H], common to the level. */
  readonly yearEffect: Float64Array;
}

/**
 * Persons of all programmes together on every path: fixed cohorts, plus varying intakes as one lognormal a year with the covariances of their sum, each with the
 * chance of persons, the doubt about shares (one error, in all years alike) and the effect of the year; in size with the intake that the path has.
 */
function drawSupply(cohorts: readonly Cohorts[], into: Float64Array, { horizon, correlation, key, yearEffect }: Draw): void {
  const paths = into.length / horizon;
  const fixed = Array.from({ length: horizon }, () => noCohort);
  const varying = Array.from({ length: horizon }, () => noCohort);
  const shift = new Float64Array(horizon);
  const terms: LogTerm[] = [];
  cohorts.forEach((own, source) => {
    own.years.forEach(({ spread, rate, entering }, h) => {
      const varies = entering !== null && (entering.luck > 0 || entering.response.length > 0) && spread.persons > 0;
      const side = varies ? varying : fixed;
      side[h] = addCohorts(side[h]!, spread);
      if (!varies) return;
      const added = entering.response.length > 0 ? half * rate : 0;
      shift[h]! += added;
      terms.push({ at: h, mean: spread.persons + added, response: entering.response, own: entering.luck ** 2, source });
    });
  });
  const first = terms.length === 0 ? horizon : Math.min(...terms.map(({ at }) => at));
  const size = horizon - first;
  const sums = sumLognormals(
    terms.map(({ at, mean, response, own, source }) => ({ at: at - first, mean, response, own, source })),
    size,
    correlation,
  );
  const intake = normalsOf(`${key}|intake`, paths * size, workTable('intake', paths * size));
  const chance = normalsOf(`${key}|graduation`, paths * horizon, workTable('chance', paths * horizon));
  const doubt = normalsOf(`${key}|rates`, paths, workTable('doubt', paths));
  for (let h = 0; h < horizon; h++) {
    const [known, later] = [fixed[h]!, varying[h]!];
    const row = into.subarray(h * paths, (h + 1) * paths);
    const s = h - first;
    if (later.persons > 0) drawVarying(row, known, later, { sums, size, s, shift: shift[h]!, h, horizon, intake, chance, doubt, yearEffect });
    else drawKnown(row, known, { h, horizon, chance, doubt, yearEffect });
  }
}

/** Normals of a run, each table by [path][step]. */
interface Normals {
  readonly h: number;
  readonly horizon: number;
  readonly chance: Float64Array;
  readonly doubt: Float64Array;
  readonly yearEffect: Float64Array;
}

/** A year in which only cohorts of known size graduate. */
function drawKnown(into: Float64Array, known: CohortSpread, { h, horizon, chance, doubt, yearEffect }: Normals): void {
  const { students, persons } = known;
  const [byChance, byDoubt, byYear] = [Math.sqrt(known.chance), Math.sqrt(known.doubt), known.year];
  for (let i = 0, at = h; i < into.length; i++, at += horizon)
    into[i] = withinCohort(students, persons, byChance * chance[at]! + byDoubt * doubt[i]! + byYear * yearEffect[at]!);
}

interface VaryingYear extends Normals {
  readonly sums: LogSums;
  readonly size: number;
  /** Place of the year among the sums. */
  readonly s: number;
  readonly shift: number;
  readonly intake: Float64Array;
}

/** A year to whose graduates intakes of the years ahead belong. */
function drawVarying(into: Float64Array, known: CohortSpread, later: CohortSpread, year: VaryingYear): void {
  const { sums, size, s, shift, h, horizon, intake, chance, doubt, yearEffect } = year;
  const mean = sums.mean[s]!;
  const centre = -sums.variance[s]! / 2;
  const factor = sums.factor.subarray(s * size, s * size + s + 1);
  const { students, persons, chance: knownChance, doubt: knownDoubt, year: knownYear } = known;
  const { students: laterStudents, persons: laterPersons, chance: laterChance, doubt: laterDoubt, year: laterYear } = later;
  for (let i = 0, at = h, from = 0; i < into.length; i++, at += horizon, from += size) {
    let log = centre;
    for (let k = 0; k <= s; k++) log += factor[k]! * intake[from + k]!;
    // how large the varying intakes are on this path, 1 as expected
    const times = Math.max(0, mean * Math.exp(log) - shift) / laterPersons;
    const error =
      Math.sqrt(knownChance + times * laterChance) * chance[at]! +
      Math.sqrt(knownDoubt + times * times * laterDoubt) * doubt[i]! +
      (knownYear + times * laterYear) * yearEffect[at]!;
    into[i] = withinCohort(students + times * laterStudents, persons + times * laterPersons, error);
  }
}
