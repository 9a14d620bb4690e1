import type { Table } from '../../../documents/table.ts';
import type { PublicKeyMajor } from '../../../schemas/key-lists.ts';

export const keyMajorTable: Table<PublicKeyMajor> = {
  ...{ name: 'key-programmes', zh: '急需紧缺与重点专业', en: 'Key majors' },
  columns: [
    { title: 'list', zh: '清单', value: (row) => row.listName },
    { title: 'kind', zh: '类别', value: (row) => row.kind },
    { title: 'major', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major_name', zh: '专业', value: (row) => row.majorName },
    { title: 'level', zh: '层次', value: (row) => row.level },
    { title: 'from_year', zh: '起始年份', value: (row) => row.fromYear, format: 'year' },
    { title: 'to_year', zh: '截止年份', value: (row) => row.toYear, format: 'year' },
    { title: 'in_force', zh: '有效', value: (row) => row.inForce },
    { title: 'resolution', zh: '决议文号', value: (row) => row.resolutionNumber },
    { title: 'decided_on', zh: '决定日期', value: (row) => row.decidedOn },
    { title: 'basis', zh: '依据', value: (row) => row.basis },
    { title: 'simulated', zh: '模拟数据', value: (row) => row.simulated },
  ],
  simulated: (row) => row.simulated,
};
