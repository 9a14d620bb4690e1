import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createProfileAnswerRepository } from '../../db/repositories/profile-answers.ts';
import { createProfileStockRepository } from '../../db/repositories/profile-stocks.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const origin = { simulated: true, source: 'test', reportedBy: 'test', validFrom: at };

/** A chain with two occupations in two segments and one in none, three enterprises, one school; one enterprise belongs to no chain. */
async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  const occupation = (code: string) => ({ code, name: code, depth: 4, groupCode: code.slice(0, 4), digital: false, green: false, systemId: 'x' });
  await put('occupations', ['6-22-02-01', '6-22-02-02', '4-12-01-01'].map(occupation));
  const major = { level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' };
  await put(
    'majors',
    ['460702', '460701'].map((code) => ({ code, name: code, ...major })),
  );
  await put('chains', [{ id: 'c', regionCode: '150600', number: 1, name: '链', source: 'test' }]);
  const segment = (position: string) => ({ id: position, chainId: 'c', position, name: position, source: 'test' });
  await put('chainSegments', ['midstream', 'downstream'].map(segment));
  await put('chainMajors', [{ chainId: 'c', majorCode: '460702', origin: 'official', source: 'test' }]);
  const placed = (occupationCode: string, segmentId: string) => ({ chainId: 'c', occupationCode, segmentId, origin: 'official' });
  await put('chainOccupations', [placed('6-22-02-01', 'midstream'), placed('4-12-01-01', 'downstream')]);
  const organisation = { regionCode: '150600', ownership: 'public', simulated: true, source: 'test', createdAt: at };
  const firm = (id: string, chainId: string | null, sizeClass: string) => ({ id, kind: 'enterprise', name: id, chainId, sizeClass, ...organisation });
  await put('organisations', [firm('a', 'c', '1000+'), firm('b', 'c', '1000+'), firm('d', 'c', '20-299'), firm('z', null, '20-299')]);
  await put('organisations', [{ id: 'school', kind: 'school', name: 'school', ...organisation }]);
  const programme = (id: string, majorCode: string) => ({ id, schoolId: 'school', majorCode, lengthYears: 3, simulated: true, source: 'test' });
  await put('programmes', [programme('p1', '460702'), programme('p2', '460701')]);
  const declared = (id: string, organisationId: string, occupationCode: string, year: number, headcount: number) => ({
    ...{ id, organisationId, occupationCode, year, headcount, ...origin },
  });
  await put('declarations', [
    declared('01', 'a', '6-22-02-01', 2022, 100),
    declared('02', 'b', '6-22-02-01', 2022, 50),
    declared('03', 'b', '4-12-01-01', 2022, 20),
    declared('04', 'd', '6-22-02-02', 2022, 7),
    declared('05', 'z', '6-22-02-01', 2022, 999),
    declared('06', 'a', '6-22-02-01', 2024, 110), // nothing for 2023: the report of 2022 stands for both years
    declared('07', 'b', '6-22-02-01', 2023, 55),
    declared('08', 'b', '6-22-02-01', 2023, 56), // sent again: the newest id counts
  ]);
  const part = (declarationId: string, aspect: string, name: string, persons: number) => ({ declarationId, aspect, part: name, persons });
  await put('declarationParts', [
    part('01', 'education', 'secondary', 60),
    part('01', 'education', 'bachelor', 30),
    part('02', 'education', 'secondary', 50),
    part('07', 'education', 'secondary', 55), // of a report that was sent again: it does not count
    part('04', 'grade', 'apprentice', 4),
  ]);
  const competence = (code: string) => ({ code, name: code, kind: 'skill', origin: 'editorial', source: 'test', createdAt: at });
  await put('competences', ['S-1', 'S-2', 'S-3'].map(competence));
  await put(
    'declarationCompetences',
    [
      ['01', 'S-1'],
      ['02', 'S-1'],
      ['03', 'S-1'],
      ['03', 'S-2'],
    ].map(([declarationId, competenceCode]) => ({ declarationId, competenceCode })),
  );
  const taught = (programmeId: string, competenceCode: string) => ({ programmeId, competenceCode, simulated: true, source: 'test', enteredAt: at });
  await put('programmeCompetences', [taught('p1', 'S-1'), taught('p2', 'S-1'), taught('p2', 'S-3')]);
  const posted = (id: string, organisationId: string, openedOn: string, headcount: number, experienceYears: number | null, level: string | null) => ({
    ...{ id, organisationId, occupationCode: '6-22-02-01', openedOn, year: Number(openedOn.slice(0, 4)), headcount, experienceYears, level, ...origin },
  });
  await put('postings', [
    posted('11', 'a', '2022-03-01', 3, 0, 'secondary'),
    posted('12', 'a', '2022-03-01', 4, 1, 'vocational_bachelor'), // the same day again: the newest id counts
    posted('13', 'b', '2022-04-01', 2, 3, null),
    posted('14', 'b', '2022-05-01', 1, 9, 'bachelor'),
    posted('15', 'b', '2022-06-01', 5, null, null),
    posted('16', 'b', '2019-06-01', 50, 0, null),
  ]);
  await put('postingCompetences', [
    { postingId: '13', competenceCode: 'S-2' },
    { postingId: '11', competenceCode: 'S-3' },
  ]);
}

