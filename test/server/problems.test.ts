import { afterAll, beforeAll, describe, it } from 'vitest';
import { buildTestApp, type Call, type TestApp } from '../support/app.ts';
import { createRefusalCheck, type RefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let refused: RefusalCheck;
beforeAll(async () => {
  api = await buildTestApp();
  refused = await createRefusalCheck(api);
});
afterAll(() => api.close());

describe('POST /runs', () => {
  it.each([
    ['a year without reports', (t0: number) => ({ asOfYear: t0 + 1 }), '/asOfYear'],
    ['year 1999', () => ({ asOfYear: 1999 }), '/asOfYear'],
    ['year as text', (t0: number) => ({ asOfYear: String(t0) }), '/asOfYear'],
    ['unknown parameter', () => ({ parameters: { nope: 1 } }), '/parameters/nope'],
    ['unknown parameter with a slash', () => ({ parameters: { 'a/b': 1 } }), '/parameters/a~1b'],
    ['parameter above its range', () => ({ parameters: { sigma: 2 } }), '/parameters/sigma'],
    ['parameter below its range', () => ({ parameters: { paths: 1 } }), '/parameters/paths'],
    ['whole number wanted', () => ({ parameters: { paths: 150.5 } }), '/parameters/paths'],
    ['parameter as text', () => ({ parameters: { sigma: '0.1' } }), '/parameters/sigma'],
    ['thresholds that cross', () => ({ parameters: { expandRatio: 1.4 } }), '/parameters/expandRatio'],
    ['unknown field', () => ({ year: 2025 }), '/year'],
  ] as const)('%s', async (_what, body, pointer) => {
    await refused('POST', '/runs', { as: 'planner', body: body(api.t0) }, 422, [pointer]);
  });
});

describe('a body that is none', () => {
  const raw = (body: string, contentType: string): Call => ({ as: 'enterprise', body, headers: { 'content-type': contentType } });
  const paths = ['/demand/declarations', '/demand/postings'];
  it.each(paths)('malformed JSON to %s', (path) => refused('POST', path, raw('{"year": 2025,', 'application/json'), 400));
  it('empty', () => refused('POST', paths[0]!, raw('', 'application/json'), 400));
  it('polluting a prototype', () => refused('POST', paths[0]!, raw('{"__proto__": {"role": "administrator"}}', 'application/json'), 400));
  it.each(['[]', 'null', '"year"', '3'])('JSON %s instead of an object', (body) => refused('POST', paths[0]!, raw(body, 'application/json'), 422, ['']));
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('content type %s', (type) =>
    refused('POST', paths[0]!, raw('year=2025', type), 415),
  );
  it('larger than a megabyte', () => refused('POST', paths[0]!, raw(JSON.stringify({ note: 'x'.repeat(1_100_000) }), 'application/json'), 413));
});

describe('addresses', () => {
  const get = (path: string, status: number, pointers?: readonly string[]) => refused('GET', path, { as: 'planner' }, status, pointers);
  it.each(['/runs/missing', '/runs/missing/events', '/gaps?runId=missing', '/flags?runId=missing', '/series/missing', '/nothing', '/api/v2/majors'])(
    '%s is not there',
    (path) => get(path, 404),
  );
  it('a missing run cannot be cancelled', () => refused('POST', '/runs/missing/cancel', { as: 'planner' }, 404));
  it('a missing run answers 404 to a CSV reader too', () => refused('GET', '/gaps?runId=missing', { as: 'planner', headers: { accept: 'text/csv' } }, 404));
  it('cannot be decoded', () => get('/runs/%zz', 400));
  it('has a parameter too long for any id', () => get(`/runs/${'x'.repeat(200)}`, 414));
  it('has a parameter longer than an id', () => get(`/runs/${'x'.repeat(70)}`, 422, ['/params/id']));
  it.each([
    ['/gaps?year=abc', '/query/year'],
    ['/gaps?year=1999', '/query/year'],
    ['/gaps?year=2027.5', '/query/year'],
    ['/gaps?level=doctorate', '/query/level'],
    ['/gaps?band=bad', '/query/band'],
    ['/gaps?window=now', '/query/window'],
    ['/gaps?sort=name', '/query/sort'],
    ['/gaps?majorCode=1', '/query/majorCode'],
    ['/gaps?region=Ordos', '/query/region'],
    ['/gaps?limit=0', '/query/limit'],
    ['/gaps?limit=201', '/query/limit'],
    ['/gaps?limit=ten', '/query/limit'],
    ['/gaps?total=maybe', '/query/total'],
    ['/gaps?page=2', '/query/page'],
    ['/flags?class=stop', '/query/class'],
    ['/runs?status=done', '/query/status'],
    ['/demand/declarations?occupationCode=x', '/query/occupationCode'],
    ['/majors?q=', '/query/q'],
    ['/majors?limit=1e999', '/query/limit'],
    ['/majors?level=x', '/query/level'],
  ])('%s', (path, pointer) => get(path, 422, [pointer]));
});

describe('a cursor that is not of the list', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const lists = ['/majors', '/occupations', '/chains', '/schools', '/programmes', '/demand/declarations', '/demand/postings', '/enrolment/reports', '/runs'];
  it.each(lists)('%s', async (path) => {
    for (const cursor of ['garbage', encode({}), encode([]), encode([1, 2, 3]), encode([null]), encode([[1]]), encode([true]), 'x'.repeat(600)])
      await refused('GET', `${path}?cursor=${cursor}`, { as: 'administrator' }, 422, ['/query/cursor']);
  });
  it('holds text where the list sorts by a number, or the other way round', async () => {
    await refused('GET', `/chains?cursor=${encode(['1', '1'])}`, { as: 'planner' }, 422, ['/query/cursor']);
    await refused('GET', `/majors?cursor=${encode([1])}`, { as: 'planner' }, 422, ['/query/cursor']);
  });
});
