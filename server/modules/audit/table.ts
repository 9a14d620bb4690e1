import type { Table, TableColumn } from '../../../documents/table.ts';
import type { AuditEntry } from '../../../schemas/audit.ts';

const text = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
const columns: TableColumn<AuditEntry>[] = [
  { title: 'seq', zh: '序号', value: (entry) => entry.seq, format: 'whole' },
  { title: 'at', zh: '时间', value: (entry) => entry.at },
  { title: 'actor', zh: '操作者', value: (entry) => entry.actor },
  { title: 'actor_name', zh: '操作者名称', value: (entry) => entry.actorName },
  { title: 'action', zh: '操作', value: (entry) => entry.action },
  { title: 'entity', zh: '对象', value: (entry) => entry.entity },
  { title: 'entity_id', zh: '对象编号', value: (entry) => entry.entityId },
  { title: 'before', zh: '变更前', value: (entry) => text(entry.before) },
  { title: 'after', zh: '变更后', value: (entry) => text(entry.after) },
  { title: 'request', zh: '请求编号', value: (entry) => entry.requestId },
  { title: 'hash', zh: '散列值', value: (entry) => entry.hash },
];
export const auditTable: Table<AuditEntry> = { name: 'audit', zh: '审计记录', en: 'Audit record', columns };
