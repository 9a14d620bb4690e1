import { createAccessRepository, type Role } from '../../db/repositories/access.ts';
import { createAccountSessionRepository } from '../../db/repositories/account-sessions.ts';
import { createMemberRepository } from '../../db/repositories/members.ts';
import { createCandidateRepository } from '../../db/repositories/placement-candidates.ts';
import { createRoundRepository } from '../../db/repositories/placement-rounds.ts';
import { csrfTokenOf, hashSecret, sessionCookie, studentCookie } from '../../server/plugins/access.ts';
import { clock, newId } from '../../server/runtime.ts';
import { addPerson, nextAddress } from './accounts.ts';
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
export async function addKey(api: TestApp, role: Role, organisationId: string | null, tokenOnly = false): Promise<Record<string, string>> {
  const secret = newId();
  const row = { id: newId(), role, organisationId, secretHash: hashSecret(secret), label: secret, tokenOnly, createdAt: clock() };
  await createAccessRepository(api.db).addKeys([row]);
  return { authorization: `Bearer ${secret}` };
}

/** The token that a key is exchanged for, as headers. */
export async function exchanged(api: TestApp, headers: Record<string, string>): Promise<Record<string, string>> {
  const response = await api.app.inject({ method: 'POST', url: '/api/v1/tokens', headers, remoteAddress: nextAddress() });
  if (response.statusCode !== 201) throw new Error(`a key needs to be exchanged, got ${response.statusCode}: ${response.body}`);
  return { authorization: `Bearer ${response.json<{ token: string }>().token}` };
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

/** A student of a school in a round, one of its own if none is named: headers of a new session, anew for every call. */
export async function addCandidate(api: TestApp, schoolId: string, inRound?: string): Promise<() => Promise<{ cookie: string; 'x-csrf-token': string }>> {
  const [major] = await api.db.query.select().from(api.db.schema.majors).limit(1);
  const [roundId, candidateId, at] = [inRound ?? newId(), newId(), clock()];
  const audit = (entity: string, entityId: string, action: string) => ({ id: newId(), at, actor: 'test', action, entity, entityId });
  const round = {
    id: roundId,
    name: 'matrix',
    kind: 'hiring' as const,
    proposing: 'students' as const,
    seed: 'matrix',
    maxChoices: 3,
    status: 'draft' as const,
  };
  if (inRound === undefined) await createRoundRepository(api.db).add({ ...round, createdAt: at }, audit('placement_round', roundId, 'create'));
  const candidates = createCandidateRepository(api.db);
  const row = { id: candidateId, roundId, schoolId, number: '1', majorCode: major!.code, codeHash: newId(), createdAt: at };
  await candidates.add(roundId, [row], audit('placement_round', roundId, 'candidates_added'));
  return async () => {
    const secret = newId();
    const session = { secretHash: hashSecret(secret), candidateId, expiresAt: new Date(+clock() + 3_600_000) };
    await candidates.openSession(session, clock(), audit('placement_candidate', candidateId, 'sign_in'));
    return { cookie: `${studentCookie}=${secret}`, 'x-csrf-token': csrfTokenOf(secret) };
  };
}
