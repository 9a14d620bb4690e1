import { Readable } from 'node:stream';
import { csvOf, type CsvColumn } from '../../../documents/csv.ts';
import type { CrosswalkLink, UncoveredMajor } from '../../../schemas/crosswalk.ts';
import type { Language } from '../../problems.ts';

type Titled<T> = CsvColumn<T> & { readonly zh: string };
const inLanguage = <T>(columns: readonly Titled<T>[], language: Language) =>
  columns.map(({ title, zh, value }) => ({ title: language === 'zh' ? zh : title, value }));

const major: readonly Titled<Pick<CrosswalkLink, 'majorCode' | 'majorName' | 'level'>>[] = [
  { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
  { title: 'major_name', zh: '专业', value: (row) => row.majorName },
  { title: 'level', zh: '层次', value: (row) => row.level },
];
const linkColumns: readonly Titled<CrosswalkLink>[] = [
  ...major,
  { title: 'occupation', zh: '职业代码', value: (link) => link.occupationCode },
  { title: 'occupation_name', zh: '职业', value: (link) => link.occupationName },
  { title: 'strength', zh: '强度', value: (link) => link.strength },
  { title: 'low_factor', zh: '权重下限倍数', value: (link) => link.lowFactor },
  { title: 'high_factor', zh: '权重上限倍数', value: (link) => link.highFactor },
  { title: 'origin', zh: '来源类别', value: (link) => link.origin },
  { title: 'loaded_strength', zh: '原强度', value: (link) => link.loadedStrength },
  { title: 'edition', zh: '版本', value: (link) => link.edition },
  { title: 'source', zh: '出处', value: (link) => link.source },
  { title: 'since', zh: '修改时间', value: (link) => link.since },
  { title: 'reason', zh: '修改理由', value: (link) => link.reason },
];
const uncoveredColumns: readonly Titled<UncoveredMajor & { readonly runId: string | null; readonly simulated: boolean }>[] = [
  { title: 'run', zh: '预测批次', value: (row) => row.runId },
  ...major,
  { title: 'programmes', zh: '专业点数', value: (row) => row.programmes },
  { title: 'graduates_persons', zh: '毕业生（人）', value: (row) => row.graduates },
  { title: 'enrolled_persons', zh: '在校生（人）', value: (row) => row.enrolled },
  { title: 'links_now', zh: '现有对应数', value: (row) => row.linksNow },
  { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
];

export const crosswalkCsv = (rows: AsyncIterable<CrosswalkLink>, language: Language): Readable => csvOf(inLanguage(linkColumns, language), rows);

export function uncoveredCsv(
  { majors, ...run }: { readonly majors: readonly UncoveredMajor[]; readonly runId: string | null; readonly simulated: boolean },
  language: Language,
): Readable {
  return csvOf(inLanguage(uncoveredColumns, language), Readable.from(majors.map((row) => ({ ...row, ...run }))));
}
