/** The 31 characters of GB 32100-2015: digits and capital letters without I, O, S, V and Z, which are read as others. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
export const creditCodeLength = 18;

/** Codes of generated organisations begin like no real one: category Y1, and 990000, which is no region. */
const simulatedPrefix = 'Y1990000';

/**
 * The eighteenth character of a unified social credit code 统一社会信用代码: 31 − Σ value(i) · 3^(i−1) mod 31 over the first seventeen, 31 counting as 0
 * (GB 32100-2015, ISO 7064 weights). Undefined where a character is not of the alphabet or there are not seventeen.
 */
export function creditCheckCharacter(body: string): string | undefined {
  if (body.length !== creditCodeLength - 1) return undefined;
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = creditCodeAlphabet.indexOf(character);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return creditCodeAlphabet.charAt((31 - (sum % 31)) % 31);
}

export type CreditCodeFault = 'length' | 'character' | 'check' | 'simulated';

/** What is wrong with a credit code; undefined where nothing is. Codes of generated organisations are for demonstrations only. */
export function creditCodeFault(code: string, { demo }: { readonly demo: boolean }): CreditCodeFault | undefined {
  if (Array.from(code).some((character) => !creditCodeAlphabet.includes(character))) return 'character';
  if (code.length !== creditCodeLength) return 'length';
  if (creditCheckCharacter(code.slice(0, -1)) !== code.slice(-1)) return 'check';
  return isSimulatedCreditCode(code) && !demo ? 'simulated' : undefined;
}

export const isSimulatedCreditCode = (code: string): boolean => code.startsWith(simulatedPrefix);

/** What people type: small letters, and the blanks that a code copied in groups has. */
export const normaliseCreditCode = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** The credit code of the generated organisation with this number (0 to 999,999,999). */
export function simulatedCreditCode(serial: number): string {
  const body = `${simulatedPrefix}${String(serial).padStart(9, '0')}`;
  const check = creditCheckCharacter(body);
  if (check === undefined) throw new RangeError(`simulatedCreditCode needs a whole number from 0 to 999999999, got ${serial}`);
  return body + check;
}

/** What is said of a code with the fault. */
export const creditCodeWords: Record<CreditCodeFault, { readonly zh: string; readonly en: string }> = {
  length: { zh: '统一社会信用代码应为 18 位', en: 'a unified social credit code has 18 characters' },
  character: { zh: '只含数字与大写字母，不含 I、O、S、V、Z', en: 'holds digits and capital letters other than I, O, S, V, Z only' },
  check: { zh: '校验码不符，请核对是否有误', en: 'the check character does not fit: one of the characters is wrong' },
  simulated: { zh: '这是演示数据用的代码，不属于任何单位', en: 'is a code of demonstrations that no organisation has' },
};
