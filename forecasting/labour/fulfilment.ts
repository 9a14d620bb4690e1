import { createPool } from './pooling.ts';
import type { CitySnapshot } from './snapshot.ts';

/** How much of its plan a programme takes in. */
export interface Fulfilment {
  /** Σ intake ÷ Σ plan, pooled. */
  readonly rate: number;
  /** Standard deviation of ln(intake ÷ (plan × rate)): how far single years lie from the rate. */
  readonly spread: number;
}

/**
 * Fulfilment of intake plans over the last `fulfilmentYears` years, partially pooled programme → class → category → level with plan persons as weight;
 * its spread is that of the level's single years around their programme's rate (persons-weighted, the assumed spread counting k persons).
 * Unreported: rate 1.
 * Source: docs/model.md, Supply 2: Σ intake ÷ Σ plan, pooled.
 *
 * @param snapshot of the city
 * @returns by programme id
 * @example planFulfilment({ asOfYear: 2025, parameters: { fulfilmentYears: 3, fulfilmentSpread: 0.1, poolingStrength: 0 }, majors: [], programmes: [{ id: 'p', years: [{ year: 2025, plan: 100, intake: 80 }] }] }).get('p') // → { rate: 0.8, spread: 0 }
 */
export function planFulfilment(snapshot: CitySnapshot): ReadonlyMap<string, Fulfilment> {
  const { fulfilmentYears, fulfilmentSpread, poolingStrength: k } = snapshot.parameters;
  const levels = new Map(snapshot.majors.map((major) => [major.code, major.level]));
  const pool = createPool(snapshot, 'level');
  const known = snapshot.programmes.flatMap((programme) =>
    programme.years.flatMap(({ year, plan, intake }) =>
      plan !== null && plan > 0 && year > snapshot.asOfYear - fulfilmentYears && year <= snapshot.asOfYear ? [{ programme, plan, intake }] : [],
    ),
  );
  for (const { programme, plan, intake } of known) pool.add(programme, 'intake', intake, plan);
  const rateOf = (programme: (typeof known)[number]['programme']) => pool.rateOf(programme, 'intake', 1).rate;
  const squares = new Map<string, { sum: number; plan: number }>();
  for (const { programme, plan, intake } of known) {
    const rate = rateOf(programme);
    if (rate <= 0) continue;
    const level = levels.get(programme.major) ?? '';
    const { sum, plan: before } = squares.get(level) ?? { sum: 0, plan: 0 };
    squares.set(level, { sum: sum + plan * (intake / (plan * rate) - 1) ** 2, plan: before + plan });
  }
  return new Map(
    snapshot.programmes.map((programme) => {
      const { sum, plan } = squares.get(levels.get(programme.major) ?? '') ?? { sum: 0, plan: 0 };
      const variance = k + plan > 0 ? (k * fulfilmentSpread ** 2 + sum) / (k + plan) : fulfilmentSpread ** 2;
      return [programme.id, { rate: rateOf(programme), spread: Math.sqrt(variance) }];
    }),
  );
}
