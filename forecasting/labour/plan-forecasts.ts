import { fitPool, withCommon } from '../pooled/pool.ts';
import { filterTrend, projectTrend, toLog, type PooledSeries } from '../pooled/trend.ts';
import { spreadFactors, type BaseForecast, type SideForecasts } from './base-forecasts.ts';
import type { Fulfilment } from './fulfilment.ts';
import { widthFactors, type ScoredTest } from './pooled-errors.ts';
import type { CitySnapshot, SnapshotProgramme } from './snapshot.ts';

/** Years of plans a programme needs before they can be carried on. */
const fewestPlans = 5;
const testedSteps = 6;
const mostBack = 4;

interface Planned {
  readonly programme: SnapshotProgramme;
  readonly firstYear: number;
  /** Plans from firstYear to the newest, at most t0 + 1. */
  readonly plans: readonly (number | null)[];
  readonly intakes: ReadonlyMap<number, number>;
}

/** Programmes whose plans are known up to t0, or to t0 + 1, and for long enough. */
function plannedOf({ programmes, asOfYear: t0 }: CitySnapshot): Planned[] {
  return programmes.flatMap((programme): Planned[] => {
    const plans = new Map(programme.years.flatMap(({ year, plan }) => (plan !== null && plan > 0 ? [[year, plan] as const] : [])));
    for (const { year, plan } of programme.plans) if (year === t0 + 1 && plan > 0) plans.set(year, plan);
    const years = [...plans.keys()].sort((a, b) => a - b);
    const [first, last] = [years[0] ?? t0, years.at(-1) ?? 0];
    if (years.length < fewestPlans || last < t0) return [];
    const values = Array.from({ length: last - first + 1 }, (_, i) => plans.get(first + i) ?? null);
    return [{ programme, firstYear: first, plans: values, intakes: new Map(programme.years.map(({ year, intake }) => [year, intake])) }];
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** 1 where the plan of t0 + 1 is known. */
const startOf = ({ firstYear, plans }: Planned, t0: number): 0 | 1 => (firstYear + plans.length - 1 > t0 ? 1 : 0);

/** Errors of "plan carried on × fulfilment known then" at the origins at which the intake forecasts were tested, nothing later than an origin used. */
function testPlans(planned: readonly Planned[], t0: number): ScoredTest[] {
  const tests: ScoredTest[] = [];
  for (let back = 1; back <= mostBack; back++) {
    const origin = t0 - back;
    const then = planned.flatMap((one) => {
      const plans = one.plans.slice(0, origin - one.firstYear + 1);
      const ratios = plans.flatMap((plan, i) => {
        const intake = one.intakes.get(one.firstYear + i);
        return plan !== null && intake !== undefined && i >= plans.length - fewestPlans ? [toLog(intake) - toLog(plan)] : [];
      });
      return plans.filter((plan) => plan !== null).length >= fewestPlans && plans.at(-1) !== null && ratios.length > 0
        ? [{ one, plans, ratio: mean(ratios) }]
        : [];
    });
    if (then.length === 0) break;
    // what one programme's last years say of fulfilment counts as much as the city's
    const city = mean(then.map(({ ratio }) => ratio));
    const horizon = Math.min(back, testedSteps);
    const { pool, model, scales, common } = fitPool(
      then.map(({ plans }) => ({ values: plans })),
      horizon,
    );
    then.forEach(({ one, ratio }, i) => {
      const outlook = withCommon(projectTrend(filterTrend(pool[i]!, model, scales[i]!), model, horizon), common);
      for (let step = 1; step <= horizon; step++) {
        const intake = one.intakes.get(origin + step);
        if (intake === undefined) continue;
        const plan = outlook.centre[step]!;
        const error = toLog(intake) - plan - (ratio + city) / 2;
        const variance = outlook.variance[step]!;
        tests.push({ code: one.programme.id, back, step, actual: toLog(intake), trend: plan, engine: plan, naive: plan, variance, noise: 0, error });
      }
    });
  }
  return tests;
}

const meanError = (tests: readonly ScoredTest[]) => mean(tests.map(({ error }) => Math.min(1, Math.abs(error))));

/**
 * Intakes by way of plans: where the city's own past shows that plans carried on by the pooled trend, times fulfilment, say more than past intakes do, they take the place of the
 * intake forecasts of the programmes that report them. A plan known for t0 + 1 is where they start from. What single years bring beyond (the spread of fulfilment) is luck.
 * Source: docs/model.md, Forecasts 5: plans where they did better in the past.
 *
 * @param snapshot of the city
 * @param own forecasts from past intakes, with their tests
 * @param fulfilment by programme id
 * @param horizon years ahead, H
 * @returns forecasts in the same order, replaced or not
 * @example forecastByPlans({ asOfYear: 2025, programmes: [{ id: 'p', breaks: [], plans: [], years: Array.from({ length: 10 }, (_, i) => ({ year: 2016 + i, plan: 50, intake: 50 })) }] }, { tests: [{ code: 'p', back: 1, step: 1, error: 0.3 }], forecasts: [{ series: { code: 'p' } }] }, new Map([['p', { rate: 1, spread: 0.1 }]]), 3).forecasts[0].byPlan // → true
 */
export function forecastByPlans(snapshot: CitySnapshot, own: SideForecasts, fulfilment: ReadonlyMap<string, Fulfilment>, horizon: number): SideForecasts {
  const t0 = snapshot.asOfYear;
  const planned = plannedOf(snapshot);
  const tests = testPlans(planned, t0);
  const both = new Set(tests.map(({ code, back, step }) => `${code}|${back}|${step}`));
  const paired = own.tests.filter(({ code, back, step }) => both.has(`${code}|${back}|${step}`));
  const pairs = new Set(paired.map(({ code, back, step }) => `${code}|${back}|${step}`));
  const compared = tests.filter(({ code, back, step }) => pairs.has(`${code}|${back}|${step}`));
  if (compared.length === 0 || meanError(compared) >= meanError(paired)) return own;
  const poolOf = (known: 0 | 1) => {
    const members = planned.filter((one) => startOf(one, t0) === known);
    const series = members.map(({ plans, programme, firstYear }): PooledSeries => ({
      values: plans,
      breaks: programme.breaks.map((year) => year - firstYear).filter((index) => index > 0 && index < plans.length),
    }));
    if (series.length === 0) return [];
    const { pool, model, scales, common } = fitPool(series, horizon);
    return members.map((one, i) => [one.programme.id, { known, model, common, state: filterTrend(pool[i]!, model, scales[i]!) }] as const);
  };
  // a single year's luck is no error of the plan: it is taken out before spreads are scaled
  const factors = widthFactors(tests.map((test) => ({ ...test, noise: (fulfilment.get(test.code)?.spread ?? 0) ** 2 })));
  const byCode = new Map([...poolOf(0), ...poolOf(1)]);
  return {
    ...own,
    forecasts: own.forecasts.map((forecast): BaseForecast => {
      const plan = byCode.get(forecast.series.code);
      const rate = fulfilment.get(forecast.series.code);
      if (!plan || !rate || rate.rate <= 0) return forecast;
      const { known, model, state, common } = plan;
      const alone = projectTrend(state, model, horizon - known);
      const outlook = withCommon(alone, common);
      const centre = outlook.centre.map((value) => value + Math.log(rate.rate));
      const factor = spreadFactors(alone.variance, outlook.variance, factors);
      return {
        ...{ ...forecast, model, state, luck: rate.spread, trendShare: 1, byPlan: true, startsAt: known },
        variance: known === 1 ? [0, ...alone.variance] : alone.variance,
        frame: known === 1 ? { centre: [forecast.own[0]!, ...centre], factor: [1, ...factor] } : { centre, factor },
      };
    }),
  };
}
