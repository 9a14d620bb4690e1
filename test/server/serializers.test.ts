import buildStringify from '@fastify/fast-json-stringify-compiler';
import { describe, expect, it } from 'vitest';
import { buildSerializer } from '../../server/serializers.ts';

const schemas = {
  Leaf: { $id: 'Leaf', type: 'object', properties: { n: { type: 'integer' } } },
  Branch: { $id: 'Branch', type: 'object', properties: { leaf: { anyOf: [{ $ref: 'Leaf#' }, { type: 'null' }] }, twin: { $ref: 'Branch#' } } },
  Tree: { $id: 'Tree', type: 'object', required: ['branches'], properties: { branches: { type: 'array', items: { $ref: 'Branch#' } } } },
  Other: { $id: 'Other', type: 'object', properties: { lost: { $ref: 'Nowhere#' } } },
};
const route = { method: 'GET', url: '/', httpStatus: '200', schema: { $ref: 'Tree#' } };

describe('serializers that are given only the schemas they reach', () => {
  it('write what they write when they are given all', () => {
    const answer = { branches: [{ leaf: { n: 1, hidden: true }, twin: { leaf: null } }, { leaf: { n: 2 } }], unnamed: 3 };
    const text = buildSerializer(schemas)(route)(answer);
    const { Other: _other, ...others } = schemas;
    expect(text).toBe(buildStringify()(others)(route)(answer));
    expect(JSON.parse(text)).toEqual({ branches: [{ leaf: { n: 1 }, twin: { leaf: null } }, { leaf: { n: 2 } }] });
  });
  it('are one function for the same schema, another for another', () => {
    const build = buildSerializer(schemas);
    expect(build({ ...route, url: '/twice', schema: { $ref: 'Tree#' } })).toBe(build(route));
    expect(build({ ...route, schema: { $ref: 'Leaf#' } })).not.toBe(build(route));
  });
  it('refuse a name nobody registered when the server starts, not when it answers', () => {
    expect(() => buildSerializer(schemas)({ ...route, schema: { $ref: 'Other#' } })).toThrow(/Nowhere/);
  });
});
