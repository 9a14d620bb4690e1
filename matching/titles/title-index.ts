import { comparedTitle, plain } from './compared.ts';
import { general, kinds, otherWords, ranks, sayings, vague } from './dictionary.ts';
import { gramsOf, holds, sharedWords } from './grams.ts';

export interface TitledOccupation {
  readonly code: string;
  readonly name: string;
}
export interface TitleCandidate extends TitledOccupation {
  /** Likeness, 0–1; 1 is the name itself. */
  readonly score: number;
  /** Words in common, longest first. */
  readonly shared: readonly string[];
  /** The word of the title that the dictionary reads otherwise, if that led here; null where its own letters did. */
  readonly saying: string | null;
}
export interface TitleIndex {
  /** Best first; of equal scores the longer code, then the smaller one. */
  readonly candidates: (title: string, limit?: number) => TitleCandidate[];
}

/** Likeness from which a candidate is worth choosing. */
const goodFrom = 0.4;
/** Whether any of the candidates of a title is a good one: alike enough, and not led to by a word alone that could be anything. */
export const anyGood = (candidates: readonly Pick<TitleCandidate, 'score' | 'saying'>[]): boolean =>
  candidates.some(({ score, saying }) => score >= goodFrom && (saying === null || !vague.has(saying)));

/** How much unmatched parts of the title, and of the name, take off. */
const unmatched = { title: 0.35, name: 0.45 } as const;
/** What a reading is worth at most: the dictionary's first and later meanings, other words in place of the title's, and a group of occupations instead of one of them. */
const worth = { first: 0.94, later: 0.88, reworded: 0.96, group: 0.8 } as const;
const least = 0.12;

/** The groups of a catalogue: codes that others begin with, apart from the noughts at their end (2-08-02-00). */
function groupsOf(codes: readonly string[]): ReadonlySet<string> {
  const begun = new Set(codes.flatMap((code) => [...code.replace(/(?:-00)+$/u, '').matchAll(/-/gu)].map(({ index }) => code.slice(0, index))));
  return new Set(codes.filter((code) => begun.has(code.replace(/(?:-00)+$/u, ''))));
}

interface Entry extends TitledOccupation {
  readonly text: string;
  readonly grams: ReadonlySet<string>;
  /** Sum of the weights of its parts. */
  readonly weight: number;
}
interface Found {
  readonly score: number;
  readonly saying: string | null;
}

/** The title with other words for the same kind of post, and the first word that was replaced. */
function reworded(title: string): { text: string; word: string | null } {
  let [text, first]: [string, string | null] = [title, null];
  for (const [word, means] of otherWords) {
    if (!text.includes(word)) continue;
    text = text.replaceAll(word, means);
    first ??= word;
  }
  return { text: text.trim(), word: first };
}

interface Said {
  readonly word: string;
  readonly means: readonly string[];
  /** How much it says about the title, 0–1. */
  readonly share: number;
}
const latin = /^[\x20-\x7e]+$/u;

/** Sayings in a title, longer ones first and none inside one that is taken: more is said by a long one, by one at the end, less by a general one, and least by a rank. */
function sayingsIn(title: string): Said[] {
  const grams = gramsOf(title);
  const letters = title.replaceAll(' ', '').length;
  const taken: string[] = [];
  const found = sayings
    .filter(([word]) => (latin.test(word) ? grams.has(word) : holds(title, word)))
    .toSorted(([a], [b]) => b.length - a.length || title.lastIndexOf(b) - title.lastIndexOf(a))
    .filter(([word]) => !taken.some((longer) => longer.includes(word)) && taken.push(word) > 0);
  const particular = found.some(([word]) => !general.has(word));
  const beside = found.some(([word]) => !ranks.has(word));
  const less = (word: string) => (beside && ranks.has(word) ? 0.8 : particular && general.has(word) ? 0.4 : 0);
  return found.map(([word, ...means]) => {
    const share = Math.min(1, word.length / letters + (title.endsWith(word) ? 0.15 : 0));
    return { word, means, share: share - less(word) };
  });
}

/**
 * Finds occupations for titles as people write them: parts of two characters that title and name share, weighted by how rare they are among the names
 * (a rare part says more), a dictionary of sayings, and names that stand in the title as a whole. Nothing is drawn; equal catalogues give equal answers.
 *
 * @param occupations of the catalogue, in any order
 * @returns an index to ask; made once per edition
 * @example createTitleIndex([{ code: '6-31-01-03', name: '电工' }, { code: '6-18-02-04', name: '焊工' }]).candidates('急聘高级电工 8k')[0] // → { code: '6-31-01-03', name: '电工', score: 1, shared: ['电工'], saying: null }
 */
