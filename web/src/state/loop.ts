import { api, dataOf, type MajorTightness } from '../api/client.ts';

/** What becomes of people who studied a major. */
export const loadGuidance = (code: string) => dataOf(api.GET('/api/v1/majors/{code}/guidance', { params: { path: { code } } }));
/** Programmes to ask about: those of a school, or of a major. */
export const loadProgrammes = async (query: { readonly school?: string; readonly majorCode?: string }) =>
  (await dataOf(api.GET('/api/v1/programmes', { params: { query: { ...query, limit: 200 } } }))).items;
export const loadProgrammeDemand = (id: string) => dataOf(api.GET('/api/v1/programmes/{id}/demand', { params: { path: { id } } }));

/** What placement rounds left over of a major, newest round first. */
export const loadTightness = async ({ code }: { readonly code: string }) =>
  ((await dataOf(api.GET('/api/v1/tightness', { params: { query: { majorCode: code, limit: 50 } } }))) as { items: MajorTightness[] }).items;
export const tightnessAddress = (code: string) => `/api/v1/tightness?majorCode=${encodeURIComponent(code)}`;
