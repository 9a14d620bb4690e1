import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCheckCharacter,
  creditCodeAlphabet,
  creditCodeFault,
  isSimulatedCreditCode,
  normaliseCreditCode,
  simulatedCreditCode,
} from '../../schemas/credit-code.ts';

const real = { demo: false };
const body = fc.array(fc.constantFrom(...Array.from(creditCodeAlphabet)), { minLength: 17, maxLength: 17 }).map((characters) => characters.join(''));
const code = body.map((text) => text + creditCheckCharacter(text)!);

describe('unified social credit codes', () => {
  // codes that companies publish on their own pages and in annual reports
  it.each([
    ['Huawei Technologies', '914403001922038216'],
    ['Tencent Computer Systems', '9144030071526726XG'],
    ['Xiaomi Communications', '91110108558521630L'],
    ['Baidu Online Network Technology', '91110108717743469K'],
  ])('accept that of %s', (_name, published) => {
    expect(creditCodeFault(published, real)).toBeUndefined();
  });
  it.each([
    ['914403001922038217', 'check'],
    ['91440300192203821', 'length'],
    ['9144030019220382166', 'length'],
    ['', 'length'],
    ['91440300192203821I', 'character'],
    ['9144030071526726xg', 'character'],
    ['91440300 1922038216', 'character'],
    ['９14403001922038216', 'character'],
  ] as const)('refuse %j: %s', (wrong, fault) => {
    expect(creditCodeFault(wrong, real)).toBe(fault);
  });
  it('find every single wrong character', () => {
    fc.assert(
      fc.property(code, fc.nat(17), fc.nat(29), (good, place, step) => {
        const value = creditCodeAlphabet.indexOf(good.charAt(place));
        const other = creditCodeAlphabet.charAt((value + 1 + step) % 31);
        expect(creditCodeFault(good.slice(0, place) + other + good.slice(place + 1), { demo: true })).toBe('check');
      }),
    );
  });
  it('find every exchange of two neighbours', () => {
    fc.assert(
      fc.property(code, fc.nat(16), (good, place) => {
        const [a, b] = [good.charAt(place), good.charAt(place + 1)];
        fc.pre(a !== b);
        expect(creditCodeFault(good.slice(0, place) + b + a + good.slice(place + 2), { demo: true })).toBe('check');
      }),
    );
  });
  it('are read as people type them', () => {
    expect(normaliseCreditCode(' 9144 0300 7152 6726 xg\n')).toBe('9144030071526726XG');
  });
  it('of generated organisations pass in demonstrations and nowhere else', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (serial) => {
        const simulated = simulatedCreditCode(serial);
        expect([isSimulatedCreditCode(simulated), creditCodeFault(simulated, { demo: true }), creditCodeFault(simulated, real)]).toEqual([
          true,
          undefined,
          'simulated',
        ]);
      }),
    );
    expect(() => simulatedCreditCode(-1)).toThrow('needs a whole number from 0 to 999999999, got -1');
  });
});
