import type { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from '../../../documents/csv.ts';
import type { RuleFinding } from '../../../schemas/rules.ts';
import type { Language } from '../../problems.ts';

/** Column names are stable; Chinese titles and sentences come with Accept-Language. */
const columns = (language: Language): (CsvColumn<RuleFinding> & { readonly zh: string })[] => [
  { title: 'run', zh: '预测批次', value: (f) => f.runId },
  { title: 'rule', zh: '规则', value: (f) => f.ruleId },
  { title: 'version', zh: '版本', value: (f) => f.ruleVersion },
  { title: 'rule_title', zh: '规则名称', value: (f) => f.ruleTitle[language] },
  { title: 'subject_kind', zh: '对象类别', value: (f) => f.subject.kind },
  { title: 'subject', zh: '对象', value: (f) => f.subject.name },
  { title: 'major', zh: '专业代码', value: (f) => f.majorCode },
  { title: 'major_name', zh: '专业', value: (f) => f.majorName },
  { title: 'level', zh: '层次', value: (f) => f.level },
  { title: 'outcome', zh: '结果', value: (f) => f.outcome },
  { title: 'step', zh: '后果', value: (f) => f.step },
  { title: 'direction', zh: '方向', value: (f) => f.direction },
  { title: 'edited', zh: '改动的界线', value: (f) => Object.entries(f.edited).map(([name, value]) => `${name}=${value}`).join(' ') }, // prettier-ignore
  { title: 'missing', zh: '缺少的数据', value: (f) => f.missing.join(' ') },
  { title: 'reason', zh: '说明', value: (f) => f.reason[language] },
];

export function findingCsv(rows: AsyncIterable<RuleFinding>, language: Language): Readable {
  return csvOf(
    columns(language).map(({ title, zh, value }) => ({ title: language === 'zh' ? zh : title, value })),
    rows,
  );
}
