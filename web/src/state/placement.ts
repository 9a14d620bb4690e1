import { api, dataOf, doneWith } from '../api/client.ts';
import type { components, paths } from '../api/schema.d.ts';
import { session } from './session.ts';

type Schemas = components['schemas'];
export type Round = Schemas['PlacementRound'];
export type Post = Schemas['PlacementPost'];
export type Candidate = Schemas['PlacementCandidate'];
export type Applicant = Schemas['PlacementApplicant'];
export type Code = Schemas['IssuedCode'];
export type Appeal = Schemas['PlacementAppeal'];
export type Change = Schemas['PlacementChange'];
type Body<P extends keyof paths, M extends 'post' | 'put'> =
  paths[P] extends Record<M, { requestBody?: { content: { 'application/json': infer B } } }> ? B : never;
export type NewRound = Body<'/api/v1/placement/rounds', 'post'>;
export type NewPost = Body<'/api/v1/placement/rounds/{id}/posts', 'post'>;
export type Ranking = Body<'/api/v1/placement/posts/{id}/ranking', 'put'>;
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

export const placementKinds = ['internship', 'order_class', 'hiring'] as const satisfies readonly Round['kind'][];
export const placementPage = 50;
const by = (id: string) => ({ params: { path: { id } } });
const paged = (id: string, cursor?: string) => ({
  params: { path: { id }, query: { limit: placementPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
});

export const mayRunRounds = () => session.role === 'planner' || session.role === 'secretariat' || session.role === 'administrator';
export const mayOffer = () => session.role === 'enterprise';
export const mayAddCandidates = () => session.role === 'school';
export const maySeeCandidates = () => mayRunRounds() || mayAddCandidates();

export const loadRounds = () => dataOf(api.GET('/api/v1/placement/rounds', { params: { query: { limit: 100, total: true } } }));
export const addRound = (body: NewRound) => dataOf(api.POST('/api/v1/placement/rounds', { body }));
export type RoundChange = Body<'/api/v1/placement/rounds/{id}', 'put'>;
export const changeRound = ({ id, version }: Round, body: RoundChange) =>
  dataOf(api.PUT('/api/v1/placement/rounds/{id}', { params: { path: { id }, header: { 'if-match': `"v${version}"` } }, body }));
export const openRound = (id: string) => dataOf(api.POST('/api/v1/placement/rounds/{id}/opening', by(id)));
export const closeRound = (id: string) => dataOf(api.POST('/api/v1/placement/rounds/{id}/closing', by(id)));

/** These routes also answer files, so their type is a union; without an Accept header they answer JSON. */
export const loadPosts = async (id: string, cursor?: string) => (await dataOf(api.GET('/api/v1/placement/rounds/{id}/posts', paged(id, cursor)))) as Page<Post>;
export const loadCandidates = async (id: string, cursor?: string) =>
  (await dataOf(api.GET('/api/v1/placement/rounds/{id}/candidates', paged(id, cursor)))) as Page<Candidate>;
/** All posts of a round, to choose one from. */
export async function loadAllPosts(id: string): Promise<Post[]> {
  const found: Post[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Post> = await loadPosts(id, cursor ?? undefined);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
export const postsAddress = (id: string) => `/api/v1/placement/rounds/${id}/posts`;
export const candidatesAddress = (id: string) => `/api/v1/placement/rounds/${id}/candidates`;
export const addPost = (id: string, body: NewPost) => dataOf(api.POST('/api/v1/placement/rounds/{id}/posts', { ...by(id), body }));
export const removePost = (id: string) => doneWith(api.DELETE('/api/v1/placement/posts/{id}', by(id)));

/** Everybody who chose a post, or everybody it is for. */
export async function loadApplicants(id: string, applied: boolean): Promise<Applicant[]> {
  const found: Applicant[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: 200, applied, ...(cursor === null ? {} : { cursor }) };
    const page = (await dataOf(api.GET('/api/v1/placement/posts/{id}/candidates', { params: { path: { id }, query } }))) as Page<Applicant>;
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < 5000); // as many as a ranking may hold
  return found;
}
export const rankCandidates = ({ id, version }: Post, body: Ranking) =>
  dataOf(api.PUT('/api/v1/placement/posts/{id}/ranking', { params: { path: { id }, header: { 'if-match': `"v${version}"` } }, body }));

export const addCandidates = async (id: string, candidates: { readonly number: string; readonly majorCode: string }[]) =>
  (await dataOf(api.POST('/api/v1/placement/rounds/{id}/candidates', { ...by(id), body: { candidates } }))).items;
/** Codes of all own students who have none yet. */
export const issueCodes = async (id: string) => (await dataOf(api.POST('/api/v1/placement/rounds/{id}/codes', { ...by(id), body: {} }))).items;
export const renewCode = (id: string) => dataOf(api.POST('/api/v1/placement/candidates/{id}/code', by(id)));
export const removeCandidate = (id: string) => doneWith(api.DELETE('/api/v1/placement/candidates/{id}', by(id)));

export const loadAppeals = (id: string) => dataOf(api.GET('/api/v1/placement/rounds/{id}/appeals', paged(id)));
export const decideAppeal = (id: string, status: 'granted' | 'rejected', answer: string) =>
  dataOf(api.POST('/api/v1/placement/appeals/{id}/decision', { ...by(id), body: { status, answer } }));
export const loadChanges = (id: string) => dataOf(api.GET('/api/v1/placement/rounds/{id}/changes', paged(id)));
export const changePlacement = (id: string, candidateId: string, postId: string | null, reason: string) =>
  dataOf(api.POST('/api/v1/placement/rounds/{id}/changes', { ...by(id), body: { candidateId, postId, reason } }));

/** Lines of number and major code, however they are parted. */
export const readCandidates = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().split(/[\s,，;；]+/))
    .filter(([number]) => number !== undefined && number !== '')
    .map(([number = '', majorCode = '']) => ({ number, majorCode }));
/** Codes as a file that spreadsheets read. */
export const codesFile = (codes: readonly Code[], titles: readonly [string, string]) =>
  new Blob([`\uFEFF${titles.join(',')}\r\n${codes.map(({ number, code }) => `${number},${code}\r\n`).join('')}`], { type: 'text/csv;charset=utf-8' });
