/** Sums over postings whose outcome is told: persons wanted w and hired h (h ≤ w) of each, with their squares and products, because persons of one posting are hired together. */
export interface PostingSums {
  readonly postings: number;
  readonly wanted: number;
  readonly hired: number;
  readonly wantedSquares: number;
  readonly hiredSquares: number;
  readonly products: number;
}
export interface FillRate {
  /** Hired ÷ wanted, 0–1. */
  readonly rate: number;
  readonly lo80: number;
  readonly hi80: number;
}
/** Of the standard normal distribution, for 80 % of it in the middle. */
const z = 1.2815515655446004;

/**
 * Share of wanted persons that were hired, with an 80 % interval for what postings like these fill: Wilson's interval (1927) at the effective number of persons, that is
 * rate × (1 − rate) ÷ the variance of a ratio between postings (Korn & Graubard 1998), at most the persons wanted. Where every posting fills alike (all, or
 * none) each counts as one person.
 * Source: definition: hired ÷ wanted, of postings that are over.
 *
 * @param sums persons and postings, whole numbers
 * @returns shares; null where nobody was wanted
 * @example fillRate({ postings: 1, wanted: 4, hired: 4, wantedSquares: 16, hiredSquares: 16, products: 16 })?.rate // → 1
 */
export function fillRate({ postings, wanted, hired, wantedSquares, hiredSquares, products }: PostingSums): FillRate | null {
  if (wanted <= 0 || postings <= 0) return null;
  const rate = hired / wanted;
  const between = Math.max(0, hiredSquares - 2 * rate * products + rate * rate * wantedSquares);
  const variance = postings > 1 ? ((postings / (postings - 1)) * between) / (wanted * wanted) : 0;
  const n = variance > 0 ? Math.max(1, Math.min(wanted, (rate * (1 - rate)) / variance)) : postings;
  const middle = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { rate, lo80: Math.min(rate, Math.max(0, middle - half)), hi80: Math.max(rate, Math.min(1, middle + half)) };
}
