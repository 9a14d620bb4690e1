import type { PublishedFigure } from '../api/client.ts';
import { useLocale } from './useLocale.ts';

/** How published figures are said. */
export function useFigureWords() {
  const { t, persons } = useLocale();
  return {
    /** "缺 120–260 人", "多 40–90 人", "多 20 人至缺 30 人"; a dash where none is published. */
    gapWords: ({ low, high }: Pick<PublishedFigure, 'low' | 'high'>): string => {
      if (low === null || high === null) return '—';
      const [from, to] = [persons(Math.abs(low)), persons(Math.abs(high))];
      if (low >= 0) return t('open.shortRange', { low: from, high: to });
      return high <= 0 ? t('open.overRange', { low: to, high: from }) : t('open.openRange', { low: from, high: to });
    },
    nameOf: ({ cut, code, name }: PublishedFigure): string =>
      cut === 'level' ? t(`level.${code}`) : cut === 'chain' && code === 'outside' ? t('filter.outside') : name,
    whyWithheld: ({ withheld }: PublishedFigure): string => (withheld === 'would_reveal' ? t('open.reveal') : withheld === null ? '' : t('open.few')),
  };
}
