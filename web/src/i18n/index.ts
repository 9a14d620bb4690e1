import { createI18n } from 'vue-i18n';
import type { Locale } from '../format/numbers.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

export const localeKey = 'gongxu.locale';
const stored = (): Locale => (localStorage.getItem(localeKey) === 'en' ? 'en' : 'zh');

/** Messages are compiled to data and interpreted, never through `new Function`, which the content security policy forbids. */
export const i18n = createI18n({ legacy: false, locale: stored(), fallbackLocale: 'zh', messages: { zh, en } });
