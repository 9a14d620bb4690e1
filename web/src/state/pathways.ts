import { api, dataOf } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

export type Pathway = components['schemas']['Pathway'];
export type PathwayAgreed = components['schemas']['PathwayInput'];
export const pathwayPage = 50;
export const loadPathways = (cursor?: string) =>
  dataOf(api.GET('/api/v1/pathways', { params: { query: { limit: pathwayPage, total: true, ...(cursor === undefined ? {} : { cursor }) } } }));
export const addPathway = (body: PathwayAgreed) => dataOf(api.POST('/api/v1/pathways', { body }));
export const closePathway = (id: string) => dataOf(api.DELETE('/api/v1/pathways/{id}', { params: { path: { id } } }));
