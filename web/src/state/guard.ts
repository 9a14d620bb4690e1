import { api, dataOf, type Guard } from '../api/client.ts';
import { addressOf } from '../format/files.ts';
import { session } from './session.ts';

/** Enterprises have no part in seats. */
export const mayReadGuard = (): boolean => session.role !== null && session.role !== 'enterprise';
const listed = 200;

const read = (query: { runId: string; majorCode?: string; limit?: number }) => dataOf(api.GET('/api/v1/guard', { params: { query } }));

export async function loadGuard({ runId, code }: { readonly runId: string; readonly code: string }): Promise<Guard | null> {
  return (await read({ runId, majorCode: code })).items[0] ?? null;
}

/** Majors whose requested seats go past the gap of the decision window. */
export async function loadOvershooting(runId: string): Promise<ReadonlySet<string>> {
  if (!mayReadGuard() || runId === '') return new Set();
  const { items } = await read({ runId, limit: listed });
  return new Set(items.filter(({ window }) => window?.overshoot).map(({ majorCode }) => majorCode));
}

/** For files. */
export const guardAddress = (runId: string, code: string): string => addressOf('/api/v1/guard', { runId, majorCode: code });
