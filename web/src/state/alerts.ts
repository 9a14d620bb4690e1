import { reactive } from 'vue';
import { api, dataOf, type Alert } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { session, withSession } from './session.ts';

type Query = NonNullable<operations['listAlerts']['parameters']['query']>;
export interface AlertQuestion {
  /** '' is what nobody has acknowledged yet, 'all' everything. */
  readonly status: string;
  readonly kind: string;
  /** Asked again when the run or the role changes: the answer depends on both. */
  readonly run: string;
  readonly role: string;
}
export const alertPage = 50;
/** Alerts nobody has acknowledged, of those the role sees; null until they are counted. */
export const warnings = reactive({ open: null as number | null });

const ask = async (query: Query) => await dataOf(api.GET('/api/v1/alerts', { params: { query: { ...query, total: true } } }));

function queryOf({ status, kind }: AlertQuestion): Query {
  const own = status === '' ? 'open' : status;
  return { ...(own === 'all' ? {} : { status: own as Alert['status'] }), ...(kind === '' ? {} : { kind: kind as Alert['kind'] }) };
}
export const loadAlerts = (question: AlertQuestion) => ask({ ...queryOf(question), limit: alertPage });
export const loadMoreAlerts = (question: AlertQuestion, cursor: string) => ask({ ...queryOf(question), limit: alertPage, cursor });

/** A count that fails leaves the navigation as it is; the page itself says what is wrong. */
export async function countWarnings(): Promise<void> {
  try {
    warnings.open = (await withSession(() => ask({ status: 'open', limit: 1 }))).total ?? null;
  } catch {
    warnings.open = null;
  }
}
export const mayAcknowledge = (): boolean => session.role === 'planner' || session.role === 'secretariat' || session.role === 'administrator';

export async function acknowledge(id: string, note: string): Promise<void> {
  const body = note.trim() === '' ? {} : { note: note.trim() };
  await withSession(() => dataOf(api.POST('/api/v1/alerts/{id}/acknowledgement', { params: { path: { id } }, body })));
  await countWarnings();
}

/** For files. */
export const alertsAddress = (question: AlertQuestion): string => addressOf('/api/v1/alerts', queryOf(question));
