import type { ProgrammeStanding } from '../../../schemas/programme-standing.ts';
import type { Bilingual } from '../../errors.ts';

type Flag = NonNullable<ProgrammeStanding['flag']>;

const signed = (value: number): string => {
  const whole = Math.round(value);
  return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${Math.abs(whole).toLocaleString('en-US')}`;
};
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What the school may do, by class; the share of the city stands between the finding and this. */
const ways: Record<Flag['class'], Bilingual> = {
  expand: { zh: '请答复准备怎样扩大（照办），或说明不扩大的理由', en: 'say how you will expand (comply), or why you will not (explain)' },
  reduce: { zh: '请答复准备怎样缩减（照办），或说明不缩减的理由', en: 'say how you will reduce (comply), or why you will not (explain)' },
  suspend: { zh: '请答复何时暂停招生（照办），或说明继续招生的理由', en: 'say when you will suspend enrolment (comply), or why you will go on (explain)' },
  watch: { zh: '扩大或缩减的条件还差一项，现在不需要答复', en: 'one condition of expanding or reducing is not met, so nothing is asked of you now' },
  maintain: { zh: '规模保持即可，不需要答复', en: 'keep the size as it is; nothing is asked of you' },
  new: { zh: '其他学校可能新设此专业，不需要答复', en: 'others may open this major; nothing is asked of you' },
};
const replied: Bilingual = { zh: '本校已答复', en: 'you have replied' };
const words: Record<Flag['class'], Bilingual> = {
  expand: { zh: '建议扩大', en: 'Expand' },
  reduce: { zh: '建议缩减', en: 'Reduce' },
  suspend: { zh: '建议暂停招生', en: 'Suspend enrolment' },
  watch: { zh: '关注', en: 'Watch' },
  maintain: { zh: '保持', en: 'Maintain' },
  new: { zh: '建议新设', en: 'Open new' },
};

const verdicts: Record<Flag['class'], Bilingual> = {
  expand: { zh: '扩大', en: 'expand' },
  reduce: { zh: '缩减', en: 'reduce' },
  suspend: { zh: '暂停', en: 'suspend' },
  watch: { zh: '关注', en: 'watch' },
  maintain: { zh: '保持', en: 'maintain' },
  new: { zh: '新设', en: 'new' },
};
/** A class that the numbers of this run no longer bear out stands because last year's run said it: who is asked about it has to know. */
function standsWords({ class: name, proposedClass }: Flag): Bilingual {
  if (proposedClass === name) return { zh: '', en: '' };
  return {
    zh: `；本批次单独看为“${verdicts[proposedClass].zh}”，连续两年一致才改变`,
    en: `; this run by itself says “${verdicts[proposedClass].en}”, and two years in agreement are needed for a change`,
  };
}

function shareWords(ofSupply: number | null): Bilingual {
  if (ofSupply === null) return { zh: '', en: '' };
  if (ofSupply >= 0.995) return { zh: '，院校供给都来自本校', en: ', all that schools supply is yours' };
  return { zh: `，本校约占院校供给的 ${percent(ofSupply)}`, en: `, about ${percent(ofSupply)} of what schools supply is yours` };
}

/** What the flag on a major means for one of its programmes, in a sentence; numbers that are withheld are not in it. Who has replied is not asked again. */
export function meaningOf(flag: Flag | null, ofSupply: number | null, reply: ProgrammeStanding['reply']): Bilingual {
  if (flag === null) return { zh: '最新批次没有此专业的结论', en: 'The newest run says nothing about this major' };
  const { class: name, firstYear, lastYear, gap, lo80, hi80 } = flag;
  const years = { zh: `${firstYear}–${lastYear} 年全市`, en: `${firstYear}–${lastYear}, city-wide` };
  const size =
    gap === null || lo80 === null || hi80 === null
      ? { zh: '数字保密', en: 'the figures are withheld' }
      : {
          zh: `供需差合计 ${signed(gap)} 人（80% 区间 ${signed(lo80)} 至 ${signed(hi80)}，正数为缺）`,
          en: `the gap adds up to ${signed(gap)} persons (80% interval ${signed(lo80)} to ${signed(hi80)}, plus is short)`,
        };
  const [share, stands] = [shareWords(ofSupply), standsWords(flag)];
  const way = reply === null || reply.state === 'draft' || reply.state === 'returned' ? ways[name] : replied;
  return {
    zh: `${words[name].zh}：${years.zh}${size.zh}${share.zh}${stands.zh}；${way.zh}。`,
    en: `${words[name].en}: ${years.en}, ${size.en}${share.en}${stands.en}; ${way.en}.`,
  };
}
