type Params = Readonly<Record<string, unknown>>;
export interface Words {
  readonly zh: string;
  readonly en: string;
}
const text = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
const typeNames: Record<string, string> = { integer: '整数', number: '数字', string: '文本', boolean: '是/否', array: '列表', object: '对象', null: '空' };
const typeZh = (value: unknown) =>
  text(value)
    .split(',')
    .map((t) => typeNames[t.trim()] ?? t)
    .join('或');

/** Says what to do, per JSON Schema keyword. */
const messages: Record<string, (params: Params) => Words> = {
  required: (p) => ({ zh: `缺少必填字段 ${text(p['missingProperty'])}`, en: `field ${text(p['missingProperty'])} is required` }),
  additionalProperties: (p) => ({
    zh: `未知字段 ${text(p['additionalProperty'])}，请删除或改正名称`,
    en: `unknown field ${text(p['additionalProperty'])}: remove it or correct its name`,
  }),
  type: (p) => ({ zh: `应为${typeZh(p['type'])}`, en: `must be ${text(p['type'])}` }),
  enum: (p) => ({ zh: `应为以下之一：${text(p['allowedValues'])}`, en: `must be one of ${text(p['allowedValues'])}` }),
  minimum: (p) => ({ zh: `不得小于 ${text(p['limit'])}`, en: `must be at least ${text(p['limit'])}` }),
  maximum: (p) => ({ zh: `不得大于 ${text(p['limit'])}`, en: `must be at most ${text(p['limit'])}` }),
  exclusiveMinimum: (p) => ({ zh: `须大于 ${text(p['limit'])}`, en: `must be greater than ${text(p['limit'])}` }),
  minLength: (p) => ({ zh: `至少 ${text(p['limit'])} 个字符`, en: `must have at least ${text(p['limit'])} characters` }),
  maxLength: (p) => ({ zh: `至多 ${text(p['limit'])} 个字符`, en: `must have at most ${text(p['limit'])} characters` }),
  minItems: (p) => ({ zh: `至少 ${text(p['limit'])} 项`, en: `must have at least ${text(p['limit'])} items` }),
  maxItems: (p) => ({ zh: `至多 ${text(p['limit'])} 项`, en: `must have at most ${text(p['limit'])} items` }),
  uniqueItems: (p) => ({
    zh: `第 ${Number(p['j']) + 1} 项与第 ${Number(p['i']) + 1} 项重复`,
    en: `items ${Number(p['j']) + 1} and ${Number(p['i']) + 1} are the same`,
  }),
  minProperties: (p) => ({ zh: `至少填写 ${text(p['limit'])} 项`, en: `must name at least ${text(p['limit'])}` }),
  pattern: (p) => ({ zh: `格式应符合 ${text(p['pattern'])}`, en: `must match ${text(p['pattern'])}` }),
  format: (p) => ({ zh: `格式应为 ${text(p['format'])}`, en: `must be a valid ${text(p['format'])}` }),
};

/** What a validator complained of in words; a keyword that is not known falls back to the validator's own sentence. */
export const wordsOf = (keyword: string, params: Params, fallback = ''): Words =>
  messages[keyword]?.(params) ?? { zh: fallback === '' ? '无效' : fallback, en: fallback === '' ? 'is not valid' : fallback };
