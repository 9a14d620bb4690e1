/** A positive quantity that varies as a lognormal, with what its logarithm shares with others. */
export interface LogTerm {
  /** Position in the sum, such as a year. */
  readonly at: number;
  readonly mean: number;
  /** Log scale: coefficients of independent standard normals. */
  readonly response: Float64Array;
  /** Log scale: variance of its own. */
  readonly own: number;
  /** Terms of one source share all normals, those of others the correlated part of them. */
  readonly source: number;
}

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let i = Math.min(a.length, b.length) - 1; i >= 0; i--) sum += a[i]! * b[i]!;
  return sum;
};

/** Sums of lognormals by position: their means, and a lower triangular factor of the covariance of their logarithms. */
export interface LogSums {
  readonly mean: Float64Array;
  /** Variance of each logarithm. */
  readonly variance: Float64Array;
  /** Row-major size × size; factor · factorᵀ is the covariance. */
  readonly factor: Float64Array;
}

/**
 * Sums of correlated lognormals taken as lognormal again, with the mean of every sum and the covariance of every two of them kept:
 * Cov = Σ Σ m·m′·(exp(c) − 1) over the pairs of terms, c the covariance of their logarithms; the sums' logarithms have ln(1 + Cov ÷ (M·M′)).
 * A sum of one term is that term exactly. Source: Fenton (1960), The sum of log-normal probability distributions, for several sums at once.
 *
 * @param terms in any order; means in persons, the rest on the log scale
 * @param size number of sums
 * @param correlation of the normals of different sources
 * @returns means and variances of length `size`, the factor size × size
 * @example (({ mean, variance }) => [mean[0], variance[0].toFixed(4)])(sumLognormals([0, 1].map((source) => ({ at: 0, mean: 10, response: new Float64Array(0), own: 0.04, source })), 1, 0)) // → [20, '0.0202']
 */
export function sumLognormals(terms: readonly LogTerm[], size: number, correlation: number): LogSums {
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  terms.forEach((term, i) => {
    mean[term.at]! += term.mean;
    for (let j = 0; j <= i; j++) {
      const other = terms[j]!;
      const shared = term.source === other.source ? 1 : correlation;
      if (shared === 0) continue;
      const log = shared * dot(term.response, other.response) + (i === j ? term.own : 0);
      const value = term.mean * other.mean * Math.expm1(log);
      covariance[term.at * size + other.at]! += value;
      if (i !== j) covariance[other.at * size + term.at]! += value;
    }
  });
  for (let s = 0; s < size; s++)
    for (let t = 0; t < size; t++) {
      const product = mean[s]! * mean[t]!;
      covariance[s * size + t] = product > 0 ? Math.log1p(Math.max(-0.99, covariance[s * size + t]! / product)) : 0;
    }
  return { mean, variance: Float64Array.from({ length: size }, (_, s) => covariance[s * size + s]!), factor: lowerFactor(covariance, size) };
}

/** Cholesky's factor of a covariance; what rounding leaves below zero counts as nothing. */
function lowerFactor(covariance: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      const pivot = factor[j * size + j]!;
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(0, sum)) : pivot > 1e-9 ? sum / pivot : 0;
    }
  return factor;
}
