import { cohortLaw, personsOf, type Stage } from './cohorts.ts';
import { destinationRates, stayedShare, supplyShare, type StayRates } from './destinations.ts';
import { planFulfilment } from './fulfilment.ts';
import { expectedIntakes, intakePaths, type IntakeYear } from './intakes.ts';
import { normalsPerPath } from '../pooled/paths.ts';
import type { BaseForecast } from './base-forecasts.ts';
import { mixNormals, normalsOf } from './paths.ts';
import { createProgression } from './progression.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';
import { survivalRates } from './survival.ts';

/** One programme's supply on sample paths and what it is made of. */
export interface ProgrammeSupply {
  readonly programme: SnapshotProgramme;
  readonly rates: StayRates;
  /** Row-major [path][year 1…H], persons. */
  readonly paths: Float64Array;
  readonly intakes: readonly IntakeYear[];
  /** Expected by graduation year ahead 1…H: graduates, the share of them that studies on, and those of it whom pathways take. */
  readonly years: readonly { readonly graduates: number; readonly furtherStudy: number; readonly pathway: number }[];
}

/**
 * S = Σ G·(1−p−u)·q·f of every programme. Cohorts enrolled at t0 are followed to graduation; later ones need an intake (planned, forecast, or sent by a
 * pathway). Graduates of year t left in June of t: grade g of September t0 leaves in t0 + L − g + 1. Random streams are keyed by region, level, major and school.
 */
export function createSupply(snapshot: CitySnapshot, forecastOf: (programme: string) => BaseForecast | undefined, horizon: number, correlation: number) {
  const { asOfYear: t0, region } = snapshot;
  const { paths, yearEffectBasis, poolingStrength, inFieldUsed } = snapshot.parameters;
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
    return [
      { rate: survives, basis: survival.get(programme.id)!.basis },
      { rate: others, basis },
      { rate: own.localStay, basis },
      ...(inFieldUsed === 1 ? [{ rate: own.inField, basis: poolingStrength + own.jobs }] : []),
    ];
  }

  return {
    /** Of a past year's graduates the share that stayed: as reported for the year, else by the pooled rates. */
    stayedIn(programme: SnapshotProgramme, year: number): number {
      const row = programme.destinations.find((destinations) => destinations.year === year);
      return (row && stayedShare(row, inFieldUsed === 1)) ?? supplyShare(rates.get(programme.id)!, inFieldUsed === 1);
    },
    /** @param shared normals [path][normalsPerPath(H)] common to the programmes of a major */
    ofProgramme(programme: SnapshotProgramme, shared: Float64Array): ProgrammeSupply {
      const own = rates.get(programme.id)!;
      const key = `${region}|${programme.major}|${programme.school}`;
      const normals = mixNormals(shared, normalsOf(`${key}|intake`, paths * normalsPerPath(horizon)), correlation);
      const planned = progression.intakesOf(programme);
      const entering = intakePaths(planned, fulfilment.get(programme.id)!, forecastOf(programme.id), normals, `${key}|luck`);
      const intakes = expectedIntakes(planned, entering);
      const byChance = normalsOf(`${key}|graduation`, paths * horizon);
      const byRate = normalsOf(`${key}|rates`, paths);
      const byYear = yearEffectOf(levels.get(programme.major) ?? '');
      const supply = new Float64Array(paths * horizon);
      const years = Array.from({ length: horizon }, (_, index) => {
        const year = t0 + index + 1;
        const { persons, survives } = progression.cohortOf(programme, year);
        const furtherStudy = progression.furtherStudy(programme, year);
        const law = cohortLaw(stagesOf(programme, own, survives, furtherStudy), yearEffectBasis);
        const entered = index - programme.lengthYears; // of `entering`; below 0 they are enrolled, or sent earlier
        for (let i = 0; i < paths; i++) {
          const n = entered >= 0 ? entering[i * horizon + entered]! : persons;
          const at = i * horizon + index;
          supply[at] = n > 0 ? personsOf(n, law, byChance[at]!, byRate[i]!, byYear[at]!) : 0;
        }
        const graduates = (entered >= 0 ? intakes[entered]!.expected : persons) * survives;
        return { graduates, furtherStudy, pathway: Math.min(graduates * furtherStudy, progression.goingOn(programme, year)) };
      });
      return { programme, rates: own, paths: supply, intakes, years };
    },
  };
}
export type CitySupply = ReturnType<typeof createSupply>;
