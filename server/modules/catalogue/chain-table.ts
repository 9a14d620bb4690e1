import type { Table } from '../../../documents/table.ts';
import type { ChainContent } from '../../../schemas/catalogue.ts';
import { positionWords } from '../../../schemas/sheets/words.ts';

/** In the columns of the sheet of chains: what comes out can be edited and brought back. */
export const chainTable: Table<ChainContent> = {
  ...{ name: 'chains', zh: '产业链', en: 'Industry chains' },
  columns: [
    { title: 'industry chain', zh: '产业链', value: (row) => row.chain },
    { title: 'number of the chain', zh: '产业链序号', value: (row) => row.number, format: 'year' },
    { title: 'position', zh: '环节位置', value: (row, language) => (row.position === null || language === 'en' ? row.position : positionWords[row.position]) },
    { title: 'segment', zh: '环节名称', value: (row) => row.segment },
    { title: 'occupation code', zh: '职业代码', value: (row) => row.occupationCode },
    { title: 'occupation name', zh: '职业名称', value: (row) => row.occupationName },
    { title: 'major code', zh: '专业代码', value: (row) => row.majorCode },
    { title: 'major name', zh: '专业名称', value: (row) => row.majorName },
    { title: 'major outside the catalogue', zh: '目录外专业', value: (row) => row.otherMajor },
    { title: 'source', zh: '依据', value: (row) => row.source },
    { title: 'remove', zh: '移除', value: () => null },
  ],
};
