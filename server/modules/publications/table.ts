import type { PublicationRow } from '../../../db/repositories/publications.ts';
import type { CellValue, NumberFormat, Table } from '../../../documents/table.ts';
import type { Publication, PublishedFigure } from '../../../schemas/publications.ts';
import { columns } from './notes.ts';

const formats: Readonly<Record<string, NumberFormat>> = {
  as_of_year: 'year',
  first_year: 'year',
  last_year: 'year',
  gap_low_persons: 'whole',
  gap_high_persons: 'whole',
};
const values = ({ id, asOfYear, regionCode, licence }: PublicationRow): Readonly<Record<string, (figure: PublishedFigure) => CellValue>> => ({
  edition: () => id,
  as_of_year: () => asOfYear,
  region: () => regionCode,
  cut: (f) => f.cut,
  code: (f) => f.code,
  name: (f) => f.name,
  level: (f) => f.level,
  category: (f) => f.category,
  chains: (f) => f.chains.join(' '),
  first_year: (f) => f.firstYear,
  last_year: (f) => f.lastYear,
  band: (f) => f.band,
  gap_low_persons: (f) => f.low,
  gap_high_persons: (f) => f.high,
  evidence_grade: (f) => f.grade,
  recommendation: (f) => f.flag,
  withheld: (f) => f.withheld,
  simulated: (f) => f.simulated,
  licence: () => licence,
});

/** The published figures as a file: the columns of the dictionary. */
export function figureTable(row: PublicationRow): Table<PublishedFigure> {
  const of = values(row);
  return {
    ...{ name: `gaps-${row.asOfYear}-${row.id.slice(-6)}`, zh: '公开缺口数据', en: 'Published gaps', simulated: (figure) => figure.simulated },
    columns: columns.map(({ name, title }) => ({
      ...{ title: name, zh: title.zh, value: of[name] ?? (() => null) },
      ...(formats[name] === undefined ? {} : { format: formats[name] }),
    })),
  };
}

/** What was published when, and withdrawn why. */
export const publicationTable: Table<Publication> = {
  ...{ name: 'publications', zh: '发布记录', en: 'Publications', simulated: (p) => p.simulated },
  columns: [
    { title: 'edition', zh: '发布编号', value: (p) => p.id },
    { title: 'state', zh: '状态', value: (p) => p.state },
    { title: 'run', zh: '预测批次', value: (p) => p.runId },
    { title: 'as_of_year', zh: '数据截至', value: (p) => p.asOfYear, format: 'year' },
    { title: 'valid_from', zh: '生效时间', value: (p) => p.validFrom },
    { title: 'figures', zh: '数字条数', value: (p) => p.figures, format: 'whole' },
    { title: 'licence', zh: '许可', value: (p) => p.licence },
    { title: 'note', zh: '说明', value: (p) => p.note },
    { title: 'withdrawn', zh: '撤回时间', value: (p) => p.withdrawnAt },
    { title: 'reason', zh: '撤回原因', value: (p) => p.withdrawReason },
    { title: 'digest', zh: '摘要（SHA-256）', value: (p) => p.digest },
    { title: 'simulated', zh: '模拟数据', value: (p) => p.simulated },
  ],
};
