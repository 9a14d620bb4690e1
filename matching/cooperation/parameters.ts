import { pairs, type Pair } from './listing.ts';

/** What a score is made of, in the order in which it is shown. */
export const parts = ['chain', 'majors', 'occupations', 'region', 'time', 'capacity'] as const;
export type Part = (typeof parts)[number];

export interface CooperationParameter {
  /** `weight.PAIR.PART`, or a fit. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'weight' | 'fit';
  readonly source: string;
  readonly zh: string;
  readonly en: string;
}
type Weights = Readonly<Record<Part, number>>;
/** Weights of the parts by pair: who trains needs the right majors, who trains staff the right occupations, technology the chain, teachers a place near by. */
export const weights: Readonly<Record<Pair, Weights>> = {
  training: { chain: 2, majors: 4, occupations: 3, region: 1, time: 2, capacity: 2 },
  staff_training: { chain: 2, majors: 2, occupations: 4, region: 2, time: 3, capacity: 2 },
  technology: { chain: 4, majors: 3, occupations: 1, region: 1, time: 2, capacity: 1 },
  teachers: { chain: 2, majors: 4, occupations: 2, region: 3, time: 3, capacity: 2 },
};
export const fits = {
  /** Of a part that one side leaves open: neither for nor against. */
  open: 0.5,
  /** Majors of one class (the first four digits). */
  sameClass: 0.5,
  sameCity: 0.8,
  sameProvince: 0.4,
  /** Score below which a batch pairs nobody. */
  lowest: 0.5,
} as const;

const source = 'Judgement, 2026-11: no published weights for such pairs are known; to be replaced by what agreements that were reached show.';
const pairWords: Readonly<Record<Pair, readonly [zh: string, en: string]>> = {
  training: ['人才培养', 'training cooperation'],
  staff_training: ['职工培训', 'staff training'],
  technology: ['技术研发', 'technology'],
  teachers: ['教师实践与双师', 'teachers and practice posts'],
};
const partWords: Readonly<Record<Part, readonly [zh: string, en: string]>> = {
  ...{ chain: ['产业链', 'chain'], majors: ['专业', 'majors'], occupations: ['职业', 'occupations'] },
  ...{ region: ['地区', 'region'], time: ['时间', 'time'], capacity: ['规模', 'capacity'] },
};
const fitWords: Readonly<Record<keyof typeof fits, readonly [zh: string, en: string]>> = {
  open: ['一方未说明的项', 'a part that one side leaves open'],
  sameClass: ['同一专业类', 'majors of one class'],
  sameCity: ['同市不同旗区', 'the same city'],
  sameProvince: ['同省区不同市', 'the same province'],
  lowest: ['一对一匹配的最低分', 'lowest score of a pair in a batch'],
};
/** All of them, for whoever wants to know what a score rests on. */
export const cooperationParameters: readonly CooperationParameter[] = [
  ...pairs.flatMap((pair) =>
    parts.map((part): CooperationParameter => {
      const [[pairZh, pairEn], [zh, en]] = [pairWords[pair], partWords[part]];
      return { name: `weight.${pair}.${part}`, value: weights[pair][part], unit: 'weight', source, zh: `${pairZh}：${zh}`, en: `${pairEn}: ${en}` };
    }),
  ),
  ...(Object.keys(fits) as (keyof typeof fits)[]).map((name): CooperationParameter => {
    const [zh, en] = fitWords[name];
    return { name, value: fits[name], unit: 'fit', source, zh, en };
  }),
];
