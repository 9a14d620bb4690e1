import { expect, it } from 'vitest';
import type { ProgrammeStanding } from '../../schemas/programme-standing.ts';
import { meaningOf } from '../../server/modules/programme-standing/meaning.ts';

const flag = {
  ...{
    class: 'reduce',
    proposedClass: 'reduce',
    asks: true,
    since: 2025,
    dueAt: '2026-12-22T00:00:00.000Z',
    firstYear: 2029,
    lastYear: 2031,
    gap: -157,
    lo80: -260,
    hi80: -48,
  },
  ...{ probability: 0.02, ratio: 1.6, band: 'severe_surplus', grade: 'A', suppressed: null },
} as const satisfies ProgrammeStanding['flag'];
const reply = (state: string) => ({ state }) as ProgrammeStanding['reply'];

it('a school that has replied is not asked again; one whose reply was sent back is', () => {
  for (const given of [null, reply('draft'), reply('returned')]) expect(meaningOf(flag, 1, given).zh).toContain('请答复准备怎样缩减');
  const { zh, en } = meaningOf(flag, 1, reply('submitted'));
  expect([zh.endsWith('；本校已答复。'), en.endsWith('; you have replied.'), zh.includes('请答复')]).toEqual([true, true, false]);
});

it('a class that stands because last year said it says what this run says by itself', () => {
  const { zh, en } = meaningOf({ ...flag, proposedClass: 'maintain' }, 1, null);
  expect(zh).toContain('；本批次单独看为“保持”，连续两年一致才改变；请答复');
  expect(en).toContain('; this run by itself says “maintain”, and two years in agreement are needed for a change; say how');
  expect(meaningOf(flag, 1, null).zh).not.toContain('单独看');
});
