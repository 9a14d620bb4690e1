import { ForecastError } from '../errors.ts';
import type { StayRates } from './destinations.ts';
import type { Fulfilment } from './fulfilment.ts';
import { intakeYears, type IntakeYear } from './intakes.ts';
import { pathwayProblems } from './pathways.ts';
import type { BaseForecast } from './base-forecasts.ts';
import type { CitySnapshot, SnapshotPathway, SnapshotProgramme } from './snapshot.ts';
import type { Survival } from './survival.ts';

export interface ProgressionInput {
  readonly snapshot: CitySnapshot;
  readonly horizon: number;
  readonly survival: ReadonlyMap<string, Survival>;
  readonly rates: ReadonlyMap<string, StayRates>;
  readonly fulfilment: ReadonlyMap<string, Fulfilment>;
  readonly forecastOf: (programme: string) => BaseForecast | undefined;
}

/**
 * Persons that pathways move, by expectation. A pathway is a share of the next programme's reported or planned intake and never adds to it; only a programme
 * with neither takes in the seats agreed on, as far as the graduates of the programmes before suffice. Who goes on in September of a year graduated in June.
 * Source: docs/model.md, Supply 3–4.
 *
 * @param input snapshot, horizon H in years, and by programme id survival, rates of stay, fulfilment of plans and forecast of intakes
 * @returns by programme: intakes of t0+1 … t0+H, the cohort that graduates in a year, persons who go on along pathways, and p of a year
 * @throws ForecastError `bad_pathway` when a share lies outside 0…1 or pathways come back to where they began
 * @example createProgression({ snapshot: { asOfYear: 2025, majors: [], programmes: [{ id: 'q', years: [], plans: [] }], pathways: [{ from: 'p', to: 'q', share: 1, seats: 30, firstYear: 2026, closedYear: null }] } }).goingOn({ id: 'p' }, 2026) // → 30
 */
export function createProgression({ snapshot, horizon, survival, rates, fulfilment, forecastOf }: ProgressionInput) {
  const t0 = snapshot.asOfYear;
  const programmes = new Map(snapshot.programmes.map((programme) => [programme.id, programme]));
  const levels = new Map(snapshot.majors.map((major) => [major.code, major.level]));
  for (const problem of pathwayProblems(snapshot.pathways, (id) => levels.get(programmes.get(id)?.major ?? ''))) {
    const { from, to, share } = snapshot.pathways[problem.row]!;
    if (problem.kind === 'share') throw new ForecastError('bad_pathway', `The pathway ${from} → ${to} needs a share between 0 and 1, got ${share}.`);
    if (problem.kind === 'loop') throw new ForecastError('bad_pathway', `Pathways need to end somewhere, got ${[from, ...problem.through].join(' → ')}.`);
  }
  const into = Map.groupBy(snapshot.pathways, (pathway) => pathway.to);
  const outOf = Map.groupBy(snapshot.pathways, (pathway) => pathway.from);
  const holds = (pathway: SnapshotPathway, year: number) => year >= pathway.firstYear && (pathway.closedYear === null || year < pathway.closedYear);
  const unknown = (programme: SnapshotProgramme) => programme.years.length === 0 && programme.plans.length === 0;
  const intakes = new Map<string, IntakeYear[]>();

  /** Students of t0 by grade; asked for every year ahead, of one programme after the other. */
  let asked: SnapshotProgramme | undefined;
  let students: readonly number[] | undefined;
  function enrolledIn(programme: SnapshotProgramme): readonly number[] | undefined {
    if (asked !== programme) students = programme.years.find((row) => row.year === t0)?.enrolled;
    asked = programme;
    return students;
  }

  /** Intakes of t0+1 … t0+H. */
  function intakesOf(programme: SnapshotProgramme): IntakeYear[] {
    const done = intakes.get(programme.id);
    if (done) return done;
    const made = intakeYears(programme, fulfilment.get(programme.id)!, forecastOf(programme.id), (ahead) => sent(programme, t0 + ahead), t0, horizon);
    intakes.set(programme.id, made);
    return made;
  }
  /** Expected graduates of a year; of a past one those reported. */
  function graduates(programme: SnapshotProgramme, year: number): number {
    if (year <= t0 && !unknown(programme)) return programme.years.find((row) => row.year === year)?.graduates ?? 0;
    const { persons, survives } = cohortOf(programme, year);
    return persons * survives;
  }
  /** The cohort that graduates in a year: its students at t0, or its intake after, and the share of them that graduates. */
  function cohortOf(programme: SnapshotProgramme, year: number): { readonly persons: number; readonly survives: number } {
    const { toGraduation } = survival.get(programme.id)!;
    const grade = programme.lengthYears - (year - t0) + 1;
    const enrolled = grade >= 1 ? enrolledIn(programme) : undefined;
    if (enrolled) return { persons: enrolled[grade - 1] ?? 0, survives: toGraduation[grade - 1] ?? 1 };
    const entered = year - programme.lengthYears;
    const survives = toGraduation[0] ?? 1;
    if (entered <= t0) return { persons: unknown(programme) ? sent(programme, entered) : 0, survives };
    return { persons: intakesOf(programme)[entered - t0 - 1]?.expected ?? 0, survives };
  }
  /** Persons whom pathways send to a programme that neither reports nor plans an intake. */
  function sent(programme: SnapshotProgramme, year: number): number {
    if (!unknown(programme)) return 0;
    let persons = 0;
    for (const pathway of into.get(programme.id) ?? []) {
      const from = programmes.get(pathway.from);
      if (!from || pathway.seats === null || !holds(pathway, year)) continue;
      const seats = (outOf.get(pathway.from) ?? [])
        .filter((other) => holds(other, year) && programmes.has(other.to) && unknown(programmes.get(other.to)!))
        .reduce((sum, other) => sum + (other.seats ?? 0), 0);
      const ready = (1 - (rates.get(from.id)?.military ?? 0)) * graduates(from, year);
      persons += seats > 0 ? pathway.seats * Math.min(1, ready / seats) : 0;
    }
    return persons;
  }
  /** Graduates of a year who go on along pathways. */
  function goingOn(programme: SnapshotProgramme, year: number): number {
    return (outOf.get(programme.id) ?? []).reduce((sum, pathway) => {
      const to = programmes.get(pathway.to);
      if (!to || !holds(pathway, year) || year <= t0) return sum;
      return sum + (unknown(to) ? (pathway.seats ?? 0) : pathway.share * (intakesOf(to)[year - t0 - 1]?.expected ?? 0));
    }, 0);
  }
  return {
    intakesOf,
    cohortOf,
    goingOn,
    /** p of a year: the reported share, or that of the pathways where it is larger (reports count them already), never more than does not join the army. */
    furtherStudy(programme: SnapshotProgramme, year: number): number {
      const { furtherStudy, military } = rates.get(programme.id)!;
      const leaving = graduates(programme, year);
      const along = leaving > 0 ? goingOn(programme, year) / leaving : 0;
      return Math.min(1 - military, Math.max(furtherStudy, along));
    },
  };
}
