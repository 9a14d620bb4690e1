import { Readable } from 'node:stream';
import type { Table, TableColumn } from '../../../documents/table.ts';
import type { CrosswalkLink, UncoveredMajor } from '../../../schemas/crosswalk.ts';

export type UncoveredLine = UncoveredMajor & { readonly runId: string | null; readonly simulated: boolean };

const major: readonly TableColumn<Pick<CrosswalkLink, 'majorCode' | 'majorName' | 'level'>>[] = [
  { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
  { title: 'major_name', zh: '专业', value: (row) => row.majorName },
  { title: 'level', zh: '层次', value: (row) => row.level },
];
const linkColumns: readonly TableColumn<CrosswalkLink>[] = [
  ...major,
  { title: 'occupation', zh: '职业代码', value: (link) => link.occupationCode },
  { title: 'occupation_name', zh: '职业', value: (link) => link.occupationName },
  { title: 'strength', zh: '强度', value: (link) => link.strength, format: 'two' },
  { title: 'low_factor', zh: '权重下限倍数', value: (link) => link.lowFactor, format: 'two' },
  { title: 'high_factor', zh: '权重上限倍数', value: (link) => link.highFactor, format: 'two' },
  { title: 'origin', zh: '来源类别', value: (link) => link.origin },
  { title: 'loaded_strength', zh: '原强度', value: (link) => link.loadedStrength, format: 'two' },
  { title: 'edition', zh: '版本', value: (link) => link.edition },
  { title: 'source', zh: '出处', value: (link) => link.source },
  { title: 'since', zh: '修改时间', value: (link) => link.since },
  { title: 'reason', zh: '修改理由', value: (link) => link.reason },
];
const uncoveredColumns: readonly TableColumn<UncoveredLine>[] = [
  { title: 'run', zh: '预测批次', value: (row) => row.runId },
  ...major,
  { title: 'programmes', zh: '专业点数', value: (row) => row.programmes, format: 'whole' },
  { title: 'graduates_persons', zh: '毕业生（人）', value: (row) => row.graduates, format: 'whole' },
  { title: 'enrolled_persons', zh: '在校生（人）', value: (row) => row.enrolled, format: 'whole' },
  { title: 'links_now', zh: '现有对应数', value: (row) => row.linksNow, format: 'whole' },
  { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
];

export const crosswalkTable: Table<CrosswalkLink> = { name: 'crosswalk', zh: '职业—专业对应', en: 'Crosswalk', columns: linkColumns };
export const uncoveredTable: Table<UncoveredLine> = {
  name: 'uncovered-majors',
  zh: '未覆盖专业',
  en: 'Uncovered majors',
  columns: uncoveredColumns,
  simulated: (row) => row.simulated,
};

export const uncoveredLines = ({
  majors,
  ...run
}: {
  readonly majors: readonly UncoveredMajor[];
  readonly runId: string | null;
  readonly simulated: boolean;
}): AsyncIterable<UncoveredLine> => Readable.from(majors.map((row) => ({ ...row, ...run })));
