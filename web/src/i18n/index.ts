import { createI18n } from 'vue-i18n';
import type { Locale } from '../format/numbers.ts';
import { compileMessage } from './compile.ts';
import { zh } from './zh/index.ts';

export const localeKey = 'gongxu.locale';
export const storedLocale = (): Locale => (localStorage.getItem(localeKey) === 'en' ? 'en' : 'zh');

export const i18n = createI18n({
  ...{ legacy: false as const, locale: 'zh', fallbackLocale: 'zh', messages: { zh, en: {} as typeof zh } },
  messageCompiler: compileMessage,
});

/** Words are fetched in groups, each in the languages that somebody reads. Those of the first pages in Chinese are there from the beginning. */
const groups = {
  first: { zh: () => Promise.resolve(zh), en: async () => (await import('./en/index.ts')).en },
  /** Of pages other than the planner's first ones. */
  later: { zh: async () => (await import('./zh/later.ts')).later, en: async () => (await import('./en/later.ts')).later },
  /** About replies alone, for the pages of flags. */
  replies: { zh: async () => (await import('./zh/replies.ts')).replyWords, en: async () => (await import('./en/replies.ts')).replyWords },
};
type Group = keyof typeof groups;

const wanted = new Set<Group>(['first']);
/** The language shown, or the one it is about to be. */
let next: Locale = 'zh';
const fetched = new Map<string, Promise<void>>();
function fetchWords(group: Group, locale: Locale): Promise<void> {
  const known = fetched.get(group + locale);
  if (known) return known;
  const fetching = groups[group][locale]().then((words) => {
    i18n.global.mergeLocaleMessage(locale, words);
  });
  fetched.set(group + locale, fetching);
  return fetching;
}
async function want(group: Group): Promise<void> {
  wanted.add(group);
  const locales = new Set<Locale>([i18n.global.locale.value === 'en' ? 'en' : 'zh', next]);
  await Promise.all([...locales].map((locale) => fetchWords(group, locale)));
}
export const loadLaterWords = (): Promise<void> => want('later');
export const loadReplyWords = (): Promise<void> => want('replies');

/** All words in use so far, in another language. */
export async function loadMessages(locale: Locale): Promise<void> {
  next = locale;
  await Promise.all([...wanted].map((group) => fetchWords(group, locale)));
}
