import { api, dataOf, type FilingCoverageGroup, type UnusualReport } from '../api/client.ts';
import type { FilingKind } from '../../../schemas/filing-fields.ts';
import { addressOf } from '../format/files.ts';

export interface YearAsked {
  readonly kind: FilingKind;
  readonly year: number;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
/** The routes also give files, so their types are unions; without an Accept header they answer JSON. */
export const loadGroups = async (asked: YearAsked) =>
  (await dataOf(api.GET('/api/v1/filings/coverage/groups', { params: { query: { ...asked, limit: 200 } } }))) as Page<FilingCoverageGroup> & {
    readonly all: FilingCoverageGroup;
  };
export const loadUnusual = async (asked: YearAsked, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/filings/unusual', { params: { query: { ...asked, limit: 50, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<UnusualReport>;
export const groupsAddress = (asked: YearAsked): string => addressOf('/api/v1/filings/coverage/groups', { ...asked });
export const unusualAddress = (asked: YearAsked): string => addressOf('/api/v1/filings/unusual', { ...asked });
