import type { Band } from '../labour/bands.ts';
import { percent, type Sentence } from '../labour/evidence.ts';
import { persons, two } from './reasons.ts';
import type { AlertCondition, WatchedCell } from './watched-cell.ts';

const bandNames: Record<Band, Sentence> = {
  severe_shortage: { zh: '严重短缺', en: 'severe shortage' },
  shortage: { zh: '短缺', en: 'shortage' },
  balanced: { zh: '平衡', en: 'balanced' },
  surplus: { zh: '过剩', en: 'surplus' },
  severe_surplus: { zh: '严重过剩', en: 'severe surplus' },
  uncertain: { zh: '不确定', en: 'uncertain' },
  insufficient: { zh: '数据不足', en: 'insufficient' },
};
const span = ({ firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number }) => `${firstYear}–${lastYear}`;
const signed = (value: number) => `${Math.round(value) < 0 ? '−' : ''}${persons(value)}`;
const ratioOf = (ratio: number | null): Sentence =>
  ratio === null ? { zh: '没有需求', en: 'no demand' } : { zh: `供需比 ${two(ratio)}`, en: `supply ÷ demand ${two(ratio)}` };

/** "缺 320 人（80 % 区间 210 至 430）": over the window, with the interval of the gap. */
function size({ gap, lo80, hi80 }: WatchedCell): Sentence {
  const n = persons(gap);
  return {
    zh: `预计${gap >= 0 ? '缺' : '多'} ${n} 人（缺口 80 % 区间 ${signed(lo80)} 至 ${signed(hi80)}）`,
    en: `${n} persons ${gap >= 0 ? 'short' : 'too many'} (80 % interval of the gap ${signed(lo80)} to ${signed(hi80)})`,
  };
}

function happened({ kind, state }: AlertCondition, cell: WatchedCell, before: WatchedCell | undefined, limit: number): Sentence {
  const [years, said, ratio] = [span(cell), size(cell), ratioOf(cell.ratio)];
  if (kind === 'severe_band') {
    const name = bandNames[cell.band];
    return {
      zh: `${years} 年进入${name.zh}：${said.zh}，${ratio.zh}，缺口为正的概率 ${two(cell.probability)}`,
      en: `${years} enters ${name.en}: ${said.en}, ${ratio.en}, probability of shortage ${two(cell.probability)}`,
    };
  }
  if (kind === 'sign_change') {
    const [from, to] = [two(before?.probability ?? 0), two(cell.probability)];
    const short = state === 'short';
    return {
      zh: `${years} 年由${short ? '过剩转为短缺' : '短缺转为过剩'}：缺口为正的概率由 ${from} ${short ? '升' : '降'}至 ${to}，${said.zh}`,
      en: `${years} turns from ${short ? 'surplus to shortage' : 'shortage to surplus'}: probability of shortage ${from} → ${to}, ${said.en}`,
    };
  }
  if (kind === 'plans_overshoot') {
    const { pipeline } = cell;
    const now = ratioOf(pipeline.ratio);
    return {
      zh: `按现有招生与计划，${years} 年将严重过剩：${said.zh}，${ratio.zh}；而在校生窗口 ${span(pipeline)} 年为${bandNames[pipeline.band].zh}，${now.zh}`,
      en: `With intakes and plans as they are ${years} becomes a severe surplus: ${said.en}, ${ratio.en}; the pipeline window ${span(pipeline)} is ${bandNames[pipeline.band].en}, ${now.en}`,
    };
  }
  const [from, to, needed] = [before?.reporterShare ?? 0, cell.reporterShare ?? 0, limit].map(percent);
  return {
    zh: `填报企业覆盖的就业由 ${from} 降至 ${to}，低于证据 A 级所需的 ${needed}；${years} 年${said.zh}的结论依据变弱`,
    en: `Reporting enterprises cover ${to} of employment after ${from}, below the ${needed} grade A needs; what is said of ${years} rests on less: ${said.en}`,
  };
}

/**
 * What happened, with its numbers, and what the cell was before, in Chinese and English.
 * Source: docs/model.md, Early warning.
 *
 * @param condition that holds of the cell
 * @param cell of the run, persons over the decision window
 * @param before the cell in the earlier run, as of `beforeYear`; undefined where it had none
 * @param beforeYear newest reporting year of the earlier run
 * @param limit share of employment that reporters must cover
 * @returns two sentences: what happened, what it was before
 * @example alertSentences({ kind: 'severe_band', state: 'severe_shortage' }, { firstYear: 2029, lastYear: 2031, gap: 320, lo80: 210, hi80: 430, ratio: 0.4, probability: 0.97, band: 'severe_shortage', grade: 'A' }, undefined, 2024, 0.5)[0].en // → '2029–2031 enters severe shortage: 320 persons short (80 % interval of the gap 210 to 430), supply ÷ demand 0.40, probability of shortage 0.97'
 */
export function alertSentences(condition: AlertCondition, cell: WatchedCell, before: WatchedCell | undefined, beforeYear: number, limit: number): Sentence[] {
  const grade = { zh: `证据等级 ${cell.grade}`, en: `evidence ${cell.grade}` };
  if (!before) {
    return [
      happened(condition, cell, before, limit),
      { zh: `数据截至 ${beforeYear} 年的批次没有此专业；${grade.zh}`, en: `The run with data up to ${beforeYear} did not have this major; ${grade.en}` },
    ];
  }
  const ratio = ratioOf(before.ratio);
  const name = bandNames[before.band];
  return [
    happened(condition, cell, before, limit),
    {
      zh: `数据截至 ${beforeYear} 年的批次：${span(before)} 年为${name.zh}，${ratio.zh}，概率 ${two(before.probability)}；现${grade.zh}（原 ${before.grade}）`,
      en: `The run with data up to ${beforeYear} said of ${span(before)}: ${name.en}, ${ratio.en}, probability ${two(before.probability)}; now ${grade.en} (before ${before.grade})`,
    },
  ];
}
