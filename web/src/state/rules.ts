import { api, dataOf, type Rule } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import type { operations } from '../api/schema.d.ts';
import { session } from './session.ts';

export interface FindingQuestion {
  readonly runId: string;
  /** '' is every rule, every outcome. */
  readonly rule: string;
  readonly outcome: string;
}
type JsonPage = operations['listRuleFindings']['responses'][200]['content']['application/json'];
export const findingPage = 50;
export const outcomes = ['hit', 'not_hit', 'missing'] as const;
export const mayReadFindings = (): boolean => session.role === 'planner' || session.role === 'secretariat' || session.role === 'administrator';

export async function loadRules(runId: string): Promise<Rule[]> {
  return (await dataOf(api.GET('/api/v1/rules', { params: { query: { runId, limit: 200 } } }))).items;
}
type ConflictJson = operations['listConflicts']['responses'][200]['content']['application/json'];
export const loadConflicts = (runId: string, cursor?: string): Promise<ConflictJson> =>
  dataOf(api.GET('/api/v1/conflicts', { params: { query: { runId, limit: findingPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));

function queryOf({ runId, rule, outcome }: FindingQuestion) {
  const known = outcomes.find((name) => name === outcome); // an address typed by hand may hold anything
  return { runId, ...(rule === '' ? {} : { rule }), ...(known === undefined ? {} : { outcome: known }) };
}
export const loadFindings = (question: FindingQuestion, cursor?: string): Promise<JsonPage> =>
  dataOf(
    api.GET('/api/v1/rule-findings', {
      params: { query: { ...queryOf(question), limit: findingPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );

export type ThresholdEdit = components['schemas']['ThresholdEdit'];
export const loadThresholdEdits = (cursor?: string) =>
  dataOf(api.GET('/api/v1/rules/threshold-edits', { params: { query: { limit: findingPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));
/** A threshold as pages say it; shares in percent. */
export const thresholdText = (value: number, unit: { readonly en: string }): string =>
  unit.en === 'share' ? `${Number((value * 100).toFixed(2))}%` : String(value);

/** For files. */
export const findingsAddress = (question: FindingQuestion): string => addressOf('/api/v1/rule-findings', queryOf(question));
export const rulesAddress = (runId: string): string => addressOf('/api/v1/rules', { runId });
export const conflictsAddress = (runId: string): string => addressOf('/api/v1/conflicts', { runId });
/** A copy of the thresholds; what equals the published value is left out of it. */
export const copyThresholds = ({ id, thresholdsVersion }: Pick<Rule, 'id' | 'thresholdsVersion'>, thresholds: Record<string, number>, note: string) =>
  dataOf(
    api.PUT('/api/v1/rules/{id}/thresholds', {
      params: { path: { id }, header: { 'if-match': `"v${thresholdsVersion}"` } },
      body: { thresholds, note },
    }),
  );
