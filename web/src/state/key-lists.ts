import { api, dataOf, type Flag, type KeyList, type KeyListInput, type KeySubsidy, type PublicKeyMajor } from '../api/client.ts';
import { addressOf } from '../format/files.ts';
import { cityYear } from '../format/city-time.ts';

export interface KeyQuestion {
  readonly kind?: PublicKeyMajor['kind'];
  readonly level?: PublicKeyMajor['level'];
  readonly q?: string;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export const keyPage = 30;
export type KeyMove = 'propose' | 'return' | 'adopt' | 'withdraw' | 'end';
type Seen = Pick<KeyList, 'id' | 'version'>;
/** Flags that a list is drafted from. */
const asking = ['new', 'expand'] as const;

/** The routes also answer files, so their types are unions; without an Accept header they answer JSON. */
export const loadKeyMajors = async (asked: KeyQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/public/key-programmes', { params: { query: { ...asked, limit: keyPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  )) as Page<PublicKeyMajor>;
/** How many majors are on lists in force this year. */
export const countKeyMajors = async (): Promise<number> =>
  ((await dataOf(api.GET('/api/v1/public/key-programmes', { params: { query: { year: cityYear(), limit: 1, total: true } } }))) as Page<PublicKeyMajor>)
    .total ?? 0; // prettier-ignore
/** What plans grant for majors of such lists. */
export const loadKeySubsidies = async (asked: Pick<KeyQuestion, 'kind' | 'level'>) =>
  (await dataOf(api.GET('/api/v1/public/key-subsidies', { params: { query: asked } }))) as KeySubsidy[];
export const keysAddress = (asked: KeyQuestion): string => addressOf('/api/v1/public/key-programmes', { ...asked });

export const loadKeyLists = async () => (await dataOf(api.GET('/api/v1/key-lists', { params: { query: { limit: 100 } } }))).items;
/** Majors the newest run wants opened or enlarged, most urgent first. */
export async function loadCandidates(): Promise<Flag[]> {
  const pages = await Promise.all(
    asking.map(async (name) => ((await dataOf(api.GET('/api/v1/flags', { params: { query: { class: name, limit: 200 } } }))) as Page<Flag>).items),
  );
  return pages.flat();
}
export const saveKeyList = (list: Seen | null, input: KeyListInput): Promise<KeyList> =>
  list === null
    ? dataOf(api.POST('/api/v1/key-lists', { body: input }))
    : dataOf(api.PUT('/api/v1/key-lists/{id}', { params: { path: { id: list.id } }, body: input, headers: { 'if-match': `"v${list.version}"` } }));
export const moveKeyList = (list: Seen, event: KeyMove, more: { reason?: string; resolutionId?: string; resolutionNumber?: string; decidedOn?: string } = {}): Promise<KeyList> =>
  dataOf(api.POST('/api/v1/key-lists/{id}/moves', { params: { path: { id: list.id } }, body: { event, ...more }, headers: { 'if-match': `"v${list.version}"` } })); // prettier-ignore
