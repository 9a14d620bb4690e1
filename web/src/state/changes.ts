import { api, dataOf, type AdjustmentMove, type ChangeEvidence, type ProgrammeChange, type ProgrammeChangeInput } from '../api/client.ts';
import { addressOf } from '../format/files.ts';
import { loadStanding } from './replies.ts';
import { runs } from './runs.ts';
import { session } from './session.ts';

export interface ChangeQuestion {
  readonly state?: ProgrammeChange['state'];
  readonly change?: ProgrammeChange['change'];
  readonly level?: ProgrammeChange['level'];
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export const changePage = 50;
export type ChangeSaid = Omit<ProgrammeChangeInput, 'majorCode' | 'organisationId'>;
type Seen = Pick<ProgrammeChange, 'id' | 'version'>;

/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadChanges = async (asked: ChangeQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/programme-changes', { params: { query: { ...asked, limit: changePage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<ProgrammeChange>;
export const changesAddress = (asked: ChangeQuestion): string => addressOf('/api/v1/programme-changes', { ...asked });

const at = (id: string) => ({ params: { path: { id } } });
const match = ({ version }: Seen) => ({ headers: { 'if-match': `"v${version}"` } });
export const loadChange = (id: string): Promise<ProgrammeChange> => dataOf(api.GET('/api/v1/programme-changes/{id}', at(id)));
export const loadChangeEvidence = (id: string): Promise<ChangeEvidence> => dataOf(api.GET('/api/v1/programme-changes/{id}/evidence', at(id)));
export const loadChangeHistory = async (id: string): Promise<AdjustmentMove[]> =>
  (await dataOf(api.GET('/api/v1/programme-changes/{id}/history', { params: { path: { id }, query: { limit: 100 } } }))).items;
export const beginChange = (input: ProgrammeChangeInput): Promise<ProgrammeChange> => dataOf(api.POST('/api/v1/programme-changes', { body: input }));
export const saveChange = (change: Seen, said: ChangeSaid): Promise<ProgrammeChange> =>
  dataOf(api.PUT('/api/v1/programme-changes/{id}', { ...at(change.id), body: said, ...match(change) }));
export const moveChange = (change: Seen, event: 'submit' | 'return' | 'withdraw', reason?: string): Promise<ProgrammeChange> =>
  dataOf(
    api.POST('/api/v1/programme-changes/{id}/moves', { ...at(change.id), body: { event, ...(reason === undefined ? {} : { reason }) }, ...match(change) }),
  );
export const docketChange = (change: Seen): Promise<ProgrammeChange> =>
  dataOf(api.POST('/api/v1/programme-changes/{id}/docket', { ...at(change.id), ...match(change) }));
/** Newest intake that the own school reported for a major; null: it reported none. */
export async function latestIntake(majorCode: string): Promise<number | null> {
  const [school, run] = [session.organisationId, runs.current];
  if (session.role !== 'school' || school === null || run === null) return null;
  return (await loadStanding(school, run.id)).items.find((one) => one.majorCode === majorCode)?.share.entrants ?? null;
}
