import type { KeySubsidy } from '../../../schemas/key-lists.ts';
import type { Table } from '../../../documents/table.ts';
import data from './subsidies.json' with { type: 'json' };

type Rule = Omit<KeySubsidy, 'source' | 'date' | 'certainty'> & { readonly article: KeySubsidy['title'] };
/** Shape and sense are tested: JSON tells neither the kinds nor the levels. */
const rules = data as readonly Rule[];
const plan = {
  zh: '《鄂尔多斯市职业教育改革发展实施方案》鄂府发〔2022〕78 号',
  en: 'Ordos, implementation plan for vocational education, 鄂府发〔2022〕78 号',
};

/** What the plan grants for majors of a list, in the order of its articles' subjects; a rule without levels holds for all. */
export function subsidiesFor({ kind, level }: { readonly kind?: KeySubsidy['kinds'][number]; readonly level?: KeySubsidy['levels'][number] }): KeySubsidy[] {
  return rules
    .filter(({ kinds, levels }) => (kind === undefined || kinds.includes(kind)) && (level === undefined || levels.length === 0 || levels.includes(level)))
    .map(({ article, ...rule }) => ({
      ...rule,
      ...{ source: { zh: `${plan.zh}，${article.zh}`, en: `${plan.en}, ${article.en}` }, date: '2022', certainty: 'read' as const },
    }));
}

export const subsidyTable: Table<KeySubsidy> = {
  ...{ name: 'key-subsidies', zh: '急需紧缺专业补助规则', en: 'Support for key majors' },
  columns: [
    { title: 'rule', zh: '规则', value: (row) => row.id },
    { title: 'title_zh', zh: '名称', value: (row) => row.title.zh },
    { title: 'title_en', zh: '英文名称', value: (row) => row.title.en },
    { title: 'kinds', zh: '清单类别', value: (row) => row.kinds.join(' ') },
    { title: 'levels', zh: '层次', value: (row) => row.levels.join(' ') },
    { title: 'recipient', zh: '对象', value: (row) => row.recipient },
    { title: 'yuan', zh: '金额（元）', value: (row) => row.yuan, format: 'whole' },
    { title: 'at_most', zh: '为上限', value: (row) => row.atMost },
    { title: 'per', zh: '计发单位', value: (row) => row.per.zh },
    { title: 'condition', zh: '条件', value: (row) => row.condition.zh },
    { title: 'source', zh: '来源', value: (row) => row.source.zh },
  ],
};
