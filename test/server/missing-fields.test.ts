import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fieldErrors } from '../../server/validation-messages.ts';
import { fieldWord } from '../../server/field-words.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { operationsOf, type JsonSchema } from '../support/operations.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false });
});
afterAll(() => api.close());

const { components } = JSON.parse(readFileSync('web/src/api/openapi.json', 'utf8')) as {
  readonly components: { readonly schemas: Record<string, JsonSchema> };
};
/** Names of required properties, however deep. */
function requiredIn(schema: JsonSchema | undefined, seen = new Set<string>()): string[] {
  if (!schema) return [];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return seen.has(name) ? [] : requiredIn(components.schemas[name], seen.add(name));
  }
  const parts = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])];
  return [...(schema.required ?? []), ...parts.flatMap((part) => requiredIn(part, seen))];
}
interface Refusal {
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

it('every required field of a body or an address has a Chinese name', () => {
  const names = operationsOf(api).flatMap(({ requestBody, parameters = [] }) => [
    ...requiredIn(requestBody?.content['application/json']?.schema),
    ...parameters.flatMap(({ in: place, name, required }) => (place === 'query' && required === true ? [name] : [])),
  ]);
  expect(new Set(names).size).toBeGreaterThan(100);
  expect([...new Set(names)].filter((name) => fieldWord(name) === name)).toEqual([]);
});

it('an empty body is answered with every missing field by name, in both languages, of every operation', async () => {
  let seen = 0;
  for (const { method, path, requestBody } of operationsOf(api)) {
    const schema = requestBody?.content['application/json']?.schema;
    const body = schema?.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (!body?.required?.length) continue;
    for (const language of ['zh', 'en']) {
      const headers = { 'accept-language': language, 'if-match': '*' };
      const address = path.replaceAll(/\{\w+\}/g, 'x');
      let errors: Refusal['errors'];
      for (const as of ['administrator', 'planner', 'secretariat', 'school', 'enterprise'] as const) {
        const answer = await api.call(method, address, { as, body: {}, headers });
        if (answer.statusCode === 422) ({ errors } = answer.json<Refusal>());
        if (errors) break;
      }
      if (!errors || errors.some(({ pointer }) => pointer.startsWith('/params'))) continue; // a session of another kind, an address that has to be right first
      seen++;
      const said = new Map(errors.map(({ pointer, detail }) => [pointer, detail]));
      for (const name of body.required)
        expect([method, path, said.get(`/${name}`)]).toEqual([
          method,
          path,
          language === 'zh' ? `缺少必填字段“${fieldWord(name)}”（${name}）` : `field ${name} is required`,
        ]);
    }
  }
  expect(seen).toBeGreaterThan(100);
});

it('what is nested, and what an address lacks, is named too; a field without a Chinese name keeps its own', () => {
  const complaint = (name: string, instancePath: string) => [
    { keyword: 'required', instancePath, schemaPath: '', params: { missingProperty: name }, message: '' },
  ];
  expect(fieldErrors(complaint('yuan', '/costs/2'), 'body')).toEqual([
    { pointer: '/costs/2/yuan', zh: '缺少必填字段“金额（元）”（yuan）', en: 'field yuan is required' },
  ]);
  expect(fieldErrors(complaint('from', ''), 'querystring')[0]).toEqual({
    pointer: '/query/from',
    zh: '缺少必填字段“开始日期”（from）',
    en: 'field from is required',
  });
  expect(fieldErrors(complaint('other', ''), 'body')[0]?.zh).toBe('缺少必填字段 other');
});
