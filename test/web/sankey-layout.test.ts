import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../web/src/charts/sankey-layout.ts';

const box = { width: 900, height: 600, bar: 12, gap: 10, right: 150 };
const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
const places = keys.map((key, i) => ({ key, column: Math.floor(i / 2) }));
const flow = fc.tuple(fc.constantFrom(['a', 'c'], ['a', 'd'], ['b', 'c'], ['b', 'd'], ['c', 'e'], ['c', 'f'], ['d', 'e'], ['d', 'f']), fc.double({ min: 0.01, max: 500, noNaN: true })); // prettier-ignore
const flows = fc.uniqueArray(flow, { selector: ([ends]) => ends.join(), minLength: 1 }).map((some) => some.map(([[source = '', target = ''], value]) => ({ source, target, value }))); // prettier-ignore

describe('Sankey layout', () => {
  it('stays in its box, keeps places of a column apart, and draws one scale', () => {
    fc.assert(
      fc.property(flows, (given) => {
        const drawn = layOut(places, given, box);
        const scales = drawn.flows.map(({ thickness }, i) => thickness / (given[i]?.value ?? 1));
        for (const scale of scales) expect(scale).toBeCloseTo(scales[0] ?? 0, 9);
        for (const column of [0, 1, 2]) {
          const own = drawn.places.filter((_, i) => places[i]?.column === column).sort((a, b) => a.y - b.y);
          expect(own[0]?.y).toBeGreaterThanOrEqual(-1e-6);
          expect((own[1]?.y ?? 0) + (own[1]?.height ?? 0)).toBeLessThanOrEqual(box.height + 1e-6);
          expect((own[1]?.y ?? 0) - (own[0]?.y ?? 0) - (own[0]?.height ?? 0)).toBeCloseTo(box.gap, 6);
        }
      }),
      { numRuns: 100 },
    );
  });
  it('lets bands leave and enter side by side, inside their places', () => {
    fc.assert(
      fc.property(flows, (given) => {
        const drawn = layOut(places, given, box);
        for (const { key, y, height } of drawn.places)
          for (const [end, middle] of [
            ['source', 'y0'],
            ['target', 'y1'],
          ] as const) {
            // prettier-ignore
            const own = drawn.flows.filter((one) => one[end] === key).sort((a, b) => a[middle] - b[middle]);
            own.forEach((one, i) => {
              const before = own[i - 1];
              const top = before ? before[middle] + before.thickness / 2 : y;
              expect(one[middle] - one.thickness / 2).toBeCloseTo(top, 6);
              expect(one[middle] + one.thickness / 2).toBeLessThanOrEqual(y + height + 1e-6);
            });
          }
      }),
      { numRuns: 100 },
    );
  });
});
