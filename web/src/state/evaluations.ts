import { api, dataOf, type Evaluation, type FlagEvaluation } from '../api/client.ts';
import type { operations } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';

type Json<Name extends 'listEvaluations' | 'listFlagEvaluations'> = operations[Name]['responses'][200]['content']['application/json'];
export type FlagOutcomes = Json<'listFlagEvaluations'>['outcomes'];
export interface Evaluated {
  /** Earlier runs that have been evaluated against the newest that could, newest first. */
  readonly pairs: readonly { readonly runId: string; readonly asOfYear: number; readonly againstRunId: string; readonly againstYear: number }[];
  /** Of the chosen earlier run. */
  readonly rows: readonly Evaluation[];
  readonly flags: readonly FlagEvaluation[];
  readonly outcomes: FlagOutcomes;
}

/** What the newest run says of the chosen earlier one, or of the latest before it; null as long as no run has met its future. */
export async function loadEvaluated(asked: { readonly current: string; readonly run: string }): Promise<Evaluated | null> {
  const read = async (query: NonNullable<operations['listEvaluations']['parameters']['query']>) =>
    (await dataOf(api.GET('/api/v1/evaluations', { params: { query: { ...query, limit: 200 } } }))).items;
  const own = await read({ againstRunId: asked.current });
  const pairs = [...new Map(own.map(({ runId, asOfYear, againstRunId, againstYear }) => [runId, { runId, asOfYear, againstRunId, againstYear }])).values()];
  pairs.sort((a, b) => b.asOfYear - a.asOfYear || (a.runId < b.runId ? 1 : -1));
  const pair = pairs.find(({ runId }) => runId === asked.run) ?? pairs[0];
  if (!pair) return null;
  const { runId, againstRunId } = pair;
  const flags = await dataOf(api.GET('/api/v1/evaluations/flags', { params: { query: { runId, againstRunId, limit: 200 } } }));
  return { pairs, rows: own.filter((row) => row.runId === runId), flags: flags.items, outcomes: flags.outcomes };
}

/** For files. */
export const evaluationsAddress = ({ runId, againstRunId }: { readonly runId: string; readonly againstRunId: string }): string =>
  addressOf('/api/v1/evaluations', { runId, againstRunId });

export const outcomesAddress = ({ runId, againstRunId }: { readonly runId: string; readonly againstRunId: string }): string =>
  addressOf('/api/v1/evaluations/flags', { runId, againstRunId });

/** Rows of each side together, in the order of the API. */
export function bySide(rows: readonly Evaluation[]): { readonly side: Evaluation['side']; readonly rows: readonly Evaluation[] }[] {
  return [...new Set(rows.map((row) => row.side))].map((side) => ({ side, rows: rows.filter((row) => row.side === side) }));
}
