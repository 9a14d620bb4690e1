import { describe, expect, it } from 'vitest';
import { createRandom, sampleBeta, sampleBetaBinomial, sampleBinomial } from '../../forecasting/index.ts';

const DRAWS = 40_000;
function momentsOf(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS };
}

describe('random streams', () => {
  it('repeat by key and differ between keys', () => {
    const take = (key: string) => {
      const random = createRandom(key);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(take('610105|secondary|2026')).toEqual(take('610105|secondary|2026'));
    expect(take('610105|secondary|2026')).not.toEqual(take('610105|secondary|2027'));
    expect(take('ab')).not.toEqual(take('ba'));
  });

  it('fill a table with the normals that single draws would give, whatever was drawn before', () => {
    for (const before of [0, 1, 2])
      for (const length of [0, 1, 2, 7, 8]) {
        const [one, other] = [createRandom('fill'), createRandom('fill')];
        const table = new Float64Array(length);
        for (let i = 0; i < before; i++) expect(one.normal()).toBe(other.normal());
        one.fill(table);
        expect([...table]).toEqual(Array.from({ length }, () => other.normal()));
        expect([one.normal(), one.normal(), one.uniform()]).toEqual([other.normal(), other.normal(), other.uniform()]);
      }
  });

  it('have the moments of their distributions', () => {
    const random = createRandom('moments');
    const uniform = momentsOf(() => random.uniform());
    expect(uniform.mean).toBeCloseTo(0.5, 1.9);
    expect(uniform.variance).toBeCloseTo(1 / 12, 2);
    const normal = momentsOf(() => random.normal());
    expect(normal.mean).toBeCloseTo(0, 1.5);
    expect(normal.variance).toBeCloseTo(1, 1.3);
  });

  it('of keys that differ in one character are uncorrelated', () => {
    const products = Array.from({ length: 2000 }, (_, index) => createRandom(`k${index}`).normal() * createRandom(`k${index + 1}`).normal());
    expect(Math.abs(products.reduce((sum, value) => sum + value, 0) / 2000)).toBeLessThan(0.1);
  });
});

describe('samplers', () => {
  const random = createRandom('samplers');
  it.each([
    [2, 5],
    [0.4, 0.7],
    [60, 3],
  ])('beta(%d, %d) has its mean and variance', (alpha, beta) => {
    const { mean, variance } = momentsOf(() => sampleBeta(random, alpha, beta));
    const expected = alpha / (alpha + beta);
    expect(mean).toBeCloseTo(expected, 1.9);
    expect(variance / ((expected * (1 - expected)) / (alpha + beta + 1))).toBeCloseTo(1, 1);
  });

  it.each([
    [9, 0.3],
    [60, 0.93],
    [2000, 0.08],
  ])('binomial(%d, %d) has its mean and variance', (trials, share) => {
    const { mean, variance } = momentsOf(() => sampleBinomial(random, trials, share));
    expect(mean / (trials * share)).toBeCloseTo(1, 1.7);
    expect(variance / (trials * share * (1 - share))).toBeCloseTo(1, 1);
  });

  it('beta-binomial is wider than the binomial of the same mean', () => {
    const wide = momentsOf(() => sampleBetaBinomial(random, 50, 9, 1));
    expect(wide.mean).toBeCloseTo(45, 0);
    expect(wide.variance).toBeGreaterThan(2 * 50 * 0.9 * 0.1);
  });

  it('binomial edges are certain', () => {
    expect([sampleBinomial(random, 0, 0.5), sampleBinomial(random, 500, 0), sampleBinomial(random, 500, 1)]).toEqual([0, 0, 500]);
  });
});
