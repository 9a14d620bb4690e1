import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createExemptionRepository } from '../../db/repositories/internship-exemptions.ts';
import { createInternshipRepository } from '../../db/repositories/internships.ts';
import { createPostingStatisticsRepository } from '../../db/repositories/posting-statistics.ts';
import { createProgrammeDemandRepository } from '../../db/repositories/programme-demand.ts';
import { createSupplierRepository } from '../../db/repositories/suppliers.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const origin = { simulated: false, source: 'test', reportedBy: 'test', validFrom: at };
const [region, code] = ['150600', '6-22-02-01'];

/** Three enterprises (one small), one school with one programme, one occupation. */
async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: region, name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  await put('occupations', [{ code, name: '装配工', depth: 4, groupCode: '6-22', digital: false, green: false, systemId: 'x' }]);
  await put('majors', [{ code: '460702', name: '新能源汽车', level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' }]); // prettier-ignore
  const organisation = (id: string, kind: string, sizeClass: string | null) => ({ id, kind, name: id, regionCode: region, ownership: 'public', sizeClass, simulated: false, source: 'test', createdAt: at }); // prettier-ignore
  await put('organisations', [organisation('a', 'enterprise', '20-299'), organisation('b', 'enterprise', '1000+'), organisation('c', 'enterprise', '1-19'), organisation('s', 'school', null)]); // prettier-ignore
  await put('programmes', [{ id: 'p', schoolId: 's', majorCode: '460702', lengthYears: 3, simulated: false, source: 'test' }]);
  const declaration = (id: string, organisationId: string, headcount: number, internships: number | null) => ({ id, organisationId, occupationCode: code, year: 2025, headcount, plannedHires: 4, internships, ...origin }); // prettier-ignore
  await put('declarations', [declaration('1', 'a', 999, 0), declaration('2', 'a', 151, 3), declaration('3', 'b', 1200, null), declaration('4', 'c', 10, 0)]);
  await put('competences', [{ code: 'S-01', name: '装配', kind: 'skill', origin: 'editorial', source: 'test', createdAt: at }]);
  await put('declarationCompetences', [{ declarationId: '2', competenceCode: 'S-01' }]);
  const posting = (id: string, organisationId: string, openedOn: string, headcount: number) => ({ id, organisationId, occupationCode: code, openedOn, year: 2025, headcount, ...origin }); // prettier-ignore
  await put('postings', [posting('1', 'a', '2025-02-27', 4), posting('2', 'b', '2025-12-30', 2), posting('3', 'b', '2025-06-01', 5)]);
  const outcome = (id: string, postingId: string, told: string, filled: number, closedOn: string) => ({
    id,
    postingId,
    outcome: told,
    filled,
    closedOn,
    ...origin,
  });
  await put('postingOutcomes', [outcome('1', '1', 'expired', 0, '2025-03-01'), outcome('2', '1', 'filled', 6, '2025-03-02'), outcome('3', '2', 'partly', 1, '2026-01-02')]); // prettier-ignore
}

describe.each(kinds.filter(({ here }) => here))('what enterprises owe and find on $name', ({ open }) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
    await plant(db);
  }, 120_000);
  afterAll(() => db.close());
  const rule = { year: 2025, millionths: 20_000, sizeClasses: ['20-299', '1000+'] };

  it('posts are held against the share of staff in whole numbers, an exemption stands once', async () => {
    const [internships, exemptions] = [createInternshipRepository(db), createExemptionRepository(db)];
    const listed = async () => (await internships.page(rule, { limit: 10 })).items.map((row) => [row.organisationId, row.standing, row.staff, row.posts, row.required, row.short]); // prettier-ignore
    expect(await listed()).toEqual([
      ['a', 'short', 151, 3, 4, 1],
      ['b', 'not_reported', 1200, null, 24, 0],
    ]);
    const row = (id: string) => ({ id, organisationId: 'a', year: 2025, reason: 'x', grantedBy: 'test', grantedAt: at });
    const audit = (id: string) => ({ id: `audit-${id}`, at, actor: 'test', action: 'create', entity: 'internship_exemption', entityId: id, requestId: 'r' });
    expect(await exemptions.grant(row('e1'), audit('e1'))).toMatchObject({ id: 'e1' });
    expect(await exemptions.grant(row('e2'), audit('e2'))).toBeUndefined();
    expect((await listed()).map(([id, standing]) => [id, standing])).toEqual([['b', 'not_reported'], ['a', 'exempt']]); // prettier-ignore
    expect(await exemptions.withdraw('e1', 'test', at, audit('e3'))).toMatchObject({ ended: 'e1' });
    expect(await exemptions.withdraw('e1', 'test', at, audit('e4'))).toBeUndefined();
    expect(await exemptions.grant(row('e2'), audit('e5'))).toMatchObject({ id: 'e2' });
  });
  it('outcomes are added up and days counted over months and years', async () => {
    const statistics = createPostingStatisticsRepository(db);
    const [sums] = await statistics.sums({ from: 2025, to: 2025 }, 'occupation');
    expect(sums).toMatchObject({ code, postings: 3, open: 1, withdrawn: 0, ended: 2, enterprises: 2, telling: 2, wanted: 6, hired: 5, wantedSquares: 20, hiredSquares: 17, products: 18 }); // prettier-ignore
    const three = { low: 3, median: 3, high: 3 };
    expect(await statistics.days({ from: 2025, to: 2025 }, 'all')).toEqual([{ code: '', ...three }]);
    expect(await statistics.days({ from: 2025, to: 2025, organisationId: 'b' }, 'occupation')).toEqual([{ code, ...three }]);
  });
  it('programmes and enterprises find each other', async () => {
    const [suppliers, demand] = [createSupplierRepository(db), createProgrammeDemandRepository(db)];
    expect((await suppliers.programmesOf(['460702'], 2025)).map(({ programme, schoolName }) => [programme.id, schoolName])).toEqual([['p', 's']]);
    expect(await suppliers.askedFor([code], 2023, 2025, 'a')).toEqual([{ occupation: '6-22-02-01', code: 'S-01', name: '装配', enterprises: 1, own: true }]);
    expect(await suppliers.reportedOf(['460702'], 2025)).toEqual([]);
    const scope = { regionCode: region, linked: ['6-22-02'], majorCode: '460702', from: 2023, to: 2025 };
    expect(await demand.byOccupation(scope)).toMatchObject([{ code, enterprises: 3, employees: 1361, plannedHires: 12, internships: 3, simulated: false }]);
    expect((await demand.byEnterprise(scope)).map((row) => [row.organisationId, row.employees, row.naming])).toEqual([['a', 151, false], ['b', 1200, false], ['c', 10, false]]); // prettier-ignore
    expect(await demand.openPostings(scope)).toEqual([{ organisationId: 'b', organisationName: 'b', occupation: code, n: 1 }]);
  });
});
