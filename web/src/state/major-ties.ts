import { api, dataOf } from '../api/client.ts';

/** Flags of earlier runs, and who accepts graduates of the major. */
export async function loadMajorTies({ code }: { readonly code: string }) {
  const of = { params: { path: { code }, query: { limit: 50 } } };
  const [past, employers] = await Promise.all([dataOf(api.GET('/api/v1/majors/{code}/flags', of)), dataOf(api.GET('/api/v1/majors/{code}/employers', of))]);
  return { past: past.items, employers };
}
