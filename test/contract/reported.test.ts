import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createPostingOutcomeRepository } from '../../db/repositories/posting-outcomes.ts';
import { createReportRepository } from '../../db/repositories/reports.ts';
import { createRuleInputs } from '../../db/repositories/rule-inputs.ts';
import { createSchoolYearRepository } from '../../db/repositories/school-years.ts';
import { createTitleRepository } from '../../db/repositories/title-choices.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const origin = { simulated: true, source: 'test', reportedBy: 'test', validFrom: at };
const region = '150600';

async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: region, name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  const occupation = (code: string, retired = false) => ({
    code,
    name: code,
    depth: 4,
    groupCode: '6-31',
    digital: false,
    green: false,
    systemId: 'x',
    retired,
  });
  await put('occupations', [occupation('6-31-01-03'), occupation('6-31-01-02'), occupation('6-31-01-99', true)]);
  const major = { level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' };
  await put('majors', [{ code: '460702', name: 'm', ...major }]);
  const organisation = { regionCode: region, ownership: 'public', simulated: true, source: 'test', createdAt: at };
  const firm = (id: string, sizeClass: string | null) => ({ id, kind: 'enterprise', name: id, sizeClass, ...organisation });
  await put('organisations', [firm('b', '20-299'), firm('a', null), firm('c', '1000+'), { id: 's', kind: 'school', name: 's', ...organisation }]);
  await put('programmes', [{ id: 'p', schoolId: 's', majorCode: '460702', lengthYears: 3, simulated: true, source: 'test' }]);
  const posted = (id: string) => ({ id, organisationId: 'a', occupationCode: '6-31-01-03', openedOn: `2025-01-0${id}`, year: 2025, headcount: 4, ...origin });
  await put('postings', ['1', '2', '3'].map(posted));
  const outcome = (id: string, postingId: string, told: string, filled: number) => ({
    id,
    postingId,
    outcome: told,
    filled,
    closedOn: '2025-03-01',
    ...origin,
  });
  await put('postingOutcomes', [
    outcome('01', '1', 'expired', 0),
    outcome('02', '2', 'filled', 4),
    outcome('03', '1', 'filled', 4),
    outcome('04', '2', 'partly', 1),
  ]);
  const declared = (id: string, organisationId: string, occupationCode: string, year: number, headcount: number, internships: number | null) => ({
    ...{ id, organisationId, occupationCode, year, headcount, internships, ...origin },
  });
  await put('declarations', [
    declared('01', 'a', '6-31-01-03', 2025, 50, 9),
    declared('02', 'a', '6-31-01-03', 2025, 60, 1), // sent again: the newest id counts
    declared('03', 'a', '6-31-01-02', 2025, 40, null),
    declared('04', 'b', '6-31-01-03', 2025, 30, 0),
    declared('05', 'b', '6-31-01-03', 2026, 30, 3), // after t0
    declared('06', 'c', '6-31-01-03', 2025, 999, null), // was not asked
  ]);
  const report = (id: string, year: number, rates: object) => ({ id, programmeId: 'p', schoolId: 's', year, intake: 40, graduates: 30, ...rates, ...origin });
  await put('enrolmentReports', [
    report('01', 2024, { firstChoiceRate: 0.1, registrationRate: 0.9 }),
    report('02', 2024, { firstChoiceRate: 0.7 }),
    report('03', 2025, { registrationRate: 0.8 }),
    report('04', 2025, {}), // the newest word of the year tells neither
    report('05', 2026, { registrationRate: 0.95 }),
  ]);
  const schoolYear = (id: string, year: number, fullTimeTeachers: number) => ({ id, schoolId: 's', year, fullTimeTeachers, teacherPosts: 20, ...origin });
  await put('schoolYears', [schoolYear('01', 2025, 10), schoolYear('02', 2024, 9), schoolYear('03', 2025, 12), schoolYear('04', 2026, 13)]);
  const choice = (id: string, organisationId: string, title: string, occupationCode: string) => ({
    id,
    organisationId,
    title,
    occupationCode,
    chosenBy: 't',
    chosenAt: at,
  });
  await put('titleChoices', [choice('1', 'a', '电工', '6-31-01-02'), choice('2', 'a', '电工', '6-31-01-03'), choice('3', 'b', '电工', '6-31-01-99')]);
}