describe.each(kinds)('$name', ({ here, open }) => {
  const test = it.skipIf(!here);
  let db: Database;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    await plant(db);
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  const scope = { chainId: 'c', from: 2022, to: 2024 };

  test('stocks stand until the next report of the same enterprise', async () => {
    const stocks = createProfileStockRepository(db);
    const row = (occupation: string, sizeClass: string, year: number, next: number | null, stock: number) => ({
      ...{ occupation, sizeClass, year, next, stock, enterprises: 1, simulated: true, chain: 'c' },
    });
    expect(sorted(await stocks.standingStocks('c', 2024))).toEqual(
      sorted([
        row('4-12-01-01', '1000+', 2022, null, 20),
        row('6-22-02-01', '1000+', 2022, 2024, 100),
        row('6-22-02-01', '1000+', 2022, 2023, 50),
        row('6-22-02-01', '1000+', 2023, null, 56),
        row('6-22-02-01', '1000+', 2024, null, 110),
        row('6-22-02-02', '20-299', 2022, null, 7),
      ]),
    );
    expect(sorted(await stocks.standingStocks('c', 2022))).toEqual(
      sorted([
        row('4-12-01-01', '1000+', 2022, null, 20),
        { ...row('6-22-02-01', '1000+', 2022, null, 150), enterprises: 2 },
        row('6-22-02-02', '20-299', 2022, null, 7),
      ]),
    );
  });
  test('enterprises are counted once a segment and year', async () => {
    const { bySegment, bySize } = await createProfileStockRepository(db).enterprisesByYear('c', 2024, [2022, 2024, 2025]);
    expect(sorted(bySegment)).toEqual(
      sorted([
        { year: 2022, position: 'midstream', enterprises: 2 },
        { year: 2022, position: 'downstream', enterprises: 1 },
        { year: 2022, position: null, enterprises: 1 },
        { year: 2024, position: 'midstream', enterprises: 2 },
        { year: 2024, position: 'downstream', enterprises: 1 },
        { year: 2024, position: null, enterprises: 1 },
        { year: 2025, position: 'midstream', enterprises: 2 },
      ]),
    );
    expect(sorted(bySize.filter((row) => row.year === 2022))).toEqual(
      sorted([
        { year: 2022, sizeClass: '1000+', enterprises: 2 },
        { year: 2022, sizeClass: '20-299', enterprises: 1 },
      ]),
    );
  });
  test('education is that of the newest report that answers, summed by unit', async () => {
    const answers = createProfileAnswerRepository(db);
    // the reports of 2023 and 2024 that count say nothing of education
    expect(await answers.answers(scope, 'education', 'chain')).toEqual([{ segment: '', code: '', enterprises: 2, headcount: 150, simulated: true }]);
    expect(sorted(await answers.parts(scope, 'education', 'segment'))).toEqual(
      sorted([
        { segment: 'midstream', code: '', part: 'bachelor', persons: 30 },
        { segment: 'midstream', code: '', part: 'secondary', persons: 110 },
      ]),
    );
    expect(await answers.parts(scope, 'grade', 'group')).toEqual([{ segment: 'unassigned', code: '6-22-02', part: 'apprentice', persons: 4 }]);
    expect(await answers.answers({ ...scope, from: 2023 }, 'education', 'occupation')).toEqual([]);
  });
  test('postings of the years count once, by level and experience', async () => {
    const answers = createProfileAnswerRepository(db);
    const unit = { segment: 'midstream', code: '6-22-02-01' };
    expect(await answers.posted(scope, 'occupation')).toEqual([{ ...unit, enterprises: 2, postings: 4, persons: 12, simulated: true }]);
    expect(sorted(await answers.postedByLevel(scope, 'occupation'))).toEqual(
      sorted([
        { ...unit, level: '', persons: 7 },
        { ...unit, level: 'bachelor', persons: 1 },
        { ...unit, level: 'vocational_bachelor', persons: 4 },
      ]),
    );
    expect(sorted(await answers.postedByExperience(scope, 'chain'))).toEqual(
      sorted([
        { segment: '', code: '', band: 'entry', postings: 1, persons: 4 },
        { segment: '', code: '', band: 'over_five', postings: 1, persons: 1 },
        { segment: '', code: '', band: 'two_three', postings: 1, persons: 2 },
      ]),
    );
  });
  test('competences: employees and applicants asked, programmes that teach', async () => {
    const answers = createProfileAnswerRepository(db);
    const staff = (competence: string, enterprises: number, occupations: number, persons: number) => ({
      ...{ segment: '', code: '', competence, enterprises, occupations, persons, simulated: true },
    });
    expect(sorted(await answers.askedOfStaff(scope, 'chain'))).toEqual(sorted([staff('S-1', 2, 2, 170), staff('S-2', 1, 1, 20)]));
    expect(await answers.askedOfApplicants(scope, 'segment')).toEqual([
      { segment: 'midstream', code: '', competence: 'S-2', enterprises: 1, persons: 2, simulated: true },
    ]);
    const { byCompetence, programmes } = await answers.taught('c', '150600', 2024);
    const teaching = (competence: string, own: boolean) => ({ competence, own, programmes: 1, schools: 1, simulated: true });
    expect(sorted(byCompetence)).toEqual(sorted([teaching('S-1', true), teaching('S-1', false), teaching('S-3', false)]));
    expect(programmes).toEqual({ all: 1, answering: 1 });
    expect(await answers.reportedYears('c', 2023)).toEqual([2022, 2023]);
  });
});
