/**
 * Solves A·x = b for a symmetric positive definite A, by Cholesky's factorisation A = L·Lᵀ; a ridge of 1e-12 of the diagonal keeps repeated totals solvable.
 * Source: Golub & Van Loan, Matrix Computations, §4.2.
 *
 * @param rows of A, m × m
 * @param right b, length m
 * @returns x, length m
 * @example solvePositive([[4, 2], [2, 3]], [8, 8]).map((value) => Math.round(1e6 * value) / 1e6) // → [1, 2]
 */
export function solvePositive(rows: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = rows.length;
  const factor = rows.map((row) => row.slice());
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = rows[i]![j]! * (i === j ? 1 + 1e-12 : 1);
      for (let k = 0; k < j; k++) sum -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / factor[j]![j]!;
    }
  }
  const solution = right.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= factor[i]![k]! * solution[k]!;
    solution[i]! /= factor[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i]! -= factor[k]![i]! * solution[k]!;
    solution[i]! /= factor[i]![i]!;
  }
  return solution;
}
