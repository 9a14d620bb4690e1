import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createAccessRepository } from '../../db/repositories/access.ts';
import { createAccountSessionRepository } from '../../db/repositories/account-sessions.ts';
import { createAccountRepository } from '../../db/repositories/accounts.ts';
import { createInvitationRepository, InvitationTakenError } from '../../db/repositories/invitations.ts';
import { createMemberRepository } from '../../db/repositories/members.ts';
import { createOrganisationRegistry } from '../../db/repositories/organisation-registry.ts';
import { newPersonalKey } from '../../schemas/personal.ts';
import { newId } from '../../server/runtime.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
const idleMs = 1_800_000;

describe.each(kinds)('accounts on $name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  let organisationId: string;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    await db.query.insert(db.schema.codeSystems).values({ id: 'regions', kind: 'region', edition: '2023', title: 'Regions', source: 'test' });
    await db.query.insert(db.schema.regions).values({ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'regions' });
    organisationId = newId();
    await createOrganisationRegistry(db).add(
      {
        ...{ id: organisationId, kind: 'school', name: '学校', regionCode: '150600', level: 'associate', ownership: 'public' },
        ...{ simulated: false, source: 'test', createdAt: at(0) },
      },
      audit('create'),
    );
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const audit = (action: string) => ({ id: newId(), at: at(0), actor: 'test', action, entity: 'account', entityId: '' });
  const account = (login: string) => ({
    id: newId(),
    login,
    displayName: login,
    passwordHash: 'hash',
    mustChangePassword: false,
    personalKey: newPersonalKey(),
    createdAt: at(0),
  });
  async function add(login: string) {
    const row = account(login);
    const membershipId = newId();
    const membership = { id: membershipId, accountId: row.id, organisationId, role: 'school' as const, manager: true, createdAt: at(0) };
    await createMemberRepository(db).addAccount(row, membership, audit('create'));
    return { id: row.id, membershipId };
  }

  test('an organisation that is not said to be otherwise counts as verified', async () => {
    expect((await createOrganisationRegistry(db).find(organisationId))?.status).toBe('verified');
  });

  test('attempts are counted exactly, however many come at once, and stop at the lock', async () => {
    const accounts = createAccountRepository(db);
    const { id } = await add('attempts');
    const let_in = await Promise.all(Array.from({ length: 20 }, () => accounts.attempt(id, at(0))));
    expect(let_in.filter(Boolean)).toHaveLength(5);
    expect(await accounts.find(id)).toMatchObject({ failedCount: 5, lockedUntil: at(60) });
    expect([await accounts.attempt(id, at(59)), await accounts.attempt(id, at(60))]).toEqual([undefined, { lock: at(60 + 120) }]);
    expect(await accounts.find(id)).toMatchObject({ failedCount: 6, lockedUntil: at(60 + 120) });
    await accounts.succeed(id);
    expect(await accounts.find(id)).toMatchObject({ failedCount: 0, lockedUntil: null });
    expect(await accounts.attempt('nobody', at(0))).toBeUndefined();
  });

  test('an attempt that was no guess takes its own lock back, not one that a guess beside it set', async () => {
    const accounts = createAccountRepository(db);
    const { id } = await add('beside');
    for (let i = 0; i < 3; i++) await accounts.attempt(id, at(0));
    const [owner, guess] = [(await accounts.attempt(id, at(0)))!, (await accounts.attempt(id, at(1)))!];
    expect([owner.lock, guess.lock]).toEqual([null, at(61)]);
    await accounts.takeBack(id, owner);
    expect(await accounts.find(id)).toMatchObject({ failedCount: 4, lockedUntil: at(61) });
    const again = (await accounts.attempt(id, at(61)))!;
    await accounts.takeBack(id, again);
    expect(await accounts.find(id)).toMatchObject({ failedCount: 4, lockedUntil: null });
  });

  test('an invitation is used by one of many, whose account alone is made', async () => {
    const invitations = createInvitationRepository(db);
    const row = { id: newId(), tokenHash: newId(), label: 'x', organisationId, role: 'school' as const, manager: false, createdBy: 'test' };
    await invitations.add({ ...row, createdAt: at(0), expiresAt: at(100) }, audit('invite'));
    const tries = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const guest = account(`guest-${i}`);
        return invitations.use(row.tokenHash, at(1), { id: newId(), accountId: guest.id }, guest, audit('accept')).catch((error: unknown) => {
          if (error instanceof InvitationTakenError) return undefined;
          throw error;
        });
      }),
    );
    expect(tries.filter((used) => used !== undefined)).toHaveLength(1);
    const guests = (await db.query.select().from(db.schema.accounts)).filter(({ login }) => login.startsWith('guest-'));
    expect(guests).toHaveLength(1);
    expect(await invitations.findByToken(row.tokenHash, at(1))).toBeUndefined();
  });

  test('sessions end by idling, by age, by revocation, and with their account', async () => {
    const sessions = createAccountSessionRepository(db);
    const { id: accountId, membershipId } = await add('sessions');
    const start = async () => {
      const row = { id: newId(), secretHash: newId(), accountId, membershipId, createdAt: at(0), lastSeenAt: at(0), userAgent: 'test' };
      await sessions.open({ ...row, idleExpiresAt: new Date(+at(0) + idleMs), expiresAt: at(43_200) }, audit('sign_in'));
      return row;
    };
    const [one, two] = [await start(), await start()];
    expect(await sessions.find(one.secretHash, at(1_799), idleMs)).toMatchObject({
      accountId,
      membership: { id: membershipId },
      standing: { status: 'verified' },
    });
    expect(await sessions.find(one.secretHash, at(3_598), idleMs)).toBeDefined(); // moved by the request before
    expect(await sessions.find(two.secretHash, at(1_800), idleMs)).toBeUndefined();
    expect(await sessions.list(accountId, at(3_600))).toMatchObject([{ id: one.id }]);
    expect(await sessions.revoke(accountId, { id: one.id }, at(3_600), audit('end'))).toBe(1);
    expect(await sessions.find(one.secretHash, at(3_600), idleMs)).toBeUndefined();
    const three = await start();
    await createAccountRepository(db).setStatus({ id: accountId, version: 1 }, 'disabled', at(1), audit('disable'));
    expect(await createAccountRepository(db).setStatus({ id: accountId, version: 1 }, 'active', at(1), audit('enable'))).toBe(false);
    expect(await sessions.find(three.secretHash, at(1), idleMs)).toBeUndefined();
  });

  test('a key of a membership ends with it; one of the installation does not', async () => {
    const access = createAccessRepository(db);
    const members = createMemberRepository(db);
    const { membershipId } = await add('keys');
    const key = (secretHash: string, of: string | null) => ({
      ...{ id: newId(), role: 'school' as const, organisationId, secretHash, label: 'k', membershipId: of, createdAt: at(0), expiresAt: at(100) },
      scopes: of === null ? null : ['read' as const],
    });
    await access.addKeys([key('of-member', membershipId), key('of-installation', null)]);
    expect(await access.findKey('of-member', at(0))).toMatchObject({ scopes: ['read'], principal: { role: 'school' }, standing: { status: 'verified' } });
    expect((await members.keys(membershipId))[0]?.lastUsedAt).toEqual(at(0));
    expect(await access.findKey('of-member', at(100))).toBeUndefined();
    const ofMember = (await members.keys(membershipId))[0]!.id;
    const token = (secretHash: string, end: number) => ({ secretHash, keyId: ofMember, createdAt: at(0), expiresAt: at(end) });
    await access.addToken(token('short', 10), { day: '2026-11-20', audit: audit('exchange') });
    await access.addToken(token('long', 200));
    expect(await access.findToken('short', at(9))).toMatchObject({ byToken: true, scopes: ['read'], key: { id: ofMember, exchangedOn: '2026-11-20' } });
    expect([await access.findToken('short', at(10)), await access.findToken('long', at(100)), await access.findToken('of-member', at(1))]).toEqual([
      undefined,
      undefined, // its key is over
      undefined,
    ]);
    await members.end(membershipId, at(1), audit('remove'));
    expect([await access.findKey('of-member', at(2)), await access.findToken('long', at(2))]).toEqual([undefined, undefined]);
    expect(await access.findKey('of-installation', at(2))).toMatchObject({ scopes: null });
    expect(await access.findKeyOfRole('school')).toMatchObject({ secretHash: 'of-installation' });
  });
});
