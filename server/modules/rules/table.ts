import { rounded, type Table, type TableColumn } from '../../../documents/table.ts';
import type { Conflict, Rule, RuleFinding, ThresholdEdit } from '../../../schemas/rules.ts';

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

/** One line a threshold; a rule without any has one line. */
export interface RuleLine {
  readonly rule: Rule;
  readonly threshold: Rule['thresholds'][number] | null;
}
const ruleColumns: TableColumn<RuleLine>[] = [
  { title: 'rule', zh: '规则', value: ({ rule }) => rule.id },
  { title: 'version', zh: '版本', value: ({ rule }) => rule.version, format: 'whole' },
  { title: 'rule_title', zh: '规则名称', value: ({ rule }, language) => rule.title[language] },
  { title: 'subject_kind', zh: '对象类别', value: ({ rule }) => rule.subject },
  { title: 'levels', zh: '层次', value: ({ rule }) => rule.levels.join(' ') },
  { title: 'threshold', zh: '界线', value: ({ threshold }, language) => threshold?.title[language] ?? null },
  { title: 'value', zh: '现行值', value: ({ threshold }) => threshold?.value ?? null },
  { title: 'published_value', zh: '公布值', value: ({ threshold }) => threshold?.original ?? null },
  { title: 'unit', zh: '单位', value: ({ threshold }, language) => threshold?.unit[language] ?? null },
  { title: 'consequences', zh: '后果', value: ({ rule }, language) => rule.steps.map(({ title }) => title[language]).join('; ') },
  { title: 'thresholds_version', zh: '界线版本', value: ({ rule }) => rule.thresholdsVersion, format: 'whole' },
  { title: 'change_reason', zh: '修改理由', value: ({ rule }) => rule.copy?.note ?? null },
  { title: 'hit', zh: '命中', value: ({ rule }) => rule.findings.hit, format: 'whole' },
  { title: 'not_hit', zh: '未命中', value: ({ rule }) => rule.findings.notHit, format: 'whole' },
  { title: 'missing', zh: '缺少数据', value: ({ rule }) => rule.findings.missing, format: 'whole' },
  { title: 'missing_inputs', zh: '缺少的数据', value: ({ rule }, language) => rule.missing.map(({ title }) => title[language]).join('; ') },
  { title: 'source', zh: '来源', value: ({ rule }, language) => rule.source[language] },
  { title: 'date', zh: '来源年份', value: ({ rule }) => rule.date },
  { title: 'certainty', zh: '可靠程度', value: ({ rule }) => rule.certainty },
  { title: 'note', zh: '说明', value: ({ rule }, language) => rule.note?.[language] ?? null },
];
export const ruleTable: Table<RuleLine> = { name: 'rules', zh: '规则与界线', en: 'Rules', columns: ruleColumns };
export async function* ruleLines(rules: AsyncIterable<Rule>): AsyncGenerator<RuleLine> {
  for await (const rule of rules) yield* (rule.thresholds.length === 0 ? [null] : rule.thresholds).map((threshold) => ({ rule, threshold }));
}

/** One line a threshold that was changed; a copy that changed none has one line. */
export interface ThresholdLine {
  readonly edit: ThresholdEdit;
  readonly change: ThresholdEdit['changes'][number] | null;
}
const editColumns: TableColumn<ThresholdLine>[] = [
  { title: 'at', zh: '时间', value: ({ edit }) => edit.at },
  { title: 'author', zh: '修改人', value: ({ edit }) => edit.authorName ?? edit.author },
  { title: 'rule', zh: '规则', value: ({ edit }) => edit.ruleId },
  { title: 'rule_title', zh: '规则名称', value: ({ edit }, language) => edit.ruleTitle[language] },
  { title: 'thresholds_version', zh: '界线版本', value: ({ edit }) => edit.version, format: 'whole' },
  { title: 'threshold', zh: '界线', value: ({ change }, language) => change?.title[language] ?? null },
  { title: 'from', zh: '原值', value: ({ change }) => change?.from ?? null },
  { title: 'to', zh: '新值', value: ({ change }) => change?.to ?? null },
  { title: 'unit', zh: '单位', value: ({ change }, language) => change?.unit[language] ?? null },
  { title: 'restored', zh: '恢复公布值', value: ({ edit }) => edit.restored },
  { title: 'reason', zh: '理由', value: ({ edit }) => edit.note },
];
export const thresholdTable: Table<ThresholdLine> = { name: 'threshold-edits', zh: '界线修改记录', en: 'Threshold edits', columns: editColumns };
export async function* thresholdLines(edits: AsyncIterable<ThresholdEdit>): AsyncGenerator<ThresholdLine> {
  for await (const edit of edits) yield* (edit.changes.length === 0 ? [null] : edit.changes).map((change) => ({ edit, change }));
}

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
