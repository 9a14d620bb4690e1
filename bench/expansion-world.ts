import { guardSeats, type SeatChange } from '../forecasting/flags/guard.ts';
import { createRandom, forecastSeries } from '../forecasting/index.ts';

/** One made-up major of a city in which ten schools answer the same shortage. Persons a year. */
export const world = { demand: 1000, noise: 0.05, step: 0.3, lengthYears: 3, schools: 10, survival: 0.9, past: 12, years: 15 } as const;

export interface DemandPath {
  /** Demand of `past` years, then of `years` years. */
  readonly demand: readonly number[];
  /** Forecast of each year 0…years − 1 (made with what was known then) for 1…L+3 years ahead. */
  readonly forecasts: readonly { readonly mean: readonly number[]; readonly lo80: readonly number[]; readonly hi80: readonly number[] }[];
}

/** Demand with ±5 % noise a year (standard deviation) and one step in year 2, 3 or 4, and what the forecast engine says of it every year. */
export function demandPath(seed: number): DemandPath {
  const random = createRandom(`expansion|${seed}`);
  const stepAt = world.past + 2 + Math.floor(random.uniform() * 3);
  const demand = Array.from(
    { length: world.past + world.years },
    (_, t) => world.demand * (t >= stepAt ? 1 + world.step : 1) * Math.max(0, 1 + world.noise * random.normal()),
  );
  const horizon = world.lengthYears + 4;
  const forecasts = Array.from({ length: world.years }, (_, t) => {
    const { mean, lo80, hi80 } = forecastSeries({ values: demand.slice(0, world.past + t + 1) }, horizon, { scores: false });
    return { mean, lo80, hi80 };
  });
  return { demand, forecasts };
}

export interface Behaviour {
  /** Together the schools ask this many times the gap they see. */
  readonly asked: number;
  readonly guarded: boolean;
  /** What they see: this year's gap, as a market does; or the run's gap of the year their next intake graduates in. */
  readonly signal: 'present' | 'decision';
  /** Years between asking and the first enlarged intake. */
  readonly leadYears: 1 | 2;
}

/**
 * Gaps D − G of years 0…years − 1 when every school asks, every year, for its share of what it sees (shares differ by seed and year), and what is granted
 * lasts. Unguarded, all is granted. Guarded, the recommendation of guardSeats is granted; it is given the gap with the enrolled pipeline and, as approved,
 * the seats granted before whose students have not enrolled yet.
 */
export function simulate(seed: number, { demand, forecasts }: DemandPath, { asked, guarded, signal, leadYears }: Behaviour): number[] {
  const { lengthYears: L, schools, survival, past, years } = world;
  const random = createRandom(`expansion|${seed}|schools`);
  const names = Array.from({ length: schools }, (_, i) => `school ${i}`);
  const start = world.demand / survival / schools;
  /** Intake by school and entry year, −L…; a year not decided yet carries on the year before. */
  const intakes = new Map<number, number[]>();
  for (let year = -L; year < leadYears; year++)
    intakes.set(
      year,
      Array.from({ length: schools }, () => start),
    );
  const intakeOf = (year: number) => intakes.get(Math.min(year, intakes.size - L - 1))!;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const gaps: number[] = [];
  for (let t = 0; t < years; t++) {
    const entry = t + leadYears;
    const present = demand[past + t]! - survival * total(intakeOf(t - L));
    gaps.push(present);
    const forecast = forecasts[t]!;
    // the run knows the intake of t and forecasts it on; later grants reach the guard as approved seats
    const guardYears = forecast.mean.map((mean, h) => {
      const supply = survival * total(intakeOf(Math.min(t, t + h + 1 - L)));
      return { year: t + h + 1, gap: mean - supply, lo80: forecast.lo80[h]! - supply, hi80: forecast.hi80[h]! - supply };
    });
    const decided = intakeOf(entry - 1);
    const decision = guardYears[entry + L - t - 1]!.gap;
    const seen = signal === 'present' ? present : decision;
    const weights = names.map(() => 0.5 + random.uniform());
    const requests = names.map((school, i) => {
      const seats = Math.round(((asked * seen) / survival) * (weights[i]! / total(weights)));
      return { school, seats: Math.max(seats, -Math.floor(decided[i]!)) };
    });
    let granted: number[] = requests.map(({ seats }) => seats);
    if (guarded) {
      const changes: SeatChange[] = requests.map(({ school, seats }) => ({ school, seats, survival, year: entry + L, status: 'requested' }));
      for (let e = t + 1; e <= t + 3; e++)
        for (const [i, school] of names.entries()) {
          const seats = intakeOf(Math.min(e, entry - 1))[i]! - intakeOf(t)[i]!;
          if (seats !== 0) changes.push({ school, seats, survival, year: e + L, status: 'approved' });
        }
      const inWindow = guardYears.filter(({ year }) => year > t + L);
      const sum = (of: (year: (typeof guardYears)[number]) => number) => inWindow.reduce((n, year) => n + of(year), 0);
      const window = { year: t + L + 1, lastYear: t + L + 3, gap: sum((y) => y.gap), lo80: sum((y) => y.lo80), hi80: sum((y) => y.hi80) };
      const answer = guardSeats(guardYears, window, changes).years.find(({ year }) => year === entry + L);
      const shares = new Map(answer?.schools.map(({ school, recommended }) => [school, recommended]));
      granted = names.map((school) => shares.get(school) ?? 0);
    }
    intakes.set(
      entry,
      decided.map((seats, i) => seats + granted[i]!),
    );
  }
  return gaps;
}
