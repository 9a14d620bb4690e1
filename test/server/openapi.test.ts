import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../schemas/examples.ts';
import { buildValidator } from '../../server/validators.ts';
import { buildTestApp, type Call, type TestApp } from '../support/app.ts';
import { operationsOf, schemaOf, type JsonSchema, type Operation } from '../support/operations.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false });
});
afterAll(() => api.close());

const operations = () => operationsOf(api);

describe('the published description', () => {
  it('is OpenAPI 3.1, and the committed file', async () => {
    const served = (await api.call('GET', '/api/openapi.json')).json<{ openapi: string }>();
    expect(served.openapi).toBe('3.1.0');
    expect(JSON.parse(readFileSync('web/src/api/openapi.json', 'utf8'))).toEqual(served);
  });
  it('holds every contract route', () => {
    expect(operations().map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        ...['GET /health', 'GET /majors', 'GET /occupations', 'GET /chains', 'GET /schools', 'GET /programmes', 'POST /demo/session'],
        ...['GET /demand/declarations', 'POST /demand/declarations', 'GET /demand/postings', 'POST /demand/postings'],
        ...['GET /enrolment/reports', 'POST /enrolment/reports', 'POST /runs', 'GET /runs', 'GET /runs/{id}', 'GET /runs/{id}/events'],
        ...['GET /gaps', 'GET /flags', 'GET /series/{id}'],
      ]),
    );
  });
  it('names every operation once, with summary and tag', () => {
    const ids = operations().map((operation) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operationId, summary, tags } of operations())
      expect([path, typeof operationId, typeof summary, tags?.length]).toEqual([path, 'string', 'string', 1]);
  });
  it('asks for a key exactly where the server does', async () => {
    for (const { method, path, security } of operations()) {
      const { statusCode } = await api.call(method, path.replaceAll(/\{\w+\}/g, 'x'), method === 'GET' ? {} : { body: {} });
      expect([method, path, security !== undefined]).toEqual([method, path, statusCode === 401]);
    }
  });
  it('says of every operation who may call it, how it refuses whom, and when it has counted enough', () => {
    for (const { method, path, responses, parameters = [], requestBody, 'x-policy': policy } of operations()) {
      const closed = !['public', 'demo-loopback'].includes(String(policy?.callers));
      const conditional = parameters.some(({ name }) => name === 'if-match');
      const needed = [
        ...(closed ? ['401'] : []),
        ...(closed && policy?.callers !== 'signed-in' ? ['403'] : []),
        ...(path === '/health' ? [] : ['429']),
        ...(path.includes('{') ? ['400', '404', '414'] : []),
        ...(requestBody ? ['400', '413', '415', '422'] : []),
        ...(parameters.some((parameter) => parameter.in === 'query') ? ['422'] : []),
        ...(conditional ? ['412'] : []),
        ...(conditional && method === 'PUT' ? ['428'] : []),
      ];
      expect([method, path, needed.filter((status) => !(status in responses))]).toEqual([method, path, []]);
      expect([method, path, policy === undefined]).toEqual([method, path, false]);
    }
  });
  it('explains every parameter of its own, and every operation that does more than its summary says', () => {
    const unclear: string[] = [];
    const told = new Set(['id', 'year', 'kind', 'status', 'level', 'majorCode', 'occupationCode', 'runId', 'organisationId']);
    for (const { method, path, summary = '', parameters = [] } of operations()) {
      expect([method, path, summary.length > 3]).toEqual([method, path, true]);
      for (const { name, schema, description } of parameters) {
        const { enum: words, pattern, type } = schemaOf(api, schema);
        const clear = description !== undefined || words !== undefined || pattern !== undefined || type === 'boolean' || told.has(name);
        if (!clear) unclear.push(`${method} ${path} ${name}`);
      }
    }
    expect(unclear).toEqual([]);
  });
  it('says of every operation more than its summary', () => {
    const shortest = 40;
    const bare = operations().filter(({ summary = '', description = '' }) => description.trim().length < shortest || description.trim() === summary.trim());
    expect(bare.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
  it('shows an example of every body, which the server takes for well-formed', () => {
    const validate = buildValidator(api.app.getSchemas() as never);
    const shown = new Set<string>();
    for (const { method, path, requestBody } of operations().filter((operation) => operation.requestBody?.content['application/json'])) {
      const given = requestBody!.content['application/json']!.schema!;
      const name = given.$ref?.split('/').at(-1) ?? '';
      shown.add(name);
      const [example] = (schemaOf(api, given) as JsonSchema & { examples?: unknown[] }).examples ?? [];
      expect([method, path, example === undefined]).toEqual([method, path, false]);
      const check = validate({ schema: { $ref: `${name}#` }, method, url: path, httpPart: 'body' });
      expect([name, check(structuredClone(example)), check.errors ?? null]).toEqual([name, true, null]);
    }
    expect(Object.keys(examples).sort()).toEqual([...shown].sort());
  });
  it('describes every error as a Problem', () => {
    for (const { path, responses } of operations())
      for (const [status, response] of Object.entries(responses).filter(([code]) => code >= '400')) {
        const schema = response.content?.['application/problem+json']?.schema?.$ref;
        expect([path, status, schema]).toEqual([path, status, '#/components/schemas/Problem']);
      }
  });
});

describe('every refusal is announced', () => {
  const long = 'x'.repeat(70);
  const json = (body: string): Call => ({ body, headers: { 'content-type': 'application/json' } });
  /** Every way to be refused that does not need to know what the route does. */
  const attempts = (operation: Operation): (readonly [path: string, call: Call])[] => {
    const at = (id: string) => operation.path.replaceAll(/\{\w+\}/g, id);
    const address = [at('missing'), at(long), at('x'.repeat(200)), at('%zz'), `${at('missing')}?unknown=1`, `${at('missing')}?limit=0&cursor=x`];
    const bodies =
      operation.method === 'GET'
        ? []
        : [json('{'), json('{}'), json('{"unknown":1}'), json(`"${'x'.repeat(1_100_000)}"`), { body: 'a', headers: { 'content-type': 'text/plain' } }];
    const callers: Call[] = [{}, { headers: { authorization: 'Bearer wrong' } }, { as: 'administrator' }, { as: 'secretariat' }];
    return callers.flatMap((caller) => [
      ...address.map((path) => [path, caller] as const),
      ...bodies.map((body) => [at('missing'), { ...caller, ...body, headers: { ...caller.headers, ...body.headers } }] as const),
    ]);
  };
  it('whatever is asked, the answer is one the description lists', async () => {
    for (const operation of operations()) {
      for (const [path, call] of attempts(operation)) {
        const { statusCode } = await api.call(operation.method, path, call);
        expect(statusCode).toBeLessThan(500);
        if (statusCode >= 400)
          expect({ at: `${operation.method} ${path.slice(0, 60)}`, announced: Object.keys(operation.responses) }).toMatchObject({
            announced: expect.arrayContaining([String(statusCode)]) as string[],
          });
      }
    }
  });
});
