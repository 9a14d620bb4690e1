import { api, dataOf, type Filing, type Import, type ProgrammeStanding, type SchoolYear } from '../api/client.ts';
import { newestYear } from './filings.ts';

type Page<T> = { readonly items: T[]; readonly nextCursor: string | null };
const shown = 10;
export interface School {
  readonly id: string;
  readonly name: string;
}
/** What a school has handed in, newest first. */
export interface Submissions {
  readonly filings: readonly Filing[];
  readonly imports: readonly Import[];
  readonly schoolYears: readonly SchoolYear[];
}

/** Schools by name, for those who look at any of them. */
export async function searchSchools(text: string): Promise<School[]> {
  const q = text.trim().slice(0, 50);
  const { items } = await dataOf(api.GET('/api/v1/schools', { params: { query: { limit: 200, ...(q === '' ? {} : { q }) } } }));
  return items.map(({ id, name }) => ({ id, name }));
}

/** Lists that a role may not read are empty: the secretariat sees findings and replies, not reports. */
export async function loadSubmissions(organisationId: string, reads: boolean): Promise<Submissions> {
  if (!reads) return { filings: [], imports: [], schoolYears: [] };
  const query = { organisationId, limit: shown };
  const [filings, imports, schoolYears] = await Promise.all([
    dataOf(api.GET('/api/v1/filings', { params: { query } })),
    dataOf(api.GET('/api/v1/imports', { params: { query } })),
    dataOf(api.GET('/api/v1/enrolment/school-years', { params: { query } })),
  ]);
  return { filings: (filings as Page<Filing>).items, imports: (imports as Page<Import>).items, schoolYears: (schoolYears as Page<SchoolYear>).items };
}

/** What waits for the school: flags without a reply that was sent, and reports of the year after the newest that forecasts know. */
export type Task =
  | { readonly kind: 'flag'; readonly programme: ProgrammeStanding; readonly overdue: boolean }
  | { readonly kind: 'filing'; readonly year: number; readonly state: 'none' | 'draft' | 'returned'; readonly reason: string | null }
  | { readonly kind: 'schoolYear'; readonly year: number };
export function tasksOf(programmes: readonly ProgrammeStanding[], { filings, schoolYears }: Submissions, now: Date): Task[] {
  const waiting = programmes.filter(({ flag, reply }) => flag?.asks === true && (reply === null || reply.state === 'draft' || reply.state === 'returned'));
  const flags = waiting
    .map((programme): Task & { kind: 'flag' } => ({
      kind: 'flag',
      programme,
      overdue: programme.flag?.dueAt !== null && new Date(programme.flag?.dueAt ?? now) < now,
    }))
    .sort((a, b) => ((a.programme.flag?.dueAt ?? '') < (b.programme.flag?.dueAt ?? '') ? -1 : 1));
  const year = newestYear() + 1;
  const filing = filings.find((one) => one.kind === 'enrolment' && one.year === year);
  const open = filing === undefined || filing.state === 'draft' || filing.state === 'returned';
  const state: 'none' | 'draft' | 'returned' = filing?.state === 'draft' || filing?.state === 'returned' ? filing.state : 'none';
  return [
    ...flags,
    ...(open ? [{ kind: 'filing' as const, year, state, reason: filing?.reason ?? null }] : []),
    ...(schoolYears.some((one) => one.year >= year) ? [] : [{ kind: 'schoolYear' as const, year }]),
  ];
}
