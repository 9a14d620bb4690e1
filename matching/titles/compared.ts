import { benefits, hiring, places, standing } from './noise.ts';

const alternatives = (words: readonly string[]) => new RegExp(words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|'), 'gu');
const noise = alternatives(benefits);
const grades = alternatives(standing);
const amount = String.raw`\d+(?:\.\d+)?\s*(?:k|w|千|万|元|块|薪)?`;
/** 8k-12k·13薪, 月薪5000+, 15名, J10643. */
const figures = new RegExp(`(?:${amount}\\s*[-~至到—]\\s*)?${amount}(?:\\s*/\\s*(?:月|年|天|日|时|小时))?\\s*(?:\\+|以上|起|左右|名|人|位|岁)*`, 'gu');
const jobCode = /(?<![a-z])[a-z]{1,3}\d{3,}/gu;

/** Full-width and half-width, capitals and blanks alike; names of languages keep what signs would lose. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('c++', 'cpp').replaceAll('c#', 'csharp').replaceAll(/\s+/gu, ' ').trim();

const cleared = (text: string): string =>
  text
    .replaceAll(noise, ' ')
    .replaceAll(jobCode, ' ')
    .replaceAll(figures, ' ')
    .replaceAll(places, ' ')
    .replaceAll(grades, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * A title as it is compared: one way of writing; without who hires, where, for how much and under which grade. What is left is words apart by blanks.
 *
 * @param title free text
 * @returns may be empty, where nothing but noise was said
 * @example comparedTitle('【急聘】高级电工（鄂尔多斯）8K-12K/月 五险一金') // → '电工'
 */
export function comparedTitle(title: string): string {
  const whole = plain(title);
  const asked = cleared(whole.replace(hiring, ''));
  // what follows 招聘 may be no job: 迎宾岗位招聘
  return /\p{L}{2}/u.test(asked) ? asked : cleared(whole.replaceAll(/招聘|招/gu, ' '));
}
