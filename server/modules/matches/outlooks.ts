import type { createRunRepository } from '../../../db/repositories/runs.ts';
import type { createSupplierRepository } from '../../../db/repositories/suppliers.ts';
import { programmeSupply, type SupplyYear } from '../../../forecasting/labour/programme-supply.ts';
import type { SupplierPage } from '../../../schemas/matches.ts';

type Repository = ReturnType<typeof createSupplierRepository>;
type Run = NonNullable<Awaited<ReturnType<ReturnType<typeof createRunRepository>['latest']>>>;
type Programmes = Awaited<ReturnType<Repository['programmesOf']>>;
type Series = Awaited<ReturnType<Repository['seriesOf']>>[number];
/** Half of the middle 80 % of a normal distribution, in standard deviations. */
const reach = 1.2815515655446004;

/** Intakes by year: reported ones are facts, forecast ones have a spread. */
function intakesOf({ firstYear, history, forecast }: Series) {
  return new Map([
    ...history.flatMap((mean, i) => (mean === null ? [] : [[firstYear + i, { mean, spread: 0 }] as const])),
    ...forecast.map(({ year, mean, lo80, hi80 }) => [year, { mean, spread: (hi80 - lo80) / (2 * reach) }] as const),
  ]);
}

/** Who comes to work in the city in the years of a run: by major as the run has it, and by programme from its intakes. */
export async function outlooksOf(repository: Repository, run: Run | null, majorCodes: readonly string[], programmes: Programmes, yearEffectBasis: number) {
  const majorYears = new Map<string, SupplierPage['majors'][number]['years']>();
  const programmeYears = new Map<string, SupplyYear[]>();
  if (!run) return { majorYears, programmeYears };
  for (const { code, forecast } of await repository.seriesOf(run.id, 'supply', majorCodes))
    majorYears.set(
      code,
      forecast.map(({ year, mean, lo80, hi80 }) => ({ year, mean, lo80, hi80 })),
    );
  const ids = programmes.map(({ programme }) => programme.id);
  const intakes = new Map((await repository.seriesOf(run.id, 'intake', ids)).map((series) => [series.code, series]));
  const shares = await repository.sharesOf(run.id, ids);
  const years = [...new Set([...majorYears.values()].flatMap((some) => some.map(({ year }) => year)))].sort((a, b) => a - b);
  for (const { programme } of programmes) {
    const [series, share] = [intakes.get(programme.id), shares.get(programme.id)];
    if (!series || !share) continue;
    const outlook = { lengthYears: programme.lengthYears, share: share.survival, basis: share.basis, intakes: intakesOf(series) };
    programmeYears.set(programme.id, programmeSupply(outlook, years, run.asOfYear, yearEffectBasis));
  }
  return { majorYears, programmeYears };
}
