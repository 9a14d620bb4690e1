import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { setApiLanguage } from '../api/client.ts';
import { capital } from '../format/capital.ts';
import { formatDay, formatInstant, formatPercent, formatPersons, formatSigned, formatTwo, localeTag, type Locale } from '../format/numbers.ts';
import { loadMessages, localeKey } from '../i18n/index.ts';

/** Sentences of the API set the sign apart; pages never do, in neither language. */
const apartPercent = /(?<=\d) %/g;

/** Everything that depends on the language of the page: words, numbers, instants and the texts the API gives in both languages. */
export function useLocale() {
  const i18n = useI18n();
  const raw = i18n.locale;
  /** `count` chooses between the singular and the plural of a message that has both. */
  const t = (key: string, values: Record<string, unknown> = {}): string =>
    typeof values['count'] === 'number' ? i18n.t(key, values, values['count']) : i18n.t(key, values);
  const locale = computed<Locale>(() => (raw.value === 'en' ? 'en' : 'zh'));
  return {
    t,
    locale,
    /** Null is a figure that is withheld: said as such, never as 0. */
    persons: (value: number | null) => (value === null ? t('terms.withheld.name') : formatPersons(value, locale.value)),
    signed: (value: number | null) => (value === null ? t('terms.withheld.name') : formatSigned(value, locale.value)),
    two: (value: number | null) => formatTwo(value, locale.value),
    percent: (value: number | null) => formatPercent(value, locale.value),
    instant: (value: string) => formatInstant(value, locale.value),
    day: (value: string) => formatDay(value, locale.value),
    /** One of the API's two texts. */
    pick: (text: { readonly zh: string; readonly en: string }) => text[locale.value].replace(apartPercent, '%'),
    /** The same at the beginning of a button, a line or a cell. */
    pickCapital: (text: { readonly zh: string; readonly en: string }) => capital(text[locale.value].replace(apartPercent, '%')),
    /** The word of an enumeration, or the API's own name where the catalogue has none. */
    word: (group: string, name: string) => (i18n.te(`${group}.${name}`, locale.value) ? t(`${group}.${name}`) : name),
    setLocale: async (next: Locale): Promise<void> => {
      await loadMessages(next);
      raw.value = next;
      applyLocale(next);
    },
  };
}

export function applyLocale(locale: Locale): void {
  localStorage.setItem(localeKey, locale);
  document.documentElement.lang = localeTag[locale];
  setApiLanguage(localeTag[locale]);
}
