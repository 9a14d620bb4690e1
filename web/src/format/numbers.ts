import { pageZone } from './city-time.ts';

/** The two languages of the pages. */
export type Locale = 'zh' | 'en';
export const localeTag: Record<Locale, string> = { zh: 'zh-CN', en: 'en' };

const cache = new Map<string, Intl.NumberFormat>();
function formatter(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(localeTag[locale], options);
  cache.set(key, made);
  return made;
}
/** A true minus sign is as wide as the plus sign, so columns of signed numbers line up. */
const withMinus = (text: string) => text.replace('-', '−');
/** Without this −0.4 would be shown as "−0". */
const toPersons = (value: number) => Math.round(value) + 0;

/** Whole persons: 1,234. */
export const formatPersons = (value: number, locale: Locale): string => withMinus(formatter(locale, { maximumFractionDigits: 0 }).format(toPersons(value)));
/** Whole persons with their sign, except zero: +120, −45, 0. */
export const formatSigned = (value: number, locale: Locale): string =>
  withMinus(formatter(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(toPersons(value)));
/** A probability or ratio with two decimals, rounded as in the sentences of the server (0.845 is stored a little below); null (no demand) is a dash. */
export const formatTwo = (value: number | null, locale: Locale): string =>
  value === null ? '—' : withMinus(formatter(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Number(value.toFixed(2))));
export const formatPercent = (value: number | null, locale: Locale): string =>
  value === null ? '—' : withMinus(formatter(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value));
/** With its sign, except zero: +35%, −120%. */
export const formatSignedPercent = (value: number, locale: Locale): string =>
  withMinus(formatter(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value));
/** `2029–2031`, or one year. Years are never grouped by thousands. */
export const formatYears = (first: number, last: number): string => (first === last ? String(first) : `${first}–${last}`);

/** An instant of the API in the city's time, to the minute. */
export function formatInstant(instant: string, locale: Locale): string {
  return new Intl.DateTimeFormat(localeTag[locale], { dateStyle: 'medium', timeStyle: 'short', timeZone: pageZone }).format(new Date(instant));
}
/** The day of an instant in the city; a date without a time is that day everywhere. */
export function formatDay(value: string, locale: Locale): string {
  const plain = value.length === 10;
  return new Intl.DateTimeFormat(localeTag[locale], { dateStyle: 'medium', timeZone: plain ? 'UTC' : pageZone }).format(new Date(value));
}
/** Runs are named by the end of their id: the beginning is a time stamp that neighbours share. */
export const shortId = (id: string): string => id.slice(-6);
