import { createAccessRepository, type Role } from '../../db/repositories/access.ts';
import { createAccountSessionRepository } from '../../db/repositories/account-sessions.ts';
import { createMemberRepository } from '../../db/repositories/members.ts';
import { csrfTokenOf, hashSecret, sessionCookie } from '../../server/plugins/access.ts';
import { clock, newId } from '../../server/runtime.ts';
import { addPerson } from './accounts.ts';
import type { TestApp } from './app.ts';

/** An organisation of its own, as it stands. */
export async function addOrganisation(api: TestApp, kind: 'school' | 'enterprise' | 'bureau', status: 'verified' | 'pending' = 'verified'): Promise<string> {
  const [region] = await api.db.query.select().from(api.db.schema.regions).limit(1);
  const id = newId();
  await api.db.query.insert(api.db.schema.organisations).values({
    ...{ id, kind, name: `测试单位 ${id}`, regionCode: region!.code, ownership: 'private', status, simulated: false, source: 'test', createdAt: clock() },
    ...(kind === 'school' ? { level: 'associate' as const } : {}),
    ...(kind === 'enterprise' ? { sizeClass: '20-299' as const } : {}),
  });
  return id;
}

/** A key of the installation for a role in an organisation. */
export async function addKey(api: TestApp, role: Role, organisationId: string | null): Promise<Record<string, string>> {
  const secret = newId();
  const row = { id: newId(), role, organisationId, secretHash: hashSecret(secret), label: secret, createdAt: clock() };
  await createAccessRepository(api.db).addKeys([row]);
  return { authorization: `Bearer ${secret}` };
}

/** A key of a member, for reading only. */
export async function addReadingKey(api: TestApp, role: Role, organisationId: string): Promise<Record<string, string>> {
  const { membershipId } = await addPerson(api, { login: `reader-${newId()}`, role, organisationId });
  const secret = newId();
  const row = { id: newId(), role, organisationId, secretHash: hashSecret(secret), label: secret, scopes: ['read' as const], membershipId, createdAt: clock() };
  const audit = { id: newId(), at: clock(), actor: 'test', action: 'create', entity: 'api_key', entityId: row.id };
  await createMemberRepository(api.db).addKey(row, audit);
  return { authorization: `Bearer ${secret}` };
}

/** A session that is open, without the time a password takes. */
export async function openSession(api: TestApp, accountId: string, membershipId: string | null) {
  const [id, secret, now] = [newId(), newId(), clock()];
  const later = new Date(+now + 3_600_000);
  const row = { id, secretHash: hashSecret(secret), accountId, membershipId, createdAt: now, lastSeenAt: now, idleExpiresAt: later, expiresAt: later };
  const audit = { id: newId(), at: now, actor: 'test', action: 'sign_in', entity: 'account', entityId: accountId };
  await createAccountSessionRepository(api.db).open({ ...row, userAgent: '' }, audit);
  return { id, headers: { cookie: `${sessionCookie}=${secret}`, 'x-csrf-token': csrfTokenOf(secret) } };
}
