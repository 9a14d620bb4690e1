import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterDefinitions } from '../../forecasting/labour/parameters.ts';
import { withhold as withholdBelow, type CountedCell, type Sum } from '../../server/withhold.ts';

const fewestEnterprises = parameterDefinitions.discloseEnterprises.default;
const withhold = (cells: readonly CountedCell[], sums: readonly Sum[]) => withholdBelow(cells, sums, fewestEnterprises);

const cell = (key: string, enterprises: number, value = enterprises * 10): CountedCell => ({ key, enterprises, value });
const sums: Sum[] = [{ total: 't', parts: ['a', 'b', 'c'] }];

describe('withhold', () => {
  it('shows everything when each figure has three enterprises behind it, or none', () => {
    expect(withhold([cell('t', 9), cell('a', 3), cell('b', 6), cell('c', 0)], sums)).toEqual(new Map());
  });
  it('hides one and two enterprises, and the smallest other part with them', () => {
    expect(withhold([cell('t', 12), cell('a', 2), cell('b', 6), cell('c', 4)], sums)).toEqual(
      new Map([
        ['a', 'few_enterprises'],
        ['c', 'would_reveal'],
      ]),
    );
  });
  it('hides a third part where two small ones together could still be two enterprises', () => {
    const hidden = withhold([cell('t', 12), cell('a', 1), cell('b', 9), cell('c', 2)], sums);
    expect([...hidden.keys()].sort()).toEqual(['a', 'b', 'c']);
  });
  it('hides the total where no other part is left', () => {
    const hidden = withhold([cell('t', 3), cell('a', 1), cell('b', 2)], [{ total: 't', parts: ['a', 'b'] }]);
    expect(hidden.get('t')).toBe('would_reveal');
  });
  it('takes no figure of nobody for a cover', () => {
    const hidden = withhold([cell('t', 5), cell('a', 2), cell('b', 0, 0), cell('c', 5)], sums);
    expect([...hidden.keys()].sort()).toEqual(['a', 'c']);
  });
  it('leaves no sum of a hierarchy from which a hidden figure follows', () => {
    const leaf = fc.record({ enterprises: fc.integer({ min: 0, max: 8 }), value: fc.integer({ min: 0, max: 1000 }) });
    const tree = fc.array(fc.array(leaf, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tree, (segments) => {
        const leaves = segments.flatMap((some, i) => some.map((one, j) => ({ key: `${i}.${j}`, ...one })));
        const totals = segments.map((some, i) => ({
          key: String(i),
          enterprises: Math.max(...some.map((one) => one.enterprises)),
          value: some.reduce((sum, one) => sum + one.value, 0),
        }));
        const whole = { key: 'all', enterprises: Math.max(...totals.map((one) => one.enterprises)), value: totals.reduce((sum, one) => sum + one.value, 0) };
        const hierarchy: Sum[] = [
          { total: 'all', parts: totals.map((one) => one.key) },
          ...segments.map((some, i) => ({ total: String(i), parts: some.map((_, j) => `${i}.${j}`) })),
        ];
        const cells = [whole, ...totals, ...leaves];
        const hidden = withhold(cells, hierarchy);
        const of = new Map(cells.map((one) => [one.key, one]));
        for (const one of cells) if (one.enterprises > 0 && one.enterprises < fewestEnterprises) expect(hidden.has(one.key)).toBe(true);
        for (const { total, parts } of hierarchy) {
          const unseen = [total, ...parts].filter((key) => hidden.has(key) && (of.get(key)?.enterprises ?? 0) > 0);
          expect(unseen).not.toHaveLength(1);
        }
      }),
    );
  });
});
