import fc from 'fast-check';
import { schemaOf, type JsonSchema } from './operations.ts';
import type { TestApp } from './app.ts';

/** Values that exist, by the name of the field or parameter that takes them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const oddTexts = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202eabc', '👩🏽‍🔧', '\ufeff', '\r\n', "'; DROP TABLE runs;--", '%00', '%', '../../etc/passwd'],
  ...[
    '__proto__',
    'constructor',
    'null',
    'NaN',
    '-0',
    '1e999',
    '${jndi:x}',
    '<script>',
    '{{7*7}}',
    '=1+1',
    '中文',
    '１２３',
    '9'.repeat(400),
    'x'.repeat(5_000),
  ],
];
const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
/** What no field expects, but one in a while. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...oddTexts),
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { __proto__: null, a: 1 }, { toString: 1 }, deep(200)),
  fc.constantFrom<unknown>(0, -1, 1.5, -0, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);
export const oddText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 12 }));

function textOf({ pattern, format, minLength = 0, maxLength = 40 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2024-02-29', '2024-05-01', '2025-13-01', '0000-01-01');
  if (format === 'date-time') return fc.constantFrom('2024-05-01T00:00:00Z', '2024-05-01T00:00:00+08:00', '2024-05-01');
  if (pattern !== undefined && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: 'grapheme', minLength: Math.min(minLength, 200), maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
}

/** A value as the schema wants it, drawn from what exists where the name is known. */
export function valueOf(api: TestApp, given: JsonSchema, name: string, known: Known): fc.Arbitrary<unknown> {
  const schema = schemaOf(api, given);
  const plain = plainOf(api, schema, name, known);
  const existing = known[name];
  return existing && existing.length > 0 && schema.type !== 'array' ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...existing) }, plain) : plain;
}
function plainOf(api: TestApp, schema: JsonSchema, name: string, known: Known): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valueOf(api, one, name, known)));
  const { minimum = -1_000_000, maximum = 1_000_000 } = schema;
  switch (schema.type) {
    case 'integer':
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum));
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueOf(api, schema.items ?? {}, name, known), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 5) });
    case 'object':
      return objectOf(api, schema, known);
    case 'string':
      return textOf(schema);
    default:
      return oddValue;
  }
}
function objectOf(api: TestApp, schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    const [value] = Object.values(schema.patternProperties ?? {});
    return fc.dictionary(fc.string({ maxLength: 10 }), value ? valueOf(api, value, '', known) : oddValue, { maxKeys: 4 });
  }
  const model = Object.fromEntries(properties.map(([key, value]) => [key, valueOf(api, value, key, known)]));
  return fc.record(model, { requiredKeys: [...(schema.required ?? [])] });
}
