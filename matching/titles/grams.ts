const words = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** The parts of a text: neighbouring characters of Chinese words, whole words of other scripts; each once, in order of appearance. The 工 of 工程 belongs to it: 机电工程师 is no 电工. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (const [word] of text.matchAll(words)) {
    if (!/\p{Script=Han}/u.test(word)) grams.add(word);
    else for (let i = 0; i + 1 < word.length; i++) if (!(word[i + 1] === '工' && word[i + 2] === '程')) grams.add(word.slice(i, i + 2));
  }
  return grams;
}

/**
 * Words that two texts have in common: longest runs of shared parts, longest first, then as they appear in the first.
 *
 * @example sharedWords('机床电气维修电工', '电工维修技师') // → ['维修', '电工']
 */
export function sharedWords(text: string, other: string): string[] {
  const found: string[] = [];
  for (const [word] of text.matchAll(words)) {
    if (!/\p{Script=Han}/u.test(word)) {
      if (gramsOf(other).has(word)) found.push(word);
      continue;
    }
    for (let start = 0; start + 1 < word.length;) {
      let end = start;
      while (end < word.length && other.includes(word.slice(start, end + 1))) end++;
      if (end - start >= 2) found.push(word.slice(start, end));
      start = Math.max(start + 1, end - start >= 2 ? end : start + 1);
    }
  }
  return [...new Set(found)].toSorted((a, b) => b.length - a.length);
}

/** Whether a word stands in a text: 化工 does not in 自动化工程师, whose 工 belongs to 工程. */
export function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (!(word.endsWith('工') && text[at + word.length] === '程')) return true;
  return false;
}
