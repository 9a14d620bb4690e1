import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { Conflict, RuleFinding } from '../../../schemas/rules.ts';

const columns: TableColumn<RuleFinding>[] = [
  { title: 'run', zh: '预测批次', value: (f) => f.runId },
  { title: 'rule', zh: '规则', value: (f) => f.ruleId },
  { title: 'version', zh: '版本', value: (f) => f.ruleVersion, format: 'whole' },
  { title: 'rule_title', zh: '规则名称', value: (f, language) => f.ruleTitle[language] },
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
  { title: 'reason', zh: '说明', value: (f, language) => f.reason[language] },
];
export const findingTable: Table<RuleFinding> = { name: 'rule-findings', zh: '规则判定', en: 'Rule findings', columns };

/** One line a rule finding that points against the flag. */
export interface ConflictLine {
  readonly conflict: Conflict;
  readonly finding: RuleFinding;
}
const conflictColumns: TableColumn<ConflictLine>[] = [
  { title: 'run', zh: '预测批次', value: ({ conflict }) => conflict.flag.runId },
  { title: 'major', zh: '专业代码', value: ({ conflict }) => conflict.majorCode },
  { title: 'major_name', zh: '专业', value: ({ conflict }) => conflict.majorName },
  { title: 'level', zh: '层次', value: ({ conflict }) => conflict.flag.level },
  { title: 'class', zh: '预测建议', value: ({ conflict }) => conflict.flag.class },
  { title: 'gap_persons', zh: '缺口（人）', value: ({ conflict }) => rounded(conflict.flag.gap), format: 'two' },
  { title: 'probability_shortage', zh: '缺口为正的概率', value: ({ conflict }) => rounded(conflict.flag.probability), format: 'two' },
  { title: 'evidence_grade', zh: '证据等级', value: ({ conflict }) => conflict.flag.grade },
  { title: 'forecast_reason', zh: '预测理由', value: ({ conflict }, language) => conflict.flag.reasons[0]?.[language] ?? null },
  { title: 'rule', zh: '规则', value: ({ finding }) => finding.ruleId },
  { title: 'rule_title', zh: '规则名称', value: ({ finding }, language) => finding.ruleTitle[language] },
  { title: 'direction', zh: '规则方向', value: ({ finding }) => finding.direction },
  { title: 'subject', zh: '对象', value: ({ finding }) => finding.subject.name },
  { title: 'rule_reason', zh: '规则说明', value: ({ finding }, language) => finding.reason[language] },
  { title: 'simulated', zh: '模拟数据', value: ({ conflict }) => conflict.flag.simulated },
];
export const conflictTable: Table<ConflictLine> = {
  name: 'conflicts',
  zh: '预测与规则相左',
  en: 'Conflicts',
  columns: conflictColumns,
  simulated: ({ conflict }) => conflict.flag.simulated,
};

export async function* conflictLines(conflicts: AsyncIterable<Conflict>): AsyncGenerator<ConflictLine> {
  for await (const conflict of conflicts) for (const finding of conflict.findings) yield { conflict, finding };
}
