import { api, dataOf, type AuditEntry } from '../api/client.ts';
import { addressOf } from '../format/files.ts';
import { addDays, startOf } from '../../../schemas/days.ts';

export interface AuditQuestion {
  readonly entity: string;
  readonly action: string;
  readonly actor: string;
  readonly requestId: string;
  /** Days as the page writes them, yyyy-mm-dd, both included; '' is open. */
  readonly from: string;
  readonly to: string;
}
export const auditPage = 50;
const day = /^\d{4}-\d{2}-\d{2}$/;
/** When a day begins in the city; the day after for the end. An address typed by hand may hold anything. */
const instantOf = (text: string, days: number): string | undefined =>
  day.test(text) && !Number.isNaN(Date.parse(text)) ? startOf(addDays(text, days)).toISOString() : undefined;
function queryOf({ entity, action, actor, requestId, from, to }: AuditQuestion): Record<string, string> {
  const asked = { entity, action, actor: actor.trim(), requestId: requestId.trim(), from: instantOf(from, 0) ?? '', to: instantOf(to, 1) ?? '' };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}
export const loadAudit = async (question: AuditQuestion, cursor?: string) =>
  await dataOf(
    api.GET('/api/v1/audit', { params: { query: { ...queryOf(question), limit: auditPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  );
export const loadAuditKinds = () => dataOf(api.GET('/api/v1/audit/kinds'));
export const verifyAudit = () => dataOf(api.GET('/api/v1/audit/verification'));
export type AuditFault = Awaited<ReturnType<typeof verifyAudit>>['faults'][number];

export const auditAddress = (question: AuditQuestion): string => addressOf('/api/v1/audit', queryOf(question));

export interface ChangedField {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const fieldsOf = (value: unknown): Map<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map(value === null || value === undefined ? [] : [['', value]]);
/** Fields of an entry side by side, those that stayed as they were left out. */
export function changedFields({ before, after }: Pick<AuditEntry, 'before' | 'after'>): ChangedField[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names
    .map((name) => ({ name, before: was.has(name) ? text(was.get(name)) : null, after: is.has(name) ? text(is.get(name)) : null }))
    .filter((field) => field.before !== field.after);
}
