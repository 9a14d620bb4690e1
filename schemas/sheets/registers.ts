import { column, major, occupation, schoolColumn, type SheetColumn } from './columns.ts';
import { positionWords } from './words.ts';

/** Columns of what the city keeps for everybody: industry chains with what stands in them, and programmes of schools. */
export const chainColumns: readonly SheetColumn[] = [
  column('chain', '产业链', 'industry chain', 'text', {
    ...{ example: '绿色化工', also: ['产业链名称', 'chain'] },
    note: ['产业链的名称；没有的将新建', 'name of the chain; one that is not there is made'],
  }),
  column('number', '产业链序号', 'number of the chain', 'whole', {
    ...{ example: 3, also: ['序号', '链序号'] },
    note: ['各链不得相同；新建时不填则取下一个', 'one of its own; left empty, a new chain gets the next'],
  }),
  column('position', '环节位置', 'position', 'choice', { choices: positionWords, example: '中游', also: ['位置', '上中下游'] }),
  column('segment', '环节名称', 'segment', 'text', {
    ...{ example: '煤基化工', also: ['环节'] },
    note: ['每个位置一个环节；与现有名称不同即更名', 'one segment a position; another name renames it'],
  }),
  {
    ...occupation,
    note: { zh: '该环节的职业；大典 2022 代码，三段或四段', en: 'an occupation of the segment; code of the 2022 catalogue, three or four parts' },
  },
  { ...major, note: { zh: '该链的重点专业；六位代码，保留开头的 0', en: 'a key major of the chain; six digits, leading zeros kept' } },
  column('otherMajor', '目录外专业', 'major outside the catalogue', 'text', {
    note: ['文件列出而目录中没有的专业名称', 'name of a major that a document has and no catalogue'],
  }),
  column('source', '依据', 'source', 'text', { also: ['来源'], note: ['文件名称与文号', 'name and number of the document'] }),
  column('remove', '移除', 'remove', 'choice', {
    choices: { yes: '是', no: '否' },
    note: ['填“是”则把此行的职业或专业移出该链', 'yes: the occupation or major of the row leaves the chain'],
  }),
];
export const programmeColumns: readonly SheetColumn[] = [
  { ...schoolColumn, note: { zh: '学校全称或代码', en: 'full name or code of the school' } },
  { ...major, note: { zh: '六位代码，保留开头的 0', en: 'six digits, leading zeros kept' } },
  column('lengthYears', '学制（年）', 'length (years)', 'whole', { example: 3, also: ['学制', '修业年限'] }),
  column('openedYear', '开设年份', 'first year of intake', 'year', { example: 2026, from: 1950, also: ['设立年份', '首次招生年份'] }),
  column('closedYear', '停办年份', 'closed in', 'year', { from: 1950, also: ['撤销年份'], note: ['仍在办的留空', 'empty while it is offered'] }),
];
