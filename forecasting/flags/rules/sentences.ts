import type { Outcome, RuleNumber, RuleSubject } from './fact.ts';
import { inputNames, measures, type InputName } from './measures.ts';
import type { Bilingual, Comparator, Rule, RuleStep } from './rule.ts';

interface ReasonInput {
  readonly rule: Rule;
  readonly subject: RuleSubject;
  readonly outcome: Outcome;
  /** The step that holds, else the one that was looked at. */
  readonly step: RuleStep | null;
  readonly numbers: readonly RuleNumber[];
  readonly missing: readonly InputName[];
  /** Names of thresholds without a figure. */
  readonly unset: readonly string[];
  readonly t0: number;
}
const signs: Record<Comparator, string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

/** Shares as percent with what tells them apart, other figures with at most two decimals. */
function shown(value: number, unit: 'share' | 'number'): string {
  const digits = unit === 'share' ? (value * 100).toFixed(Math.abs(value) < 0.01 ? 2 : 1) : value.toFixed(2);
  const short = digits.replace(/\.?0+$/, '');
  return unit === 'share' ? `${short}%` : short;
}

function comparison(language: 'zh' | 'en', { measure, year, value, comparator, threshold }: RuleNumber): string {
  const { unit, ...names } = measures[measure];
  const limit =
    threshold === null
      ? ''
      : language === 'zh'
        ? `（界线 ${signs[comparator]} ${shown(threshold, unit)}）`
        : ` (limit ${signs[comparator]} ${shown(threshold, unit)})`;
  return language === 'zh' ? `${year} 年${names.zh} ${shown(value, unit)}${limit}` : `${names.en} ${year} ${shown(value, unit)}${limit}`;
}

/**
 * The finding as a sentence with its numbers, in Chinese and English.
 * Source: docs/model.md, Published rules: findings in words.
 *
 * @param input rule, subject and outcome; the comparisons made, and what is missing where it cannot be evaluated
 * @returns one sentence in Chinese and English
 * @example reasonOf({ subject: { name: '' }, outcome: 'hit', step: { zh: '暂停招生', en: 'suspend intake' }, numbers: [{ measure: 'fulfilment', year: 2025, value: 0.4, comparator: '<', threshold: 0.5 }], missing: [], unset: [] }).en // → 'plan fulfilment 2025 40% (limit < 50%): suspend intake'
 */
export function reasonOf({ rule, subject, outcome, step, numbers, missing, unset, t0 }: ReasonInput): Bilingual {
  const who = { zh: subject.name === '' ? '' : `${subject.name}：`, en: subject.name === '' ? '' : `${subject.name}: ` };
  const told = { zh: numbers.map((number) => comparison('zh', number)).join('，'), en: numbers.map((number) => comparison('en', number)).join(', ') };
  if (outcome === 'hit') return { zh: `${who.zh}${told.zh}，${step?.zh ?? ''}`, en: `${who.en}${told.en}: ${step?.en ?? ''}` };
  if (outcome === 'not_hit') {
    const span =
      step && step.years > 1
        ? { zh: `，未连续 ${step.years} 年成立`, en: `; does not hold ${step.years} years running` }
        : { zh: '，不成立', en: '; does not hold' };
    return { zh: `${who.zh}${told.zh}${span.zh}`, en: `${who.en}${told.en}${span.en}` };
  }
  const inputs = { zh: missing.map((name) => inputNames[name].zh).join('、'), en: missing.map((name) => inputNames[name].en).join(', ') };
  const limits = {
    zh: unset.map((name) => rule.thresholds[name]?.zh ?? name).join('、'),
    en: unset.map((name) => rule.thresholds[name]?.en ?? name).join(', '),
  };
  const known = numbers.length === 0 ? { zh: '', en: '' } : { zh: `已知 ${told.zh}；`, en: `known: ${told.en}; ` };
  const years = step && step.years > 1 ? { zh: `（${t0 - step.years + 1}–${t0} 年）`, en: ` (${t0 - step.years + 1}–${t0})` } : { zh: '', en: '' };
  const parts = {
    zh: [...(missing.length > 0 ? [`缺少${inputs.zh}${years.zh}`] : []), ...(unset.length > 0 ? [`未设定${limits.zh}`] : [])].join('；'),
    en: [...(missing.length > 0 ? [`missing ${inputs.en}${years.en}`] : []), ...(unset.length > 0 ? [`not set: ${limits.en}`] : [])].join('; '),
  };
  return { zh: `${who.zh}${known.zh}不能评估：${parts.zh}`, en: `${who.en}${known.en}cannot be evaluated: ${parts.en}` };
}
