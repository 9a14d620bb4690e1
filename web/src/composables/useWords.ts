import { formatYears } from '../format/numbers.ts';
import { useLocale } from './useLocale.ts';

/** The flag's own word opens its first sentence; beside the word itself that would be said twice. */
const leadingWord = /^[^:：]{1,16}[:：]\s*/;

interface Range {
  readonly lo80: number | null;
  readonly hi80: number | null;
}
/** Phrases that several pages say in the same way. */
export function useWords() {
  const { t, persons, signed, pick } = useLocale();
  return {
    /** "缺 320 人", "多 80 人" or "供需持平". */
    gapPhrase: (gap: number | null): string => {
      if (gap === null) return t('terms.withheld.name');
      const n = Math.round(Math.abs(gap));
      if (n === 0) return t('measure.even');
      return t(gap > 0 ? 'measure.short' : 'measure.over', { n: persons(n), count: n });
    },
    rangePhrase: ({ lo80, hi80 }: Range) =>
      lo80 === null || hi80 === null ? t('terms.withheld.name') : t('measure.range', { lo: signed(lo80), hi: signed(hi80) }),
    reasonText: (reason: { readonly code: string; readonly zh: string; readonly en: string }): string => {
      const text = ['headline', 'withheld'].includes(reason.code) ? pick(reason).replace(leadingWord, '') : pick(reason);
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    yearsOf: ({ firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number }) => formatYears(firstYear, lastYear),
  };
}
