import { api, dataOf, type Programme } from '../api/client.ts';
import { addressOf } from '../format/files.ts';

/** For files. */
export const programmesAddress = (school: string): string => addressOf('/api/v1/programmes', { school });
/** Everything a school offers or offered, by code of the major. */
export async function loadProgrammes(school: string): Promise<Programme[]> {
  const found: Programme[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Programme[]; nextCursor: string | null } = await dataOf(
      api.GET('/api/v1/programmes', { params: { query: { school, limit: 200, ...(cursor === null ? {} : { cursor }) } } }),
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found.sort((a, b) => (a.majorCode < b.majorCode ? -1 : 1));
}