export function createTitleIndex(occupations: readonly TitledOccupation[]): TitleIndex {
  const texts = occupations
    .map(({ code, name }) => ({ code, name, text: plain(name), grams: gramsOf(plain(name)) }))
    .toSorted((a, b) => b.code.length - a.code.length || (a.code < b.code ? -1 : 1));
  const holding = new Map<string, number[]>();
  texts.forEach(({ grams }, i) => {
    for (const gram of grams) holding.set(gram, [...(holding.get(gram) ?? []), i]);
  });
  const groups = groupsOf(occupations.map(({ code }) => code));
  /** A part of more names than these tells nothing by itself: 工程, 人员. */
  const common = Math.max(3, 0.04 * texts.length);
  const rarest = Math.log(1 + texts.length);
  const weightOf = (gram: string) => Math.log(1 + texts.length / (holding.get(gram)?.length ?? 1)) / rarest;
  // a part that no name holds is as likely noise as it is meaning
  const weightInTitle = (gram: string) => (holding.has(gram) ? weightOf(gram) : 0.45);
  const total = (grams: Iterable<string>, weight: (gram: string) => number) => {
    let sum = 0;
    for (const gram of grams) sum += weight(gram);
    return sum;
  };
  const entries = texts.map((entry): Entry => ({ ...entry, weight: total(entry.grams, weightOf) }));
  const byText = Map.groupBy(entries.keys(), (i) => entries[i]!.text);

  /** Likeness of a text to every name that shares a part with it. */
  function alike(text: string): Map<number, number> {
    const grams = gramsOf(text);
    const whole = total(grams, weightInTitle);
    const shared = new Map<number, number>();
    const telling = new Set<number>();
    for (const gram of grams) {
      const held = holding.get(gram) ?? [];
      const weight = weightOf(gram);
      for (const i of held) {
        shared.set(i, (shared.get(i) ?? 0) + weight);
        if (held.length <= common && !kinds.has(gram)) telling.add(i);
      }
    }
    const packed = text.replaceAll(' ', '');
    const scores = new Map<number, number>();
    for (const i of telling) {
      const sum = shared.get(i) ?? 0;
      const { text: name, weight } = entries[i]!;
      const likeness = sum / (sum + unmatched.title * (whole - sum) + unmatched.name * (weight - sum));
      const inside = holds(packed, name) ? 0.72 + (0.2 * name.length) / packed.length + (packed.endsWith(name) ? 0.05 : 0) : 0;
      const begun = name.startsWith(packed) ? 0.55 + (0.35 * packed.length) / name.length : 0;
      scores.set(i, name === packed ? 0.99 : Math.min(0.98, Math.max(0.95 * likeness, inside, begun)));
    }
    return scores;
  }

  return {
    candidates(title, limit = 5) {
      const compared = comparedTitle(title);
      const exact = byText.get(plain(title)) ?? byText.get(compared) ?? [];
      const found = new Map<number, Found>();
      const offer = (i: number, score: number, saying: string | null) => {
        const most = score < 1 && groups.has(entries[i]!.code) ? worth.group * score : score;
        if (most > (found.get(i)?.score ?? least)) found.set(i, { score: most, saying });
      };
      for (const i of exact) offer(i, 1, null);
      for (const [i, score] of alike(compared)) offer(i, score, null);
      const other = reworded(compared);
      if (other.word !== null) for (const [i, score] of alike(other.text)) offer(i, worth.reworded * score, other.word);
      for (const { word, means, share } of sayingsIn(compared))
        means.forEach((meaning, place) => {
          const most = (place === 0 ? worth.first : worth.later) * (0.62 + 0.38 * share);
          for (const i of byText.get(meaning) ?? []) offer(i, most, word);
        });
      return [...found]
        .toSorted(([i, a], [j, b]) => b.score - a.score || i - j)
        .slice(0, limit)
        .map(([i, { score, saying }]) => {
          const { code, name, text } = entries[i]!;
          return { code, name, score: Math.round(score * 1000) / 1000, shared: score === 1 ? [text] : sharedWords(compared, text), saying };
        });
    },
  };
}
