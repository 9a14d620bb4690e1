import { type Table, type TableColumn } from '../../../documents/table.ts';
import type { Alert } from '../../../schemas/alerts.ts';

const columns: TableColumn<Alert>[] = [
  { title: 'id', zh: '编号', value: (a) => a.id },
  { title: 'run', zh: '预测批次', value: (a) => a.runId },
  { title: 'previous_run', zh: '对照批次', value: (a) => a.previousRunId },
  { title: 'as_of_year', zh: '数据截至', value: (a) => a.asOfYear, format: 'year' },
  { title: 'region', zh: '地区', value: (a) => a.regionCode },
  { title: 'major', zh: '专业代码', value: (a) => a.majorCode },
  { title: 'major_name', zh: '专业', value: (a) => a.majorName },
  { title: 'level', zh: '层次', value: (a) => a.level },
  { title: 'kind', zh: '预警类型', value: (a) => a.kind },
  { title: 'state', zh: '进入状态', value: (a) => a.state },
  { title: 'severity', zh: '严重程度', value: (a) => a.severity },
  { title: 'status', zh: '处理状态', value: (a) => a.status },
  { title: 'since', zh: '发出时间', value: (a) => a.createdAt },
  { title: 'ended', zh: '解除时间', value: (a) => a.endedAt },
  { title: 'acknowledged', zh: '确认时间', value: (a) => a.acknowledgement?.at ?? null },
  { title: 'acknowledged_by', zh: '确认角色', value: (a) => a.acknowledgement?.role ?? null },
  { title: 'note', zh: '说明', value: (a) => a.acknowledgement?.note ?? null },
  { title: 'suppressed', zh: '保密', value: (a) => a.suppressed },
  { title: 'simulated', zh: '模拟数据', value: (a) => a.simulated },
  { title: 'reason', zh: '原因', value: (a, language) => a.sentences.map((sentence) => sentence[language]).join(language === 'zh' ? '。' : '. ') },
];
export const alertTable: Table<Alert> = { name: 'alerts', zh: '预警', en: 'Alerts', columns, simulated: (a) => a.simulated };
