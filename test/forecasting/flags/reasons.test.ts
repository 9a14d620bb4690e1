import { describe, expect, test } from 'vitest';
import { reasonsOf, type ReasonInput } from '../../../forecasting/flags/reasons.ts';
import { evaluateRules } from '../../../forecasting/flags/rules/evaluate.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';

const told: ReasonInput = {
  ...{ proposed: 'expand', final: 'expand', previousClass: null, firstYear: 2029, lastYear: 2031, demand: 900, supply: 300, gap: 600, lo80: 300, hi80: 900 },
  ...{ ratio: 0.33, probability: 0.98, probabilityLow: 0.9, probabilityHigh: 0.99, robust: true, potentialLow: null, potential: null, minimumClass: 30 },
  ...{ verdict: { class: 'expand', conditions: [], nearly: null }, turns: [], both: null, gateProbability: 0.9 },
};
const of = (changes: Partial<ReasonInput>, code: string) => reasonsOf({ ...told, ...changes }).find((reason) => reason.code === code);

describe('reasons in words', () => {
  test('years and persons do not run into each other, whatever the interval', () => {
    expect(of({}, 'headline')).toMatchObject({
      zh: '建议扩大：2029–2031 年每年预计缺 100–300 人（80 % 区间），缺口为正的概率 0.98，供需比 0.33',
      en: 'expand: 2029–2031, 100–300 persons short a year (80 % interval), probability of shortage 0.98, supply ÷ demand 0.33',
    });
    expect(of({ lo80: -900, hi80: -300 }, 'headline')!.en).toContain('2029–2031, 100–300 persons too many a year');
    expect(of({ lo80: -30, hi80: 90 }, 'headline')!.en).toContain('2029–2031, between 10 too many and 30 short a year');
    expect(of({ lo80: -30, hi80: 90 }, 'headline')!.zh).toContain('2029–2031 年每年在多 10 人与缺 30 人之间');
  });

  test('the skill gate says both gaps and whether they agree; with skill it says nothing', () => {
    expect(of({}, 'gate')).toBeUndefined();
    const gate = of({ both: { model: 600, noChange: -45.2 } }, 'gate')!;
    expect(gate.zh).toContain('模型预测窗口内缺 600 人，“不变”预测多 45 人，异号');
    expect(gate.en).toContain('the model says 600 persons short, “no change” 45 persons too many, opposite signs');
    expect(of({ both: { model: 600, noChange: 45 } }, 'gate')!.en).toMatch(/one sign$/);
  });

  test('a condition of the gate that fails is named as the one that is missing', () => {
    const failed = { name: 'gapBoth', value: -45.2, needed: '> 0', holds: false };
    const nearly = of({ final: 'watch', proposed: 'watch', verdict: { class: 'watch', conditions: [failed], nearly: 'expand' } }, 'nearly')!;
    expect(nearly.en).toBe('One condition short of “expand”: the less favourable gap of both forecasts is -45.20, needs > 0');
    expect(nearly.zh).toContain('两种预测中较不利的缺口为 -45.20，需 > 0');
  });

  test('the weight that turns the flag has a sentence of its own', () => {
    const weight = { name: 'weight', occupation: { code: '6-18-01', name: '车工' }, value: 0.4, turnsAt: 0.31, becomes: 'watch' as const };
    const reasons = reasonsOf({ ...told, turns: [weight] }).map(({ code }) => code);
    expect(reasons).toContain('weight');
    expect(reasons).not.toContain('decisive');
    expect(of({ turns: [weight] }, 'weight')).toMatchObject({
      zh: '职业“车工”流向本专业的比例低于 0.31（现取 0.4）则为“关注”',
      en: '“watch” if the share of 车工 (6-18-01) that falls to the major is below 0.31 (used: 0.4)',
    });
    expect(reasonsOf(told).map(({ code }) => code)).toContain('decisive');
  });
});

describe('findings in words', () => {
  test('what is known stands apart from its year, and no English stands in a Chinese source', () => {
    const rule = rulePacks.find(({ id }) => id === 'red-50x3')!;
    const subject = { kind: 'programme' as const, id: 'p', name: '甲校 护理', level: 'associate' as const, major: 'm' };
    const [found] = evaluateRules([rule], [{ subject, measure: 'placementRate', year: 2025, value: 0.4 }], {}, 2025);
    expect(found!.reason.zh).toBe('甲校 护理：已知 2025 年毕业去向落实率 40%（界线 < 50%）；不能评估：缺少毕业去向（2023–2025 年）');
    for (const { source } of rulePacks) expect(source.zh).not.toMatch(/[A-Za-z]{3}/);
  });
});
