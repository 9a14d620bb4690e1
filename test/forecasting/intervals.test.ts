import { describe, expect, it } from 'vitest';
import { boundsOf, type IntervalConstants } from '../../forecasting/engine/intervals.ts';
import { fitPath, learned } from '../../forecasting/engine/path.ts';

const observe = (values: readonly number[]) => ({ times: values.map((_, index) => index), values, origin: values.length - 1 });
const rising = [500, 520, 515, 540, 560, 555, 580, 600];
const plain = { ...learned.interval, tail: 0, along: 0 };

/** Distances from the points down and up, inner and outer, three years ahead. */
function distances(values: readonly number[], constants: IntervalConstants) {
  const observations = observe(values);
  const path = fitPath(observations, 3, learned);
  const { lo80, hi80, lo95, hi95 } = boundsOf(path, observations, 'measure', constants);
  const [down80, up80, down95, up95] = [lo80, hi80, lo95, hi95].map((bounds) => Math.abs(bounds[2]! - path.mean[2]!));
  return { down80: down80!, up80: up80!, down95: down95!, up95: up95! };
}

describe('widths', () => {
  it('the 95 % width has a factor of its own', () => {
    const [before, after] = [distances(rising, plain), distances(rising, { ...plain, tail: 0.2 })];
    expect([after.down80, after.up80]).toEqual([before.down80, before.up80]);
    expect(after.down95 / before.down95).toBeGreaterThan(1.05);
    expect(after.up95 / before.up95).toBeGreaterThan(1.05);
  });

  it.each([
    ['above', rising, 1],
    ['below', rising.toReversed(), -1],
    ['on neither side', [...rising.slice(0, -1), rising[0]!], 0],
  ] as const)('a history that went there is wider %s', (_, values, way) => {
    const [before, after] = [distances(values, plain), distances(values, { ...plain, along: 0.1 })];
    for (const level of ['80', '95'] as const) {
      expect(Math.log(after[`up${level}`] / before[`up${level}`])).toBeCloseTo(0.1 * way, 9);
      expect(Math.log(after[`down${level}`] / before[`down${level}`])).toBeCloseTo(-0.1 * way, 9);
    }
  });

  it('the learned constants widen the tail and lean with the history', () => {
    expect(learned.interval.tail).toBeGreaterThan(0);
    expect(learned.interval.along).toBeGreaterThan(0);
  });
});
