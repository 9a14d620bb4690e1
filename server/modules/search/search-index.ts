import type { searchWays } from '../../../schemas/vocabulary.ts';
import { readingsOf } from './pinyin.ts';

export interface Entry<K extends string = string> {
  readonly kind: K;
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
}
export type Way = (typeof searchWays)[number];
export interface Hit<E> {
  readonly entry: E;
  readonly way: Way;
  readonly score: number;
}
/** A reading as one word, and where its syllables begin: what is typed begins where one of them does. */
interface Sound {
  readonly word: string;
  readonly starts: readonly number[];
}
interface Indexed<E> {
  readonly entry: E;
  readonly text: string;
  readonly code: string;
  readonly initials: readonly string[];
  readonly sounds: readonly Sound[];
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
const bigramsOf = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
/** Of the pairs of characters asked for, as many a name has to share to count as similar. */
const leastShared = 0.5;

function soundOf(syllables: readonly string[]): Sound {
  let length = 0;
  const starts = syllables.map((syllable) => (length += syllable.length) - syllable.length);
  return { word: syllables.join(''), starts };
}

function matchOf<E extends Entry>({ text, code, initials, sounds }: Indexed<E>, asked: string, bigrams: readonly string[]): [Way, number] | undefined {
  if (text === asked || code === asked) return [text === asked ? 'name' : 'code', 100];
  if (code !== '' && code.startsWith(asked)) return ['code', 92];
  if (text.startsWith(asked)) return ['name', 90];
  if (text.includes(asked)) return ['name', 80];
  if (/^[a-z0-9]{2,}$/.test(asked)) {
    const at = Math.min(...initials.map((letters) => letters.indexOf(asked)).filter((i) => i >= 0));
    if (at === 0) return ['initials', initials.includes(asked) ? 75 : 70];
    if (at < Infinity) return ['initials', 60];
    const from = Math.min(...sounds.flatMap(({ word, starts }) => starts.find((start) => word.startsWith(asked, start)) ?? []));
    if (from < Infinity) return ['pinyin', from === 0 ? 68 : 58];
    return undefined;
  }
  if (bigrams.length < 2) return undefined;
  const shared = bigrams.filter((pair) => text.includes(pair)).length / bigrams.length;
  return shared >= leastShared ? ['similar', 50 * shared] : undefined;
}

const byRank = <E extends Entry>(a: Hit<E>, b: Hit<E>) =>
  b.score - a.score ||
  a.entry.name.length - b.entry.name.length ||
  (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : a.entry.id < b.entry.id ? -1 : 1);

/**
 * Finds entries by name, code, initials of the pinyin (`skjs`), pinyin (`shukong`) and, of longer Chinese texts, shared pairs of characters; best first, then
 * the shorter name, then the order of characters. Names are few (thousands), so each question looks at all of them.
 */
export function createSearchIndex<E extends Entry>(entries: readonly E[]) {
  const indexed = entries.map((entry): Indexed<E> => {
    const readings = readingsOf(entry.name);
    return {
      ...{ entry, text: plain(entry.name), code: plain(entry.code ?? '') },
      initials: readings.map((sounds) => sounds.map((sound) => sound.charAt(0)).join('')),
      sounds: readings.map(soundOf),
    };
  });
  return {
    find(question: string, wanted: (entry: E) => boolean): Hit<E>[] {
      const asked = plain(question).replaceAll(/([ln])[vü]/g, '$1u');
      if (asked === '') return [];
      const bigrams = bigramsOf(asked);
      const hits = indexed.flatMap((one): Hit<E>[] => {
        const match = wanted(one.entry) ? matchOf(one, asked, bigrams) : undefined;
        return match ? [{ entry: one.entry, way: match[0], score: match[1] }] : [];
      });
      return hits.sort(byRank);
    },
  };
}
export type SearchIndex<E extends Entry> = ReturnType<typeof createSearchIndex<E>>;