describe.each(kinds)('what reports ask for on $name', ({ here, open }) => {
  describe.skipIf(!here)('here', () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
      await plant(db);
    });
    afterAll(() => db.close());

    it('a posting is open without an outcome, filled or closed as the newest says', async () => {
      const reports = createReportRepository(db);
      const ids = async (status: 'open' | 'filled' | 'closed') =>
        (await reports.pagePostings({ organisationId: 'a', status }, { limit: 10 })).items.map(({ row }) => row.id);
      expect([await ids('open'), await ids('filled'), await ids('closed')]).toEqual([['3'], ['1'], ['2']]);
      expect(await reports.countPostings({ status: 'closed' })).toBe(1);
      const newest = await createPostingOutcomeRepository(db).newestOf(['1', '2', '3']);
      expect([...newest].map(([id, { outcome, filled }]) => [id, outcome, filled]).sort()).toEqual([
        ['1', 'filled', 4],
        ['2', 'partly', 1],
      ]);
    });
    it('rules read the newest rates up to t0, and no year whose newest word tells none', async () => {
      expect(await createRuleInputs(db).rates(region, 2025)).toEqual([{ programme: 'p', year: 2024, firstChoiceRate: 0.7, registrationRate: null }]);
      expect(await createRuleInputs(db).rates('620800', 2025)).toEqual([]);
    });
    it('rules read the newest staff of each year up to t0', async () => {
      const told = { school: 's', posts: 20, partTime: null };
      expect(await createRuleInputs(db).staff(region, 2025)).toEqual([
        { ...told, year: 2024, fullTime: 9 },
        { ...told, year: 2025, fullTime: 12 },
      ]);
    });
    it('posts for interns stand beside all employees declared; who told none is absent, who told 0 is not', async () => {
      expect(await createRuleInputs(db).internships(region, 2025)).toEqual([
        { enterprise: 'a', name: 'a', sizeClass: '', year: 2025, posts: 1, employees: 100 },
        { enterprise: 'b', name: 'b', sizeClass: '20-299', year: 2025, posts: 0, employees: 30 },
      ]);
    });
    it('school years are paged newest year first; those replaced are told apart', async () => {
      const repository = createSchoolYearRepository(db);
      const first = await repository.page({ organisationId: 's', inForce: false }, { limit: 2 });
      expect(first.items.map(({ row, newest }) => [row.id, newest])).toEqual([
        ['04', 1],
        ['03', 1],
      ]);
      const rest = await repository.page({ organisationId: 's', inForce: false }, { limit: 2, cursor: first.next! });
      expect(rest.items.map(({ row, newest }) => [row.id, newest])).toEqual([
        ['01', 0],
        ['02', 1],
      ]);
      expect([await repository.count({ inForce: true }), await repository.count({ inForce: false })]).toEqual([3, 4]);
    });
    it('the newest choice of a title counts, of the own organisation, while its occupation stands', async () => {
      const titles = createTitleRepository(db);
      expect(await titles.choiceOf('a', '电工')).toMatchObject({ code: '6-31-01-03' });
      expect([await titles.choiceOf('b', '电工'), await titles.choiceOf('a', '焊工')]).toEqual([undefined, undefined]);
      expect((await titles.occupations()).map(({ code }) => code)).toEqual(['6-31-01-02', '6-31-01-03']);
      const before = await titles.edition();
      expect(await titles.edition()).toBe(before);
      const { occupations } = db.schema;
      const [one] = await db.query.select().from(occupations);
      await db.query.insert(occupations).values({ ...one!, code: '6-31-01-98', name: '新', retired: false });
      expect(await titles.edition()).not.toBe(before);
    });
  });
});
