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

const filled: Words = { zh: '请填写', en: 'must be filled in' };
/** What a pattern asks for: nobody reads a regular expression. */
const patterns: Readonly<Record<string, Words>> = {
  '\\S': filled,
  '^\\d{6}(K|T|TK|H)?$': {
    zh: '应为专业代码：六位数字，可带 K、T、TK 或 H，如 460702',
    en: 'must be the code of a major: six digits, perhaps with K, T, TK or H, such as 460702',
  },
  '^\\d{6}$': { zh: '应为六位行政区划代码，如 150600', en: 'must be the six digits of a region, such as 150600' },
  '^\\s*\\d{3}\\s?\\d{3}\\s*$': { zh: '应为六位数字', en: 'must be six digits' },
  '^\\d-\\d{2}-\\d{2}(-\\d{2})?$': { zh: '应为职业代码，如 6-18-02-04', en: 'must be the code of an occupation, such as 6-18-02-04' },
  '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$': { zh: '应为能力代码，如 S-101', en: 'must be the code of a competence, such as S-101' },
  '^[0-9A-Z-]+$': { zh: '应为职业或专业代码', en: 'must be the code of an occupation or a major' },
  '^\\d{4}-\\d{4}$': { zh: '应为起止年份，如 2021-2025', en: 'must be its years, such as 2021-2025' },
  '^[A-Za-z0-9-]{1,20}$': { zh: '只用字母、数字和连字符，至多 20 个', en: 'must be at most 20 letters, digits and hyphens' },
  '^[A-Za-z0-9][A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)?$': {
    zh: '请填写账号名（字母、数字、. _ + -，以字母或数字开头）或电子邮箱',
    en: 'must be an account name (letters, digits, . _ + -, beginning with a letter or digit) or an e-mail address',
  },
};
const patternWords = (pattern: string): Words => patterns[pattern] ?? { zh: `格式应符合 ${pattern}`, en: `must match ${pattern}` };

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
  minLength: (p) => (p['limit'] === 1 ? filled : { zh: `至少 ${text(p['limit'])} 个字符`, en: `must have at least ${text(p['limit'])} characters` }),
  maxLength: (p) => ({ zh: `至多 ${text(p['limit'])} 个字符`, en: `must have at most ${text(p['limit'])} characters` }),
  minItems: (p) => ({ zh: `至少 ${text(p['limit'])} 项`, en: `must have at least ${text(p['limit'])} items` }),
  maxItems: (p) => ({ zh: `至多 ${text(p['limit'])} 项`, en: `must have at most ${text(p['limit'])} items` }),
  uniqueItems: (p) => ({
    zh: `第 ${Number(p['j']) + 1} 项与第 ${Number(p['i']) + 1} 项重复`,
    en: `items ${Number(p['j']) + 1} and ${Number(p['i']) + 1} are the same`,
  }),
  minProperties: (p) => ({ zh: `至少填写 ${text(p['limit'])} 项`, en: `must name at least ${text(p['limit'])}` }),
  pattern: (p) => patternWords(text(p['pattern'])),
  format: (p) => ({ zh: `格式应为 ${text(p['format'])}`, en: `must be a valid ${text(p['format'])}` }),
};

/** What a validator complained of in words; a keyword that is not known falls back to the validator's own sentence. */
export const wordsOf = (keyword: string, params: Params, fallback = ''): Words =>
  messages[keyword]?.(params) ?? { zh: fallback === '' ? '无效' : fallback, en: fallback === '' ? 'is not valid' : fallback };
