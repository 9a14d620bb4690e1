import { syllables } from './syllables.ts';

const collator = new Intl.Collator('zh-u-co-pinyin');
const bounds = syllables.split(' ').map((entry) => ({ first: entry.slice(-1), sound: entry.slice(0, -1) }));
const han = /\p{Script=Han}/u;
/** Second readings that occur in names of majors and occupations: 会计 kuaiji, 银行 yinhang. */
const otherReadings = new Map(
  [
    ...'会kuai 行hang 重chong 长zhang 调tiao 传zhuan 乐yue 率shuai 车ju 盛cheng 藏zang 种chong 降xiang 供gong 给ji 角jue 量liang 校jiao 朝chao 系ji'.split(' '),
  ].map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);
const known = new Map<string, string>();

function soundOf(character: string): string {
  const sound = known.get(character);
  if (sound !== undefined) return sound;
  let [low, high] = [0, bounds.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (collator.compare(bounds[middle]?.first ?? '', character) <= 0) low = middle;
    else high = middle - 1;
  }
  const found = bounds[low]?.sound ?? '';
  known.set(character, found);
  return found;
}

/** How a text sounds: one syllable a Chinese character, Latin letters and digits as they are, in small letters; other signs are not heard. */
function reading(text: string, other: boolean): string[] {
  return Array.from(text.normalize('NFKC').toLowerCase()).flatMap((character) => {
    if (han.test(character)) return [(other ? otherReadings.get(character) : undefined) ?? soundOf(character)];
    return /[a-z0-9]/.test(character) ? [character] : [];
  });
}

/** The readings of a text by syllable: as most would say it, and with the second readings of its characters where it has such. */
export function readingsOf(text: string): string[][] {
  const usual = reading(text, false);
  const second = reading(text, true);
  return second.join() === usual.join() ? [usual] : [usual, second];
}
