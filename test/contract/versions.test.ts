import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createAccountRepository } from '../../db/repositories/accounts.ts';
import { loadWorkflows } from '../../documents/workflow-files.ts';
import { newPersonalKey } from '../../schemas/personal.ts';
import { createAuditRepository } from '../../db/repositories/audit.ts';
import { createCompetenceRepository } from '../../db/repositories/competences.ts';
import { createMemberRepository } from '../../db/repositories/members.ts';
import { createOrganisationRegistry } from '../../db/repositories/organisation-registry.ts';
import { createRuleRepository } from '../../db/repositories/rules.ts';
import { newId } from '../../server/runtime.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';
import { attemptsAt, followAttempts } from '../support/workflow-model.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const simulated = { simulated: true, source: 'test' };

describe.each(kinds)('changes that name their version on $name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  const [schoolId, accountId, membershipId, programmeId] = [newId(), newId(), newId(), newId()];
  const audit = (action: string) => ({ id: newId(), at, actor: 'test', action, entity: 'test', entityId: '' });
  const entries = async () => (await db.query.select().from(db.schema.auditEntries)).length;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    const s = db.schema;
    const put = async (table: keyof typeof s, row: object) => {
      await db.query.insert(s[table]).values(row as never);
    };
    await put('codeSystems', { id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' });
    await put('regions', { code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'x' });
    const major = { code: '460702', name: 'x', level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' };
    await put('majors', major);
    const school = { id: schoolId, kind: 'school', name: '学校', regionCode: '150600', level: 'associate', ownership: 'public', createdAt: at, ...simulated };
    await put('organisations', school);
    await put('programmes', { id: programmeId, schoolId, majorCode: '460702', lengthYears: 3, ...simulated });
    await put('competences', { code: 'S-01', name: 'x', kind: 'skill', origin: 'editorial', source: 'test', createdAt: at });
    const account = {
      id: accountId,
      login: 'ann',
      displayName: 'ann',
      passwordHash: 'hash',
      mustChangePassword: false,
      personalKey: newPersonalKey(),
      createdAt: at,
    };
    const membership = { id: membershipId, accountId, organisationId: schoolId, role: 'school' as const, manager: true, createdAt: at };
    await createMemberRepository(db).addAccount(account, membership, audit('create'));
  });
  afterAll(async () => {
    if (here) await db.close();
  });

  /** Four changes at once from version 1: one is done and recorded, and the row is at version 2. */
  const oneOfFour = async (change: () => Promise<unknown>, version: () => Promise<number | undefined>) => {
    const before = await entries();
    expect(await version()).toBe(1);
    const done = await Promise.all([0, 1, 2, 3].map(change));
    expect(done.filter((answer) => answer !== false && answer !== undefined)).toHaveLength(1);
    expect([await version(), (await entries()) - before]).toEqual([2, 1]);
  };

  test('a membership', () =>
    oneOfFour(
      () => createMemberRepository(db).change({ id: membershipId, version: 1 }, { role: 'school', manager: false }, audit('update')),
      async () => (await createMemberRepository(db).find(membershipId))?.membership.version,
    ));
  test('an account', () =>
    oneOfFour(
      () => createAccountRepository(db).setStatus({ id: accountId, version: 1 }, 'active', at, audit('active')),
      async () => (await createAccountRepository(db).find(accountId))?.version,
    ));
  test('an organisation', () =>
    oneOfFour(
      () => createOrganisationRegistry(db).change({ id: schoolId, version: 1 }, { name: '新名' }, audit('correct')),
      async () => (await createOrganisationRegistry(db).find(schoolId))?.version,
    ));
  test('what a programme teaches', () => {
    const row = { programmeId, competenceCode: 'S-01', simulated: false, source: 'test', enteredAt: at };
    return oneOfFour(
      () => createCompetenceRepository(db).replaceTaught(programmeId, 1, [row], audit('update')),
      async () => (await createCompetenceRepository(db).findProgramme(programmeId))?.version,
    );
  });
  test('thresholds, after copies from before they were counted', async () => {
    const rules = createRuleRepository(db);
    const copy = (version: number | null) => ({ id: newId(), ruleId: 'r', ruleVersion: 1, thresholds: {}, note: null, author: 'test', createdAt: at, version });
    expect([await rules.addCopy(copy(null), audit('old')), await rules.addCopy(copy(null), audit('old'))]).toEqual([true, true]);
    expect((await rules.copies()).get('r')?.version).toBe(3);
    const before = await entries();
    const done = await Promise.all([0, 1, 2].map(() => rules.addCopy(copy(4), audit('update'))));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect([(await rules.copies()).get('r')?.version, (await entries()) - before]).toEqual([4, 1]);
  });

  test('things that go through a workflow', async () => {
    for (const workflow of await loadWorkflows())
      for (const attempts of fc.sample(attemptsAt(workflow, 10), { numRuns: 3, seed: 20_261_122 })) await followAttempts(db, workflow, attempts);
    expect((await createAuditRepository(db).verify()).faults).toEqual([]);
  });
});
