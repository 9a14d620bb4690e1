import { api, dataOf, type Cooperation, type CooperationBatch, type CooperationListing, type CooperationSuggestion } from '../api/client.ts';
import type { components, paths } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { session } from './session.ts';

export type ListingChange = components['schemas']['CooperationListingChange'];
export type NewListing = components['schemas']['CooperationListingInput'];
export type CooperationStep = components['schemas']['CooperationStepInput'];
export type CooperationStatistics = components['schemas']['CooperationStatistics'];
export type CooperationMove = components['schemas']['CooperationMove'];
export type ListingQuestion = Omit<NonNullable<paths['/api/v1/cooperation-listings']['get']['parameters']['query']>, 'limit' | 'cursor' | 'total'>;
type ListingEvent = CooperationListing['moves'][number];
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}
export const cooperationPage = 50;
export const pairs = ['training', 'staff_training', 'technology', 'teachers'] as const;
export const sides = ['need', 'offer'] as const;
export const resources = {
  training: ['order_class', 'apprenticeship', 'hiring'],
  staff_training: ['course', 'assessment'],
  technology: ['research', 'platform', 'expert'],
  teachers: ['practice_post', 'dual_teacher'],
} as const;
export const outcomes = ['achieved', 'partly', 'not_achieved'] as const;
export const cooperationStates = ['suggested', 'invited', 'talking', 'proposed', 'agreed', 'underway', 'closed', 'declined', 'ended'] as const;
/** Who has listings and cooperations of their own, and who looks at all of them. */
export const cooperates = () => session.role === 'school' || session.role === 'enterprise';
export const overseesCooperation = () => session.role === 'planner' || session.role === 'secretariat' || session.role === 'administrator';
export const mayBatch = () => session.role === 'planner' || session.role === 'administrator';

const from = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
const by = (id: string) => ({ path: { id } });
const seen = ({ id, version }: { readonly id: string; readonly version: number }) => ({ ...by(id), header: { 'if-match': `"v${version}"` } });

/** Routes that also answer files have a union for a type; without an Accept header they answer JSON. */
export const loadListings = async (asked: ListingQuestion, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/cooperation-listings', { params: { query: { ...asked, limit: cooperationPage, total: true, ...from(cursor) } } }),
  )) as Page<CooperationListing>;
export const listingsAddress = (asked: ListingQuestion): string => addressOf('/api/v1/cooperation-listings', { ...asked });
export const addListing = (body: NewListing) => dataOf(api.POST('/api/v1/cooperation-listings', { body }));
export const putListing = (listing: CooperationListing, body: ListingChange) =>
  dataOf(api.PUT('/api/v1/cooperation-listings/{id}', { params: seen(listing), body }));
export const stepListing = (listing: CooperationListing, event: ListingEvent) =>
  dataOf(api.POST('/api/v1/cooperation-listings/{id}/steps', { params: seen(listing), body: { event } }));
export const loadSuggestions = async (id: string): Promise<CooperationSuggestion[]> =>
  (await dataOf(api.GET('/api/v1/cooperation-listings/{id}/suggestions', { params: { ...by(id), query: { limit: 20 } } }))).items;

export const loadCooperations = async (state: string, cursor?: string) =>
  (await dataOf(
    api.GET('/api/v1/cooperations', {
      params: { query: { ...(state === '' ? {} : { state: state as Cooperation['state'] }), limit: cooperationPage, total: true, ...from(cursor) } },
    }),
  )) as Page<Cooperation>;
export const cooperationsAddress = (state: string): string => addressOf('/api/v1/cooperations', state === '' ? {} : { state });
export const loadCooperation = (id: string) => dataOf(api.GET('/api/v1/cooperations/{id}', { params: by(id) }));
export const loadMoves = async (id: string): Promise<CooperationMove[]> =>
  (await dataOf(api.GET('/api/v1/cooperations/{id}/history', { params: { ...by(id), query: { limit: 100 } } }))).items;
export const invite = (needId: string, offerId: string) => dataOf(api.POST('/api/v1/cooperations', { body: { needId, offerId } }));
export const stepCooperation = (cooperation: Cooperation, body: CooperationStep) =>
  dataOf(api.POST('/api/v1/cooperations/{id}/steps', { params: seen(cooperation), body }));
export const addMilestone = (cooperation: Cooperation, title: string, dueOn: string) =>
  dataOf(api.POST('/api/v1/cooperations/{id}/milestones', { params: seen(cooperation), body: { title, dueOn } }));
export const completeMilestone = (id: string, doneOn: string) =>
  dataOf(api.POST('/api/v1/cooperation-milestones/{id}/completion', { params: by(id), body: { doneOn } }));
export const removeMilestone = ({ version }: Cooperation, id: string) =>
  dataOf(api.DELETE('/api/v1/cooperation-milestones/{id}', { params: { ...by(id), header: { 'if-match': `"v${version}"` } } }));

export const statisticsAddress = '/api/v1/cooperation-statistics';
export const loadStatistics = async () => ((await dataOf(api.GET('/api/v1/cooperation-statistics'))) as Page<CooperationStatistics>).items;
export const loadBatches = async (): Promise<CooperationBatch[]> =>
  (await dataOf(api.GET('/api/v1/cooperation-batches', { params: { query: { limit: 10 } } }))).items;
export const addBatch = (pair: NewListing['pair'], chainId: string) =>
  dataOf(api.POST('/api/v1/cooperation-batches', { body: { pair, ...(chainId === '' ? {} : { chainId }) } }));

/** Codes however they are parted. */
export const readCodes = (text: string): string[] => text.split(/[\s,，;；、]+/).filter((code) => code !== '');

/** What waits for the reader: an answer, a word on an agreement. */
export const waitsForReader = ({ side, state, moves }: Cooperation): boolean =>
  side !== null && ((state === 'suggested' && moves.includes('invite')) || moves.includes('accept') || moves.includes('confirm'));
const over = new Set<Cooperation['state']>(['closed', 'declined', 'ended']);
/** The own organisation in numbers. */
export async function loadOwnCounts() {
  const listings = (await dataOf(
    api.GET('/api/v1/cooperation-listings', { params: { query: { mine: true, state: 'open', limit: 1, total: true } } }),
  )) as Page<CooperationListing>;
  const { items } = (await dataOf(api.GET('/api/v1/cooperations', { params: { query: { limit: 200 } } }))) as Page<Cooperation>;
  const running = items.filter(({ state }) => !over.has(state));
  return { listings: listings.total ?? 0, running: running.length, waiting: running.filter(waitsForReader).length };
}
