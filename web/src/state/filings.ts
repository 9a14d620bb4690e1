import { api, dataOf, type Filing, type FilingCoverage, type FilingDetail, type FilingEvent, type FilingLine } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import type { FilingKind } from '../../../schemas/filing-fields.ts';
import { addressOf } from '../format/files.ts';
import { loadCandidates } from './postings.ts';
import { searchOccupations } from './crosswalk.ts';
import { runs } from './runs.ts';
import { session } from './session.ts';
import { cityYear } from '../format/city-time.ts';

export type FilingState = Filing['state'];
export type Standing = FilingCoverage['standing'];
export type Values = Record<string, unknown>;
export const filingStates: readonly FilingState[] = ['submitted', 'returned', 'draft', 'accepted', 'locked'];
export const standings: readonly Standing[] = ['absent', 'draft', 'returned', 'direct', 'submitted', 'accepted', 'locked'];
export const filingsPage = 50;

export const ownKind = (): FilingKind => (session.role === 'school' ? 'enrolment' : 'demand');

/** Years to choose from: around the newest year that forecasts know. */
export const newestYear = (): number => runs.current?.asOfYear ?? cityYear() - 1;
export const yearsToFile = (): number[] => [1, 0, -1, -2].map((step) => newestYear() + step);

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
  readonly totals?: Readonly<Record<string, number>>;
}
export interface FilingQuestion {
  readonly kind: FilingKind;
  readonly year: number;
  readonly state?: FilingState;
  readonly organisationId?: string;
}
export interface CoverageQuestion {
  readonly kind: FilingKind;
  readonly year: number;
  readonly standing?: Standing;
  readonly reported?: boolean;
}
const paged = (cursor?: string) => ({ limit: filingsPage, total: true, ...(cursor === undefined ? {} : { cursor }) });
/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadFilings = async (asked: FilingQuestion, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/filings', { params: { query: { ...asked, ...paged(cursor) } } }))) as Page<Filing>;
export const loadCoverage = async (asked: CoverageQuestion, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/filings/coverage', { params: { query: { ...asked, ...paged(cursor) } } }))) as Page<FilingCoverage>;
export const filingsAddress = (asked: FilingQuestion): string => addressOf('/api/v1/filings', { ...asked });
export const coverageAddress = (asked: CoverageQuestion): string => addressOf('/api/v1/filings/coverage', { ...asked });

export const loadFiling = (id: string): Promise<FilingDetail> => dataOf(api.GET('/api/v1/filings/{id}', { params: { path: { id } } }));
/** One's own filing of a year; null: there is none yet. */
export async function loadOwn(kind: FilingKind, year: number): Promise<{ readonly filing: FilingDetail | null }> {
  const [found] = (await loadFilings({ kind, year })).items;
  return { filing: found ? await loadFiling(found.id) : null };
}
export async function loadHistory(id: string): Promise<FilingEvent[]> {
  return (await dataOf(api.GET('/api/v1/filings/{id}/history', { params: { path: { id }, query: { limit: 100 } } }))).items;
}
export const beginFiling = (kind: FilingKind, year: number, copyFrom?: number): Promise<FilingDetail> =>
  dataOf(api.POST('/api/v1/filings', { body: { kind, year, ...(copyFrom === undefined ? {} : { copyFrom }) } }));

const match = ({ version }: Pick<Filing, 'version'>) => ({ headers: { 'if-match': `"v${version}"` } });
const at = ({ id }: Pick<Filing, 'id'>) => ({ params: { path: { id } } });
type Seen = Pick<Filing, 'id' | 'version'>;
export const putLine = (filing: Seen, key: string, values: Values): Promise<Filing & { line: FilingLine }> =>
  dataOf(api.PUT('/api/v1/filings/{id}/lines/{key}', { params: { path: { id: filing.id, key } }, body: values, ...match(filing) }));
export const removeLine = (filing: Seen, key: string): Promise<Filing> =>
  dataOf(api.DELETE('/api/v1/filings/{id}/lines/{key}', { params: { path: { id: filing.id, key } }, ...match(filing) }));
export const submitFiling = (filing: Seen, confirmedLines: string[]): Promise<Filing> =>
  dataOf(api.POST('/api/v1/filings/{id}/submission', { ...at(filing), body: { confirmedLines }, ...match(filing) }));
export const withdrawFiling = (filing: Seen): Promise<Filing> => dataOf(api.POST('/api/v1/filings/{id}/withdrawal', { ...at(filing), ...match(filing) }));
type Decision = paths['/api/v1/filings/{id}/decision']['post']['requestBody']['content']['application/json'];
export const decideFiling = (filing: Seen, body: Decision): Promise<Filing> =>
  dataOf(api.POST('/api/v1/filings/{id}/decision', { ...at(filing), body, ...match(filing) }));
export const lockFiling = (filing: Seen): Promise<Filing> => dataOf(api.POST('/api/v1/filings/{id}/lock', { ...at(filing), ...match(filing) }));
export const unlockFiling = (filing: Seen, reason: string): Promise<Filing> =>
  dataOf(api.POST('/api/v1/filings/{id}/unlock', { ...at(filing), body: { reason }, ...match(filing) }));
export const lockYear = (kind: FilingKind, year: number) => dataOf(api.POST('/api/v1/filings/locks', { body: { kind, year } }));

export interface Choice {
  readonly code: string;
  readonly name: string;
  readonly lengthYears?: number;
}
/** What a new line can be about: any occupation, or a programme of one's own school. */
/** Occupations with the text in their name or code, then those that a job of this name may stand for. */
async function searchJobs(text: string): Promise<Choice[]> {
  const title = text.trim().slice(0, 60);
  const [named, { items, good }] = await Promise.all([searchOccupations(text), title === '' ? { items: [], good: false } : loadCandidates(title)]);
  return [...named, ...(good ? items : []).filter(({ code }) => !named.some((one) => one.code === code))];
}
export async function searchLines(kind: FilingKind, text: string): Promise<Choice[]> {
  if (kind === 'demand') return searchJobs(text);
  const q = text.trim().slice(0, 50);
  const { organisationId } = session;
  const query = { limit: 200, ...(organisationId === null ? {} : { schoolId: organisationId }), ...(q === '' ? {} : { q }) };
  const { items } = await dataOf(api.GET('/api/v1/programmes', { params: { query } }));
  return items.map(({ majorCode, majorName, lengthYears }) => ({ code: majorCode, name: majorName, lengthYears }));
}
