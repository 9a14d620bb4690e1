import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../schemas/vocabulary.ts';
import { addPerson } from '../support/accounts.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { addCandidate, addKey, addOrganisation, addReadingKey, exchanged, openSession } from '../support/callers.ts';
import { addressWith, operationsOf, type Operation } from '../support/operations.ts';
import { expectedOf, roleTable, type Caller } from '../support/role-table.ts';

/** Headers of a caller, anew for every call: some calls end their session. */
type Present = () => Promise<Record<string, string>>;
let api: TestApp;
let callers: (readonly [Caller, Present])[];
const kinds = { enterprise: 'enterprise', school: 'school', planner: 'bureau', secretariat: 'bureau', administrator: 'bureau' } as const;

beforeAll(async () => {
  api = await buildTestApp();
  const places = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await addOrganisation(api, kinds[role])] as const)));
  const person = async (caller: Omit<Caller, 'by'>, organisationId: string | null): Promise<readonly [Caller, Present]> => {
    const { role = 'planner', firstPassword: mustChangePassword = false } = caller;
    const { id, membershipId } = await addPerson(api, { login: `p-${caller.name.replaceAll(/\W/g, '-')}`, role, organisationId, mustChangePassword });
    return [{ ...caller, by: 'account' }, async () => (await openSession(api, id, caller.role === undefined ? null : membershipId)).headers];
  };
  const machine = async (caller: Omit<Caller, 'by'>, made: Promise<Record<string, string>>): Promise<readonly [Caller, Present]> => {
    const headers = await made;
    return [{ ...caller, by: 'key' }, () => Promise.resolve(headers)];
  };
  const waiting = await addOrganisation(api, 'enterprise', 'pending');
  callers = [
    [{ name: 'anonymous', by: 'nobody' }, () => Promise.resolve({})],
    [{ name: 'student', by: 'code' }, await addCandidate(api, places.school ?? '')],
    ...(await Promise.all(roles.map((role) => machine({ name: `key of ${role}`, role }, addKey(api, role, places[role] ?? null))))),
    ...(await Promise.all(roles.map((role) => person({ name: `account of ${role}`, role }, places[role] ?? null)))),
    await machine({ name: 'key of a waiting enterprise', role: 'enterprise', waiting: true }, addKey(api, 'enterprise', waiting)),
    await person({ name: 'account of a waiting enterprise', role: 'enterprise', waiting: true }, waiting),
    await machine({ name: 'key of a waiting school', role: 'school', waiting: true }, addKey(api, 'school', await addOrganisation(api, 'school', 'pending'))),
    await person({ name: 'account without a membership' }, null),
    await person({ name: 'account with its first password', role: 'administrator', firstPassword: true }, null),
    await machine({ name: 'key for reading', role: 'administrator', readOnly: true }, addReadingKey(api, 'administrator', places['administrator'] ?? '')),
    await machine({ name: 'key for tokens only', role: 'planner', tokenOnly: true }, addKey(api, 'planner', places['planner'] ?? null, true)),
    [
      { name: 'token of a key for tokens only', role: 'planner', by: 'token' },
      () => addKey(api, 'planner', places['planner'] ?? null, true).then((key) => exchanged(api, key)),
    ],
    [
      { name: 'token of a key for reading', role: 'administrator', readOnly: true, by: 'token' },
      () => addReadingKey(api, 'administrator', places['administrator'] ?? '').then((key) => exchanged(api, key)),
    ],
  ];
}, 240_000);
afterAll(() => api.close());

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;
/** A body where an empty one would be refused before the membership is looked at. */
const bodies: Readonly<Record<string, object>> = { 'POST /account/keys': { label: 'matrix', scopes: ['read'], days: 1 } };

describe('every operation', () => {
  it('has a line in the table, and every line an operation', () => {
    expect(operationsOf(api).map(nameOf).sort()).toEqual(Object.keys(roleTable).sort());
  });
  it('is published: no route is hidden from the description, and outside of it are documents only', () => {
    const path: string[] = [];
    const found = api.app
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', part = '', methods] = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([^)]+)\))?/.exec(line) ?? [];
        path.splice(indent.length / 4, Infinity, part);
        const url = path.join('').replaceAll(/:(\w+)/g, '{$1}');
        return (methods?.split(', ') ?? []).filter((method) => method !== 'HEAD').map((method) => `${method} ${url}`);
      });
    const inside = found.filter((route) => route.includes(' /api/v1/')).map((route) => route.replace('/api/v1', ''));
    expect(inside.sort()).toEqual(Object.keys(roleTable).sort());
    const outside = found.filter((route) => !route.includes(' /api/v1/'));
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.filter((route) => !/^GET \/api\/(docs|openapi\.json)/.test(route))).toEqual([]);
  });
  it('publishes the policy that the table says', () => {
    for (const operation of operationsOf(api)) {
      const words = (roleTable[nameOf(operation)] ?? '').split(' ').filter((word) => word !== 'member');
      const { callers: named, unverified, settingUp, recent } = operation['x-policy']!;
      const said = [
        ...(typeof named === 'string' ? [named] : named),
        ...(unverified ? ['waiting'] : []),
        ...(settingUp ? ['first-password'] : []),
        ...(recent ? ['recent'] : []),
      ];
      const door = ['public', 'demo-loopback'].includes(said[0] ?? '') && words[0] === 'door';
      expect([nameOf(operation), (door ? ['door'] : said).toSorted()]).toEqual([nameOf(operation), words.toSorted()]);
    }
  });
});

describe('the matrix of operations and callers', () => {
  it('lets in exactly whom the table names', async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const operation of operationsOf(api)) {
      const { method } = operation;
      for (const [caller, present] of callers) {
        const body = method === 'GET' ? {} : { body: bodies[nameOf(operation)] ?? {} };
        const response = await api.call(method, addressWith(operation, 'missing'), { headers: await present(), ...body });
        const found = response.statusCode === 401 || response.statusCode === 403 ? response.statusCode : 'in';
        const expected = expectedOf(roleTable[nameOf(operation)] ?? 'nobody', method, caller);
        cells++;
        if (found !== expected)
          wrong.push(`${nameOf(operation)} · ${caller.name}: needs ${expected}, got ${response.statusCode} ${response.body.slice(0, 200)}`);
        if (found !== 'in') expect(response.headers['content-type']).toContain('application/problem+json');
        if (found === 401) expect(response.headers['www-authenticate']).toBe('Bearer');
        expect(response.statusCode).toBeLessThan(500);
      }
    }
    expect(wrong).toEqual([]);
    expect(cells).toBe(Object.keys(roleTable).length * callers.length);
  }, 600_000);
  it('answers HEAD as it answers GET', async () => {
    for (const operation of operationsOf(api).filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'))) {
      const expected = expectedOf(roleTable[nameOf(operation)] ?? 'nobody', 'GET', { name: 'anonymous', by: 'nobody' });
      const { statusCode } = await api.call('HEAD', addressWith(operation, 'missing'));
      expect([nameOf(operation), statusCode === 401]).toEqual([nameOf(operation), expected === 401]);
    }
  });
});
