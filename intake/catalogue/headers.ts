import type { Aliases } from './table.ts';

const tree = { 代码: 'code', 名称: 'name', 层级: 'level', 级别: 'level', 上级代码: 'parent_code' } as const;

/** Chinese titles of the columns of each catalogue, those of our own files among them. */
export const majorHeaders = {
  ...{ 专业代码: 'code', 代码: 'code', 专业名称: 'name', 专业: 'name', 名称: 'name', 层次: 'level' },
  ...{ 专业大类代码: 'category_code', 专业大类: 'category_name', 专业大类名称: 'category_name', 学科门类代码: 'category_code', 学科门类: 'category_name' },
  ...{ 专业类代码: 'class_code', 专业类: 'class_name', 专业类名称: 'class_name', 目录: 'catalog', 版本: 'catalog' },
} as const satisfies Aliases<string>;
export const occupationHeaders = {
  ...{ 职业代码: 'code', 代码: 'code', 职业名称: 'name', 职业: 'name', 名称: 'name', 层级: 'level', 级别: 'level' },
  ...{ 数字职业: 'digital', 绿色职业: 'green' },
} as const satisfies Aliases<string>;
export const treeHeaders = { ...tree, 行业代码: 'code', 行业名称: 'name', 行政区划代码: 'code', 行政区划名称: 'name' } as const satisfies Aliases<string>;
export const crosswalkHeaders = {
  ...{ major: 'major_code', occupation: 'occupation_code' },
  ...{ 专业代码: 'major_code', 层次: 'level', 职业代码: 'occupation_code' },
} as const satisfies Aliases<string>;
export const replacementHeaders = {
  ...{ oldcode: 'oldCode', newcode: 'newCode', old_code: 'oldCode', new_code: 'newCode', weight: 'weight' },
  ...{ 旧代码: 'oldCode', 新代码: 'newCode', 权重: 'weight' },
} as const satisfies Aliases<string>;
