import { api, dataOf, type MajorTightness } from '../api/client.ts';

/** What placement rounds left over of a major, newest round first. */
export const loadTightness = async ({ code }: { readonly code: string }) =>
  ((await dataOf(api.GET('/api/v1/tightness', { params: { query: { majorCode: code, limit: 50 } } }))) as { items: MajorTightness[] }).items;
export const tightnessAddress = (code: string) => `/api/v1/tightness?majorCode=${encodeURIComponent(code)}`;
