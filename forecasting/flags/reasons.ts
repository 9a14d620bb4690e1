import type { FlagClass } from '../labour/snapshot.ts';
import { parameterDefinitions, type ParameterName } from '../labour/parameters.ts';
import { graduatesName, stayName, weightName } from './assumptions.ts';
import type { Verdict } from './classify.ts';
import type { Turn } from './decisive.ts';

export interface Reason {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface ReasonInput {
  readonly proposed: FlagClass;
  readonly final: FlagClass;
  readonly previousClass: FlagClass | null;
  readonly firstYear: number;
  readonly lastYear: number;
  /** Of the decision window, persons. */
  readonly demand: number;
  readonly supply: number;
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly ratio: number | null;
  readonly probability: number;
  readonly probabilityLow: number;
  readonly probabilityHigh: number;
  readonly robust: boolean;
  readonly potentialLow: number | null;
  readonly potential: number | null;
  readonly minimumClass: number;
  /** Gaps of the window under both forecasts, persons; null where the class shows skill. */
  readonly both: { readonly model: number; readonly noChange: number } | null;
  readonly gateProbability: number;
  readonly verdict: Verdict;
  /** Nearest first. */
  readonly turns: readonly Turn[];
}

export const classNames: Record<FlagClass, { readonly zh: string; readonly en: string }> = {
  new: { zh: '建议新设', en: 'open new' },
  expand: { zh: '建议扩大', en: 'expand' },
  maintain: { zh: '保持', en: 'maintain' },
  watch: { zh: '关注', en: 'watch' },
  reduce: { zh: '建议缩减', en: 'reduce' },
  suspend: { zh: '建议暂停招生', en: 'suspend' },
};
const conditionNames: Record<string, { readonly zh: string; readonly en: string }> = {
  probability: { zh: '缺口为正的概率', en: 'probability of shortage' },
  ratio: { zh: '供需比 r', en: 'ratio r' },
  robust: { zh: '对权重稳健', en: 'robust to the weights' },
  gapBoth: { zh: '两种预测中较不利的缺口', en: 'the less favourable gap of both forecasts' },
};

/**
 * Persons as a text, whole and without their sign.
 * Source: how the pages write persons.
 *
 * @param value persons
 * @returns whole persons with separators
 * @example persons(-1234.4) // → '1,234'
 */
export const persons = (value: number) => Math.round(Math.abs(value)).toLocaleString('en-US');
/**
 * A figure with two decimals.
 * Source: how the pages write ratios.
 *
 * @param value any unit
 * @returns two decimals
 * @example two(0.5) // → '0.50'
 */
export const two = (value: number) => value.toFixed(2);
const three = (value: number) => String(Number(value.toFixed(3)));

/** "少 x–y 人": a range that crosses zero is said as such. */
function range(input: ReasonInput): { zh: string; en: string } {
  const years = input.lastYear - input.firstYear + 1;
  const low = input.lo80 / years;
  const high = input.hi80 / years;
  if (low >= 0) return { zh: `每年预计缺 ${persons(low)}–${persons(high)} 人`, en: `${persons(low)}–${persons(high)} persons short a year` };
  if (high <= 0) return { zh: `每年预计多 ${persons(high)}–${persons(low)} 人`, en: `${persons(high)}–${persons(low)} persons too many a year` };
  return { zh: `每年在多 ${persons(low)} 人与缺 ${persons(high)} 人之间`, en: `between ${persons(low)} too many and ${persons(high)} short a year` };
}

/**
 * Sentences that give the flag's reason with its numbers, in Chinese and English; the first says it all.
 * Source: docs/model.md, Flags: sentences with their numbers.
 *
 * @param input figures of the decision window (persons, shares), the verdict and what would turn it
 * @returns headline first; then totals, the one condition missing, robustness, what decides and hysteresis, as far as they apply
 * @example reasonsOf({ proposed: 'expand', final: 'expand', firstYear: 2029, lastYear: 2031, demand: 900, supply: 300, lo80: 300, hi80: 900, ratio: 0.33, probability: 0.98, probabilityLow: 0.9, probabilityHigh: 0.99, robust: true, verdict: { nearly: null }, turns: [] })[0].en // → 'expand: 2029–2031, 100–300 persons short a year (80 % interval), probability of shortage 0.98, supply ÷ demand 0.33'
 */
export function reasonsOf(input: ReasonInput): Reason[] {
  const { firstYear, lastYear, probability, ratio, verdict } = input;
  const name = classNames[input.final];
  const span = `${firstYear}–${lastYear}`;
  const reasons: Reason[] = [];
  if (input.proposed === 'new' && input.potential !== null && input.potentialLow !== null) {
    reasons.push({
      code: 'headline',
      zh: `${name.zh}：全市近三年无人开设，${span} 年潜在需求每年约 ${persons(input.potential)} 人，80 % 下限 ${persons(input.potentialLow)} 人，不低于一个班（${input.minimumClass} 人）`,
      en: `${name.en}: nobody in the city has offered it for three years; potential demand ${span} is about ${persons(input.potential)} a year, 80 % lower bound ${persons(input.potentialLow)}, at least one class (${input.minimumClass})`,
    });
  } else {
    const said = range(input);
    reasons.push({
      code: 'headline',
      zh: `${name.zh}：${span} 年${said.zh}（80 % 区间），缺口为正的概率 ${two(probability)}，供需比 ${ratio === null ? '无需求' : two(ratio)}`,
      en: `${name.en}: ${span}, ${said.en} (80 % interval), probability of shortage ${two(probability)}, supply ÷ demand ${ratio === null ? 'without demand' : two(ratio)}`,
    });
    reasons.push({
      code: 'totals',
      zh: `窗口内新增需求 ${persons(input.demand)} 人，毕业供给 ${persons(input.supply)} 人`,
      en: `Over the window entry demand is ${persons(input.demand)} persons and supply ${persons(input.supply)}`,
    });
  }
  if (verdict.nearly !== null) {
    const failed = verdict.conditions.find((c) => !c.holds);
    const label = conditionNames[failed?.name ?? ''] ?? { zh: failed?.name ?? '', en: failed?.name ?? '' };
    const value = typeof failed?.value === 'number' ? two(failed.value) : String(failed?.value);
    reasons.push({
      code: 'nearly',
      zh: `差一个条件即为“${classNames[verdict.nearly].zh}”：${label.zh}为 ${value}，需 ${failed?.needed ?? ''}`,
      en: `One condition short of “${classNames[verdict.nearly].en}”: ${label.en} is ${value}, needs ${failed?.needed ?? ''}`,
    });
  }
  if (input.proposed !== 'new') {
    reasons.push({
      code: 'robustness',
      zh: `职业—专业权重取两端时概率为 ${two(input.probabilityLow)}–${two(input.probabilityHigh)}，缺口${input.robust ? '不变号' : '变号'}`,
      en: `At both ends of the crosswalk weights the probability is ${two(input.probabilityLow)}–${two(input.probabilityHigh)}; the gap ${input.robust ? 'keeps' : 'changes'} its sign`,
    });
  }
  if (input.both) reasons.push(gateReason(input.both, input.gateProbability));
  const [turns, weights] = [input.turns.filter(({ name }) => name !== weightName), input.turns.filter(({ name }) => name === weightName)];
  if (turns.length > 0 || weights.length === 0) reasons.push(decisiveReason(turns));
  reasons.push(...weights.slice(0, 1).map(weightReason));
  if (input.final !== input.proposed) {
    const proposed = classNames[input.proposed];
    const known = input.previousClass !== null;
    reasons.push({
      code: 'hysteresis',
      zh: `本批次判为“${proposed.zh}”，${known ? '与上一年度不同，须连续两年一致才改变' : '尚无连续两年一致的结果'}，暂为“${name.zh}”`,
      en: `This run proposes “${proposed.en}”; ${known ? 'it differs from last year and needs two years in agreement' : 'two years in agreement are not there yet'}, so it stands at “${name.en}”`,
    });
  }
  return reasons;
}

/** What the skill gate asks for, and what both forecasts say. */
function gateReason({ model, noChange }: NonNullable<ReasonInput['both']>, needed: number): Reason {
  const zh = (gap: number) => `${gap < 0 ? '多' : '缺'} ${persons(gap)} 人`;
  const en = (gap: number) => `${persons(gap)} persons ${gap < 0 ? 'too many' : 'short'}`;
  const alike = Math.sign(model) === Math.sign(noChange);
  const [high, low] = [two(needed), two(1 - needed)];
  return {
    code: 'gate',
    zh: `此专业类的预测未优于“不变”预测，概率须不低于 ${high}（或不高于 ${low}），且两种预测的缺口须同号：模型预测窗口内${zh(model)}，“不变”预测${zh(noChange)}，${alike ? '同号' : '异号'}`,
    en: `Forecasts of this class do not beat “no change”, so the probability has to reach ${high} (or ${low} at most) and the gap needs one sign under both forecasts: over the window the model says ${en(model)}, “no change” ${en(noChange)}, ${alike ? 'one sign' : 'opposite signs'}`,
  };
}

const turnedTo = (becomes: Turn['becomes']) => (becomes === null ? { zh: '不作判断', en: 'no flag' } : classNames[becomes]);

/** The weight that would turn the flag. A sentence of its own: the demand of the occupation can be read from it. */
function weightReason({ occupation = { code: '', name: '' }, value, turnsAt, becomes }: Turn): Reason {
  const [to, more] = [turnedTo(becomes), turnsAt > value];
  return {
    code: 'weight',
    zh: `职业“${occupation.name}”流向本专业的比例${more ? '高于' : '低于'} ${three(turnsAt)}（现取 ${three(value)}）则为“${to.zh}”`,
    en: `“${to.en}” if the share of ${occupation.name} (${occupation.code}) that falls to the major is ${more ? 'above' : 'below'} ${three(turnsAt)} (used: ${three(value)})`,
  };
}

/** Turns told; the rest stands in the evidence. */
const turnsTold = 2;

/** "turns to maintain if λ < 0.22 or 40 more graduates a year" */
function decisiveReason(turns: readonly Turn[]): Reason {
  const told = turns.slice(0, turnsTold).map(({ name, value, turnsAt, becomes }) => {
    const to = turnedTo(becomes);
    const more = turnsAt > value;
    if (name === graduatesName) {
      const count = Math.max(1, Math.ceil(Math.abs(turnsAt))).toLocaleString('en-US');
      return { zh: `每年${more ? '多' : '少'} ${count} 名毕业生则为“${to.zh}”`, en: `“${to.en}” with ${count} ${more ? 'more' : 'fewer'} graduates a year` };
    }
    const known = parameterDefinitions[name as ParameterName] as { readonly zh: string; readonly en: string } | undefined;
    const title = name === stayName ? { zh: '毕业生本地留存率', en: 'local stay rate' } : { zh: known?.zh ?? name, en: known?.en ?? name };
    return {
      zh: `${title.zh} ${more ? '高于' : '低于'} ${three(turnsAt)}（现取 ${three(value)}）则为“${to.zh}”`,
      en: `“${to.en}” if ${title.en} is ${more ? 'above' : 'below'} ${three(turnsAt)} (used: ${three(value)})`,
    };
  });
  if (told.length === 0)
    return { code: 'decisive', zh: '各项假设在其合理范围内单独变动都不改变这一判断', en: 'No single assumption changes this within its likely range' };
  return { code: 'decisive', zh: `决定性假设：${told.map(({ zh }) => zh).join('；')}`, en: `What decides: ${told.map(({ en }) => en).join('; ')}` };
}
