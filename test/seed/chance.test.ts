import { describe, expect, it } from 'vitest';
import { simulatedCreditCode as creditCode } from '../../schemas/credit-code.ts';
import { createIds } from '../../seed/identifiers.ts';
import { createChance } from '../../seed/random.ts';

const draw = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

describe('createChance', () => {
  it('repeats itself for a seed and stream, and differs between seeds and between streams', () => {
    const sequence = (seed: number, stream: string): number[] => {
      const chance = createChance(seed, stream);
      return draw(20, () => chance.next());
    };
    expect(sequence(1, 'a')).toEqual(sequence(1, 'a'));
    expect(sequence(1, 'a')).not.toEqual(sequence(2, 'a'));
    expect(sequence(1, 'a')).not.toEqual(sequence(1, 'b'));
  });

  it('draws what it promises', () => {
    const chance = createChance(7, 'laws');
    const normals = draw(20_000, () => chance.normal());
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(mean(draw(20_000, () => chance.noise(0.2)))).toBeCloseTo(1, 1);
    const dice = draw(6000, () => chance.integer(1, 6));
    expect([Math.min(...dice), Math.max(...dice)]).toEqual([1, 6]);
    for (const face of [1, 2, 3, 4, 5, 6]) expect(dice.filter((value) => value === face).length / 6000).toBeCloseTo(1 / 6, 1);
    expect([...chance.shuffled([1, 2, 3, 4, 5])].sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('identifiers', () => {
  it('are UUID v7 in shape and rise with every call, whatever the time given', () => {
    const newId = createIds(createChance(1, 'ids'));
    const ids = [new Date('2020-01-01'), new Date('2020-01-01'), new Date('2019-01-01'), new Date('2021-01-01')].map(newId);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2020, 0, 1));
  });

  it('gives credit codes whose check character is right and whose region does not exist', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const codes = [1, 2, 99, 100_000].map(creditCode);
    for (const code of codes) {
      expect(code).toMatch(/^Y1990000[0-9]{9}[0-9A-HJ-NPQRTUWXY]$/);
      const sum = Array.from(code).reduce((total, character, i) => total + alphabet.indexOf(character) * (i === 17 ? 1 : 3 ** i % 31), 0);
      expect(sum % 31).toBe(0);
    }
    expect(new Set(codes).size).toBe(4);
  });
});
