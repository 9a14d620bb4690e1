import type { Role } from '../../db/repositories/access.ts';
import { createMemberRepository } from '../../db/repositories/members.ts';
import { newPersonalKey } from '../../schemas/personal.ts';
import type { Session } from '../../schemas/session.ts';
import { hashPassword } from '../../server/passwords.ts';
import { newId } from '../../server/runtime.ts';
import type { TestApp } from './app.ts';
import { testKey } from './secret-key.ts';

export const goodPassword = 'a good password';
const hashed = hashPassword(goodPassword, testKey);

/** A clock that stands until it is moved. */
export function createClock(start = new Date('2026-11-20T08:00:00Z')) {
  let now = +start;
  return {
    clock: () => new Date(now),
    advance: (ms: number) => {
      now += ms;
    },
  };
}
export const minutes = (n: number) => n * 60_000;

interface Person {
  readonly login: string;
  readonly role: Role;
  readonly organisationId?: string | null;
  readonly manager?: boolean;
  readonly mustChangePassword?: boolean;
}
/** An account with the good password and one membership; the ids of both. */
export async function addPerson(api: TestApp, { login, role, organisationId = null, manager = false, mustChangePassword = false }: Person) {
  const now = api.context.clock();
  const [id, membershipId] = [newId(), newId()];
  await createMemberRepository(api.db).addAccount(
    { id, login, displayName: login, passwordHash: await hashed, mustChangePassword, personalKey: newPersonalKey(), createdAt: now },
    { id: membershipId, accountId: id, organisationId, role, manager, createdAt: now },
    { id: newId(), at: now, actor: 'test', action: 'create', entity: 'account', entityId: id },
  );
  return { id, membershipId };
}

let address = 0;
/** Every caller from an address of its own, unless one is named. */
export const nextAddress = () => `10.1.${Math.floor(++address / 250)}.${(address % 250) + 1}`;

export const login = (api: TestApp, name: string, password = goodPassword, { remoteAddress = nextAddress(), headers = {} } = {}) =>
  api.app.inject({ method: 'POST', url: '/api/v1/session/login', payload: { login: name, password }, headers, remoteAddress });

/** A browser that has signed in: its cookie and token go with every request. */
export async function signIn(api: TestApp, name: string, password = goodPassword) {
  const response = await login(api, name, password);
  if (response.statusCode !== 201) throw new Error(`${name} needs to be let in, got ${response.statusCode}: ${response.body}`);
  const session = response.json<Session>();
  const [cookie] = response.cookies;
  const headers = { cookie: `${cookie!.name}=${cookie!.value}`, 'x-csrf-token': session.csrfToken ?? '' };
  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, more: Record<string, string> = {}) =>
    api.call(method, path, { ...(body === undefined ? {} : { body }), headers: { ...headers, ...more } });
  return {
    session,
    headers,
    secret: cookie!.value,
    cookie: cookie!,
    call,
    status: async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => (await call(method, path, body)).statusCode,
    get: async <T>(path: string): Promise<T> => (await call('GET', path)).json<T>(),
  };
}
export type Browser = Awaited<ReturnType<typeof signIn>>;
