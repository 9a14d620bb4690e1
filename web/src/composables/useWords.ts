import { formatYears } from '../format/numbers.ts';
import { useLocale } from './useLocale.ts';

interface Range {
  readonly gap: number;
  readonly lo80: number;
  readonly hi80: number;
}
/** Phrases that several pages say in the same way. */
export function useWords() {
  const { t, persons, signed } = useLocale();
  return {
    /** "缺 320 人", "多 80 人" or "供需持平". */
    gapPhrase: (gap: number): string => {
      const n = Math.round(Math.abs(gap));
      if (n === 0) return t('measure.even');
      return t(gap > 0 ? 'measure.short' : 'measure.over', { n: persons(n) });
    },
    intervalPhrase: ({ lo80, hi80 }: Pick<Range, 'lo80' | 'hi80'>) => t('measure.interval', { lo: signed(lo80), hi: signed(hi80) }),
    yearsOf: ({ firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number }) => formatYears(firstYear, lastYear),
  };
}
