import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import type { TestApp } from './app.ts';
import { oddText, oddValue, valueOf, type Known } from './fuzz-values.ts';
import { schemaOf } from './operations.ts';
import type { Operation } from './operations.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
export interface FuzzRequest {
  readonly operation: Operation;
  readonly method: Method;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string | Buffer;
}
const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });
/** Percent signs that stand for nothing, or for what should not be there, as they are. */
const rawParts = fc.constantFrom('%', '%zz', '%00', '%ff%fe', '%c0%80', '..%2f..%2f', '%e4%b8', 'x'.repeat(200), '%2e%2e', ';', '%25%30%30', '');
/** Lone surrogates cannot be encoded. */
const encoded = (value: unknown) => encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed());

function addressOf(api: TestApp, { path, parameters = [] }: Operation, known: Known): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const parts = names.map((name) =>
    often(fc.constantFrom(...(known[`${path} ${name}`] ?? known[name] ?? ['missing'])).map(encoded), often(oddText.map(encoded), rawParts, 1), 4),
  );
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const pair = asked.map(({ name, schema, required = false }) =>
    fc
      .tuple(fc.nat(9), often(valueOf(api, schema, name, known), oddValue, 5))
      .map(([chance, value]) => (required || chance < 3 ? [`${encodeURIComponent(name)}=${encoded(value)}`] : [])),
  );
  const extra = often(
    fc.constant<string[]>([]),
    fc.constantFrom(
      ['unknown=1'],
      ['limit=1', 'limit=2'],
      ['limit[]=1'],
      ['__proto__[x]=1'],
      ['%zz=%zz'],
      ['&&=&'],
      ['cursor=W10'],
      ['cursor=eyJ9'],
      [`q=${'%F0'.repeat(50)}`],
    ),
    12,
  );
  return fc.tuple(fc.tuple(...parts), fc.tuple(...pair), extra).map(([ids, pairs, more]) => {
    const url = names.reduce((text, name, i) => text.replace(`{${name}}`, ids[i] ?? ''), path);
    const query = [...pairs.flat(), ...more].join('&');
    return `/api/v1${url}${query === '' ? '' : `?${query}`}`;
  });
}

const rawBodies: readonly (string | Buffer)[] = [
  ...[
    '',
    '{',
    '"',
    'null',
    '[]',
    '0',
    'true',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '\ufeff{}',
    "{'a':1}",
    '[1',
    'NaN',
  ],
  ...['['.repeat(50_000), `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, `{"a":"${'x'.repeat(300_000)}"}`, `"${'y'.repeat(1_100_000)}"`],
  ...[Buffer.from([0xff, 0xfe, 0x00, 0x7b]), Buffer.from('{"name":"\xff\xfe"}', 'latin1'), Buffer.alloc(64)],
];
const contentTypes = [
  'application/json; charset=utf-8',
  'application/json;charset=utf-16',
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'x',
  '',
  'application/x-www-form-urlencoded',
];

function bodyOf(api: TestApp, { requestBody }: Operation, known: Known): fc.Arbitrary<{ payload?: string | Buffer; type?: string }> {
  const schema = requestBody?.content['application/json']?.schema;
  const [example] = schema ? ((schemaOf(api, schema) as { examples?: readonly unknown[] }).examples ?? []) : [];
  const drawn = schema ? valueOf(api, schema, '', known) : fc.constant({});
  // what is published as an example gets through the first checks, and from there to others
  const fitting = example === undefined ? drawn : fc.oneof(drawn, fc.constant(example));
  const broken = fc.tuple(fitting, fc.nat(), oddValue, fc.constantFrom('change', 'drop', 'add')).map(([body, at, odd, how]) => {
    if (typeof body !== 'object' || body === null) return odd;
    const fields = Object.entries(body as Record<string, unknown>);
    const chosen = fields[at % Math.max(1, fields.length)]?.[0];
    const rest = fields
      .filter(([name]) => how !== 'drop' || name !== chosen)
      .map(([name, value]) => [name, how === 'change' && name === chosen ? odd : value] as const);
    return Object.fromEntries(how === 'add' ? [...rest, ['unknown', odd]] : rest);
  });
  const json = often(fitting, broken, 2).map((body) => ({ payload: JSON.stringify(body), type: 'application/json' }));
  const raw = fc.record({ payload: fc.constantFrom(...rawBodies), type: often(fc.constant('application/json'), fc.constantFrom(...contentTypes), 1) });
  return often(json, often(raw, fc.constant({}), 5), 7);
}

/** Requests of an operation: mostly such as it wants, some with one thing wrong, some with all. */
export function requestsOf(api: TestApp, operation: Operation, known: Known, callers: readonly Readonly<Record<string, string>>[]): fc.Arbitrary<FuzzRequest> {
  const writes = operation.method !== 'GET';
  const method: fc.Arbitrary<Method> = often(
    fc.constant<Method>(operation.method),
    fc.constantFrom<Method>('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
    40,
  );
  const headers = fc.record(
    {
      'accept-language': fc.constantFrom('en', 'zh', 'xx', ''),
      accept: often(
        fc.constant('application/json'),
        fc.constantFrom('text/csv', '*/*', 'text/html', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
        12,
      ),
      'if-match': often(fc.constant('*'), fc.constantFrom('"v1"', '"v2"', 'W/"v1"', 'v1', '"', '', '"v1", "v2"'), 3),
      'if-none-match': fc.constantFrom('*', '"v1"', 'W/"x"'),
      'idempotency-key': often(fc.uuid(), fc.constantFrom('same', 'x'.repeat(129), ''), 3),
      origin: fc.constantFrom('null', 'http://elsewhere.example', 'http://localhost:80'),
      'x-csrf-token': fc.constantFrom('', 'wrong'),
      authorization: fc.constantFrom('Bearer', 'Bearer wrong', 'Basic eDp5', ''),
    },
    { requiredKeys: ['if-match'] },
  );
  return fc
    .tuple(method, addressOf(api, operation, known), fc.constantFrom(...callers), headers, fc.nat(19), writes ? bodyOf(api, operation, known) : fc.constant({}))
    .map(([chosen, url, caller, more, chance, body]) => {
      const { payload, type } = body as { payload?: string | Buffer; type?: string };
      // most come with what a caller who knows the rules would send
      const { authorization, origin, 'x-csrf-token': csrf, ...kept } = more;
      const wild = {
        ...(authorization === undefined ? {} : { authorization }),
        ...(origin === undefined ? {} : { origin }),
        ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
      };
      const sent = Object.entries({ ...kept, ...(chance === 0 ? { ...caller, ...wild } : caller), ...(type === undefined ? {} : { 'content-type': type }) });
      return {
        ...{ operation, method: chosen, url },
        headers: Object.fromEntries(sent),
        ...(payload === undefined ? {} : { payload }),
      };
    });
}

export const injectable = ({ method, url, headers, payload }: FuzzRequest): InjectOptions => ({
  method,
  url,
  headers,
  ...(payload === undefined ? {} : { payload }),
});
