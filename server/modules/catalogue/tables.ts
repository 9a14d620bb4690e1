import type { CodeKind } from '../../../db/repositories/catalogue-codes.ts';
import type { CellValue, Table, TableColumn } from '../../../documents/table.ts';
import type { CatalogueCode, CatalogueReplacement } from '../../../schemas/catalogue-imports.ts';

/** Files of the catalogues have the columns that an import reads, so that one can be edited and brought back. */
type Column = TableColumn<CatalogueCode>;
const code: Column = { title: 'code', zh: '代码', value: (row) => row.code };
const name: Column = { title: 'name', zh: '名称', value: (row) => row.name };
const field = (title: string, zh: string, key: string): Column => ({ title, zh, value: ({ fields }) => fields[key] ?? null });
const flag = (title: string, zh: string, key: string): Column => ({ title, zh, value: ({ fields }): CellValue => (fields[key] === true ? 1 : 0) });
const state: readonly Column[] = [
  { title: 'catalog', zh: '目录', value: (row) => row.codeSystem },
  { title: 'retired_in', zh: '停用于', value: (row) => row.retiredIn },
  { title: 'replaced_by', zh: '替代代码', value: (row) => row.replacedBy.map((to) => to.code).join(' ') || null },
];
const tree: readonly Column[] = [code, name, { title: 'level', zh: '层级', value: (row) => row.level }, field('parent_code', '上级代码', 'parentCode')];

const columns: Readonly<Record<CodeKind, readonly Column[]>> = {
  majors: [
    ...[code, name, { title: 'level', zh: '层次', value: (row: CatalogueCode) => row.level }],
    ...[field('category_code', '专业大类代码', 'categoryCode'), field('category_name', '专业大类', 'categoryName')],
    ...[field('class_code', '专业类代码', 'classCode'), field('class_name', '专业类', 'className')],
  ],
  occupations: [
    // a 小类 is printed with a fourth part of zeros
    { ...code, value: (row) => (row.level === '3' ? `${row.code}-00` : row.code) },
    ...[
      { title: 'level', zh: '层级', value: (row: CatalogueCode) => row.level },
      name,
      flag('digital', '数字职业', 'digital'),
      flag('green', '绿色职业', 'green'),
    ],
  ],
  ...{ industries: tree, regions: tree },
};
const titles: Readonly<Record<CodeKind, readonly [zh: string, en: string]>> = {
  ...{ majors: ['专业目录', 'Majors'], occupations: ['职业分类', 'Occupations'], industries: ['行业分类', 'Industries'], regions: ['行政区划', 'Regions'] },
};

export function codeTable(kind: CodeKind): Table<CatalogueCode> {
  const [zh, en] = titles[kind];
  return { name: kind, zh, en, columns: [...columns[kind], ...state] };
}

export const replacementTable: Table<CatalogueReplacement> = {
  ...{ name: 'replacements', zh: '替代代码', en: 'Replacements' },
  columns: [
    { title: 'kind', zh: '目录', value: (row) => row.kind },
    { title: 'old_code', zh: '旧代码', value: (row) => row.oldCode },
    { title: 'new_code', zh: '新代码', value: (row) => row.newCode },
    { title: 'weight', zh: '权重', value: (row) => row.weight, format: 'four' },
    { title: 'edition', zh: '版本', value: (row) => row.codeSystem },
  ],
};
