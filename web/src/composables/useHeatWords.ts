import { useRouter } from 'vue-router';
import type { HeatCell, HeatRow } from '../api/client.ts';
import type { HeatUnit } from '../format/heat.ts';
import { levels } from '../format/marks.ts';
import { formatSignedPercent } from '../format/numbers.ts';
import { useLocale } from './useLocale.ts';
import { useWords } from './useWords.ts';

/** What rows and cells of a heat map are called, say and lead to. */
export function useHeatWords() {
  const { t, locale, signed, persons } = useLocale();
  const { gapPhrase } = useWords();
  const router = useRouter();
  const address = (name: string, query: Readonly<Record<string, string>>) => router.resolve({ name, query }).href;
  const columnName = (column: string): string => (levels.some((level) => level === column) ? t(`level.${column}`) : column);
  const nameOf = ({ by, code, name }: HeatRow): string => (by === 'chain' && code === 'outside' ? t('totals.outside') : name);
  const rowName = (row: HeatRow): string =>
    row.by === 'chain' ? nameOf(row) : t('heatCell.row', { name: row.name, level: row.level === null ? '' : t(`level.${row.level}`), code: row.code });
  const share = (value: number | null): string => (value === null ? t('heatCell.noDemand') : formatSignedPercent(value, locale.value));
  const majorsOf = ({ code, name, level }: HeatRow, window: string): Readonly<Record<string, string>> => ({
    ...{ 'in-class': code, within: name, level: level ?? '' },
    ...(window === 'pipeline' ? { window } : {}),
  });
  return {
    columnName,
    nameOf,
    rowName,
    rowAddress: (row: HeatRow): string => {
      if (row.by === 'major') return router.resolve({ name: 'major', params: { code: row.code } }).href;
      return row.by === 'class' ? address('gaps', majorsOf(row, 'decision')) : address('gaps', { chain: row.code });
    },
    cellAddress: (row: HeatRow, cell: HeatCell): string => {
      if (row.by === 'major') return router.resolve({ name: 'major', params: { code: row.code } }).href;
      return row.by === 'class' ? address('gaps', majorsOf(row, cell.window ?? 'decision')) : address('gaps', { chain: row.code, level: cell.column });
    },
    /** The figure in a cell; with `both`, persons and share. */
    cellText: (cell: HeatCell, unit: HeatUnit, both = false): string => {
      if (cell.gap === null) return t('terms.withheld.name');
      if (both) return t('heatCell.both', { persons: signed(cell.gap), share: share(cell.share) });
      return unit === 'persons' ? signed(cell.gap) : share(cell.share);
    },
    /** The cell as a sentence. */
    cellWords: (row: HeatRow, cell: HeatCell): string => {
      const place = t('heatCell.place', { row: rowName(row), column: columnName(cell.column), year: cell.year });
      const figures = { supply: persons(cell.supply) };
      if (cell.gap === null) return t('heatCell.withheld', { place, ...figures });
      const told = t('heatCell.told', { place, gap: gapPhrase(cell.gap), demand: persons(cell.demand), share: share(cell.share), ...figures });
      return cell.suppressed === null ? told : `${told} ${t('heatCell.guarded')}`;
    },
  };
}
