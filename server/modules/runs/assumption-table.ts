import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { RunAssumptions } from '../../../schemas/run-checks.ts';
import type { Language } from '../../problems.ts';

/** One line an assumption: a parameter, an entry share of a group of occupations, stay or field of a major as tracking told it. */
export interface AssumptionLine {
  readonly runId: string;
  readonly kind: 'parameter' | 'entry_share' | 'local_stay' | 'in_field';
  readonly name: string;
  readonly title: (language: Language) => string;
  readonly value: number;
  /** The default, or the parameter a figure is pooled towards. */
  readonly usual: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: (language: Language) => string;
  readonly source: (language: Language) => string;
  readonly turns: number | null;
  readonly persons: number | null;
}
const kinds: Readonly<Record<AssumptionLine['kind'], string>> = {
  parameter: '参数',
  entry_share: '应届进入比例 λ（观测）',
  local_stay: '本地留存率 q（跟踪）',
  in_field: '对口率 f（跟踪）',
};
const inWords = (zh: string, en: string) => (language: Language) => (language === 'zh' ? zh : en);
const share = inWords('比例', 'share');

export function assumptionLines({ runId, parameters, entry, tracked }: RunAssumptions): AssumptionLine[] {
  return [
    ...parameters.map(({ name, title, value, default: usual, likely, words, turns }): AssumptionLine => {
      const range = { low: likely?.[0] ?? null, high: likely?.[1] ?? null };
      const told = { title: inWords(title.zh, title.en), unit: inWords(words.unit.zh, words.unit.en), source: inWords(words.source.zh, words.source.en) };
      return { runId, kind: 'parameter', name, value, usual, ...range, ...told, turns, persons: null };
    }),
    ...entry.map(({ observed: { measure, group, assumed, used, persons, postings, enterprises } }): AssumptionLine => ({
      ...{
        runId,
        kind: 'entry_share',
        name: `${measure === 'net' ? 'lambdaNet' : 'lambdaGross'} ${group}`,
        value: used,
        usual: assumed,
        low: null,
        high: null,
      },
      ...{ title: inWords(`职业中类 ${group}`, `occupations ${group}`), unit: share, turns: null, persons },
      source: inWords(`${postings} 个岗位的招聘结果，${enterprises} 家企业`, `outcomes of ${postings} postings, ${enterprises} enterprises`),
    })),
    ...tracked.flatMap(({ majorCode, majorName, persons, jobs, years, localStay, localStayRange, inField, inFieldRange }): AssumptionLine[] => {
      const asked = { runId, name: majorCode, title: inWords(majorName, majorName), unit: share, usual: null, turns: null };
      const source = inWords(`毕业半年跟踪 ${years.join('、')}`, `tracking after six months ${years.join(', ')}`);
      return [
        { ...asked, kind: 'local_stay', value: localStay, low: localStayRange[0] ?? null, high: localStayRange[1] ?? null, source, persons },
        { ...asked, kind: 'in_field', value: inField, low: inFieldRange[0] ?? null, high: inFieldRange[1] ?? null, source, persons: jobs },
      ];
    }),
  ];
}

const columns: TableColumn<AssumptionLine>[] = [
  { title: 'run', zh: '预测批次', value: (line) => line.runId },
  { title: 'kind', zh: '类别', value: ({ kind }, language) => (language === 'zh' ? kinds[kind] : kind) },
  { title: 'name', zh: '名称', value: (line) => line.name },
  { title: 'title', zh: '含义', value: (line, language) => line.title(language) },
  { title: 'value', zh: '本批次取值', value: (line) => rounded(line.value, 4) },
  { title: 'default', zh: '默认', value: (line) => rounded(line.usual, 4) },
  { title: 'low', zh: '下限', value: (line) => rounded(line.low, 4) },
  { title: 'high', zh: '上限', value: (line) => rounded(line.high, 4) },
  { title: 'unit', zh: '单位', value: (line, language) => line.unit(language) },
  { title: 'source', zh: '来源', value: (line, language) => line.source(language) },
  { title: 'flags_that_turn', zh: '范围内会变的建议（条）', value: (line) => line.turns, format: 'whole' },
  { title: 'persons_behind', zh: '依据人数（人）', value: (line) => line.persons, format: 'whole' },
];
export const assumptionTable: Table<AssumptionLine> = { name: 'assumptions', zh: '参数与假设', en: 'Parameters and assumptions', columns };
