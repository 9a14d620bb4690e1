import { api, dataOf, type CrosswalkLink } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';
import { addressOf } from '../format/files.ts';
import { session } from './session.ts';

export interface LinkQuestion {
  readonly text: string;
  readonly origin: string;
  readonly state: string;
}
export type LinkAction = 'add' | 'edit' | 'close' | 'undo';
export interface LinkChange {
  readonly majorCode: string;
  readonly occupationCode: string;
  readonly strength: number;
  readonly lowFactor?: number;
  readonly highFactor?: number;
  readonly reason: string;
}
export const linkPage = 50;
export const linkOrigins = ['official', 'editorial', 'user'] as const satisfies readonly CrosswalkLink['origin'][];
export const linkStates = ['in_force', 'edited', 'closed'] as const;

function queryOf({ text, origin, state }: LinkQuestion) {
  return {
    ...(text === '' ? {} : { q: text }),
    ...(linkOrigins.some((one) => one === origin) ? { origin: origin as CrosswalkLink['origin'] } : {}),
    ...(linkStates.some((one) => one === state) ? { state: state as 'in_force' } : {}), // an address typed by hand may hold anything
  };
}
/** The routes also answer CSV, so their types are unions; without an Accept header they answer JSON. */
export const loadLinks = async (question: LinkQuestion, cursor?: string) =>
  await dataOf(
    api.GET('/api/v1/crosswalk', { params: { query: { ...queryOf(question), limit: linkPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }),
  );
export const loadUncovered = async (runId: string, cursor?: string) =>
  await dataOf(
    api.GET('/api/v1/crosswalk/uncovered', {
      params: { query: { ...(runId === '' ? {} : { runId }), limit: linkPage, total: true, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );

/** For files. */
export const linksAddress = (question: LinkQuestion): string => addressOf('/api/v1/crosswalk', queryOf(question));
export const uncoveredAddress = (runId: string): string => addressOf('/api/v1/crosswalk/uncovered', runId === '' ? {} : { runId });

type Key = Pick<CrosswalkLink, 'majorCode' | 'occupationCode'>;
const pathOf = ({ majorCode, occupationCode }: Key) => ({ path: { majorCode, occupationCode } });
export const setLink = (change: LinkChange) => dataOf(api.POST('/api/v1/crosswalk', { body: change }));
export const closeLink = (key: Key, reason: string) =>
  dataOf(api.DELETE('/api/v1/crosswalk/{majorCode}/{occupationCode}', { params: pathOf(key), body: { reason } }));
export const undoLink = (key: Key, reason: string) =>
  dataOf(api.POST('/api/v1/crosswalk/{majorCode}/{occupationCode}/undo', { params: pathOf(key), body: { reason } }));

export async function searchOccupations(text: string): Promise<{ readonly code: string; readonly name: string }[]> {
  const q = text.trim().slice(0, 50);
  return (await dataOf(api.GET('/api/v1/occupations', { params: { query: { ...(q === '' ? {} : { q }), limit: 30 } } }))).items;
}
export const mayEditLinks = (): boolean => session.role === 'planner' || session.role === 'administrator';
export type CrosswalkEdit = components['schemas']['CrosswalkEdit'];
export const loadEdits = (cursor?: string) =>
  dataOf(api.GET('/api/v1/crosswalk/edits', { params: { query: { limit: linkPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));
