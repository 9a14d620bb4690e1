import { api, dataOf, doneWith, type Adjustment, type AdjustmentInput, type AdjustmentTargets } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

export interface LedgerQuestion {
  readonly from: number;
  readonly to: number;
  readonly change?: Adjustment['change'];
  readonly level?: Adjustment['level'];
  readonly q?: string;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export const ledgerPage = 50;
const spanOf = ({ from, to, level }: LedgerQuestion) => ({ from, to, ...(level === undefined ? {} : { level }) });

/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadLedger = async (asked: LedgerQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/adjustments', { params: { query: { ...asked, limit: ledgerPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<Adjustment>;
export const loadStatistics = async (asked: LedgerQuestion) => await dataOf(api.GET('/api/v1/adjustments/statistics', { params: { query: spanOf(asked) } }));
export const loadPlan = async ({ from, to }: LedgerQuestion) => await dataOf(api.GET('/api/v1/adjustment-plan', { params: { query: { from, to } } }));
export const ledgerAddress = (asked: LedgerQuestion): string => addressOf('/api/v1/adjustments', { ...asked });
export const statisticsAddress = (asked: LedgerQuestion): string => addressOf('/api/v1/adjustments/statistics', spanOf(asked));
export const planAddress = ({ from, to }: LedgerQuestion): string => addressOf('/api/v1/adjustment-plan', { from, to });

export const enterAdjustment = (input: AdjustmentInput): Promise<Adjustment> => dataOf(api.POST('/api/v1/adjustments', { body: input }));
export const reverseAdjustment = (id: string, reason: string): Promise<Adjustment> =>
  dataOf(api.POST('/api/v1/adjustments/{id}/reversal', { params: { path: { id } }, body: { reason } }));
export type TargetsDraft = Omit<AdjustmentTargets, 'id' | 'version'>;
/** A city has a handful of plans. */
export const loadTargets = async () =>
  ((await dataOf(api.GET('/api/v1/adjustment-targets', { params: { query: { limit: 50 } } }))) as Page<AdjustmentTargets>).items;
const at = ({ id, version }: AdjustmentTargets) => ({ params: { path: { id } }, headers: { 'if-match': `"v${version}"` } });
export const saveTargets = (draft: TargetsDraft, plan?: AdjustmentTargets): Promise<AdjustmentTargets> => {
  const { source, targets } = draft;
  return dataOf(
    plan ? api.PUT('/api/v1/adjustment-targets/{id}', { ...at(plan), body: { source, targets } }) : api.POST('/api/v1/adjustment-targets', { body: draft }),
  );
};
export const removeTargets = (plan: AdjustmentTargets): Promise<void> => doneWith(api.DELETE('/api/v1/adjustment-targets/{id}', at(plan)));
/** Schools to choose from; a city has some dozens. */
export const loadSchools = async () => (await dataOf(api.GET('/api/v1/schools', { params: { query: { limit: 200 } } }))).items;
