import { api, dataOf, type Chain } from '../api/client.ts';

let known: Promise<Chain[]> | undefined;
/** The city's chains: a catalogue, read once. */
export function loadChains(): Promise<Chain[]> {
  known ??= dataOf(api.GET('/api/v1/chains', { params: { query: { limit: 200 } } })).then(
    (page) => [...page.items].sort((a, b) => a.number - b.number),
    (error: unknown) => {
      known = undefined;
      throw error;
    },
  );
  return known;
}
