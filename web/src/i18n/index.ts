import { createI18n } from 'vue-i18n';
import type { Locale } from '../format/numbers.ts';
import { zh } from './zh/index.ts';

export const localeKey = 'gongxu.locale';
export const storedLocale = (): Locale => (localStorage.getItem(localeKey) === 'en' ? 'en' : 'zh');

/** Messages are compiled to data and interpreted, never through `new Function`, which the content security policy forbids. */
export const i18n = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh, en: {} as typeof zh } });

let reporting: Promise<void> | undefined;
/** Words that only pages of reports and catalogues need. */
export function loadLaterWords(): Promise<void> {
  reporting ??= import('./zh/later.ts').then(({ later }) => {
    i18n.global.mergeLocaleMessage('zh', later);
  });
  return reporting;
}

let replies: Promise<void> | undefined;
/** Words about replies alone, for the pages of flags. */
export function loadReplyWords(): Promise<void> {
  replies ??= import('./zh/replies.ts').then(({ replyWords }) => {
    i18n.global.mergeLocaleMessage('zh', replyWords);
  });
  return replies;
}

let english: Promise<void> | undefined;
/** English is fetched when somebody asks for it: most never do. */
export function loadMessages(locale: Locale): Promise<void> {
  if (locale === 'zh') return Promise.resolve();
  english ??= import('./en/index.ts').then(({ en }) => {
    i18n.global.setLocaleMessage('en', en);
  });
  return english;
}
