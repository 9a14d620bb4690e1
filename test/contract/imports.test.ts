import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { ConflictError } from '../../db/errors.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { canWithdrawOrganisations } from '../../db/repositories/import-organisations.ts';
import { createImportFacts } from '../../db/repositories/import-facts.ts';
import { createImportRowRepository, type StagedRow } from '../../db/repositories/import-rows.ts';
import { createRegisterImports } from '../../db/repositories/import-registers.ts';
import { createImportRepository, type ImportRow } from '../../db/repositories/imports.ts';
import type { ImportKind } from '../../schemas/sheets/kinds.ts';
import { newId } from '../../server/runtime.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-03-04T05:06:07.089Z');
const audit = (action: string) => ({ id: newId(), at, actor: 'test', action, entity: 'import', entityId: 'x' });

async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  const occupation = (code: string) => ({ code, name: code, depth: 4, groupCode: code.slice(0, 4), digital: false, green: false, systemId: 'x' });
  await put('occupations', ['6-22-02-01', '6-22-02-02'].map(occupation));
  await put('majors', [
    { code: '460702', name: 'm', level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' },
  ]);
  const organisation = { regionCode: '150600', ownership: 'public', simulated: true, source: 'test', createdAt: at };
  await put('organisations', [
    { id: 'firm', kind: 'enterprise', name: 'firm', ...organisation },
    { id: 'school', kind: 'school', name: 'school', ...organisation },
  ]);
  await put('programmes', [{ id: 'p', schoolId: 'school', majorCode: '460702', lengthYears: 3, simulated: true, source: 'test' }]);
  await put(
    'competences',
    ['S-1', 'S-2'].map((code) => ({ code, name: code, kind: 'skill', origin: 'editorial', source: 'test', createdAt: at })),
  );
}

describe.each(kinds)('imports on $name', ({ here, open }) => {
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
  const row = (n: number, report: StagedRow['report'], more: Partial<StagedRow> = {}): StagedRow => ({
    ...{ row: n, valid: report !== null, organisationId: 'firm', programmeId: null, report, cells: ['一', '"', ''], problems: null },
    ...more,
  });
  /** An import that was checked, with these rows. */
  async function staged(kind: ImportKind, rows: readonly StagedRow[], sha256 = newId()): Promise<ImportRow> {
    const [imports, staging] = [createImportRepository(db), createImportRowRepository(db)];
    const id = newId();
    await imports.begin({
      ...{ id, kind, state: 'receiving', organisationId: 'firm', filename: 'a', size: 3, sha256 },
      ...{ createdBy: 'test', createdAt: at },
    });
    await imports.addChunk(id, 0, Buffer.from('ab').toString('base64'));
    await imports.addChunk(id, 1, Buffer.from('c').toString('base64'));
    await imports.received(id, [], audit('upload'));
    expect((await staging.fileOf(id)).toString()).toBe('abc');
    const claimed = await imports.claim(id, at, new Date(+at + 1_000));
    expect(await imports.claim(id, at, new Date(+at + 1_000))).toBeUndefined();
    await staging.addRows(id, rows);
    const validRows = rows.filter(({ valid }) => valid).length;
    await imports.checked(id, claimed!.attempts, { state: 'checked', rows: rows.length, validRows }, audit('checked'));
    expect(await staging.fileOf(id)).toHaveLength(0);
    return (await imports.find(id))!.row;
  }
  async function confirmed(checked: ImportRow): Promise<ImportRow> {
    const values = { mode: 'valid-rows-only', confirmedBy: 'test', confirmedAt: at, fileKey: `k|${checked.sha256}` } as const;
    return (await createImportRepository(db).confirm(checked.id, values, audit('confirm')))!;
  }
  const batch = () => ({ batchId: newId(), idBase: newId(), at, description: 'a' });

  test('staged rows come back as they were, problems in pages', async () => {
    const problems = [{ code: 'x', zh: '错', en: 'wrong' }];
    const { id } = await staged('declarations', [row(9, null, { problems }), row(2, { year: 2025 }), row(10, null, { problems })]);
    const staging = createImportRowRepository(db);
    expect((await staging.rows(id, 0, 9, false)).map((one) => [one.row, one.valid, one.cells])).toEqual([2, 9, 10].map((n) => [n, n === 2, ['一', '"', '']]));
    expect((await staging.rows(id, 2, 1, true)).map((one) => one.row)).toEqual([9]);
    expect(await staging.problems(id, 9, 9)).toEqual([{ row: 10, problems }]);
  });
  test('declarations go in with parts and competences, in the order of their rows, and out again', async () => {
    const report = {
      year: 2025,
      occupationCode: '6-22-02-01',
      headcount: 50,
      education: { bachelor: 7, associate: 2 },
      grades: { technician: 3 },
      competences: ['S-2', 'S-1'],
    };
    const checked = await staged('declarations', [
      row(300, { ...report, headcount: 51 }),
      row(5, report),
      row(6, null),
      row(7, { year: 2025, occupationCode: '6-22-02-02', headcount: 0, plannedHires: 4 }),
    ]);
    const facts = createImportFacts(db);
    const s = db.schema;
    expect(await facts.store(checked, batch(), audit('import'))).toBeUndefined(); // not confirmed
    const importing = await confirmed(checked);
    const given = batch();
    expect(await facts.store(importing, given, audit('import'))).toMatchObject({ state: 'imported', batchId: given.batchId, importedRows: 3 });
    expect(await facts.store(importing, batch(), audit('import'))).toBeUndefined(); // delivered twice
    const stored = await db.query.select().from(s.declarations).orderBy(asc(s.declarations.id));
    expect(stored.map(({ headcount, plannedHires, occupationCode }) => [headcount, plannedHires, occupationCode])).toEqual([[50, null, '6-22-02-01'], [0, 4, '6-22-02-02'], [51, null, '6-22-02-01']]); // prettier-ignore
    expect(stored[0]).toMatchObject({
      organisationId: 'firm',
      year: 2025,
      nature: 'stock',
      unit: 'persons',
      simulated: false,
      source: 'spreadsheet',
      reportedBy: 'test',
      validFrom: at,
      batchId: given.batchId,
    });
    expect(stored.every(({ id }) => id.startsWith(given.idBase.slice(0, 24)) && id.length === 36)).toBe(true);
    const parts = await db.query.select().from(s.declarationParts).where(eq(s.declarationParts.declarationId, stored[0]!.id)).orderBy(asc(s.declarationParts.aspect), asc(s.declarationParts.part)); // prettier-ignore
    expect(parts.map(({ aspect, part, persons }) => [aspect, part, persons])).toEqual([['education', 'associate', 2], ['education', 'bachelor', 7], ['grade', 'technician', 3]]); // prettier-ignore
    expect(await db.query.select().from(s.declarationCompetences)).toHaveLength(4);
    const asked = await createImportRepository(db).askUndo(checked.id, { undoneBy: 'test' }, audit('ask'));
    expect(await facts.withdraw(asked!, { at, newId: () => 'unused' }, (n) => audit(`undo ${n}`))).toMatchObject({ state: 'undone', fileKey: null });
    for (const table of [s.declarations, s.declarationParts, s.declarationCompetences]) expect(await db.query.select().from(table as typeof s.declarations)).toEqual([]); // prettier-ignore
    expect(await createImportRowRepository(db).rows(checked.id, 0, 9, false)).toHaveLength(4);
  });
  test('a batch that cannot go in whole leaves nothing, and waits as before', async () => {
    const report = { year: 2025, occupationCode: '6-22-02-01', headcount: 5 };
    const importing = await confirmed(await staged('declarations', [row(2, report), row(3, { ...report, occupationCode: '9-99-99' })]));
    await expect(createImportFacts(db).store(importing, batch(), audit('import'))).rejects.toThrow();
    expect(await db.query.select().from(db.schema.declarations)).toEqual([]);
    expect(await db.query.select().from(db.schema.batches).where(eq(db.schema.batches.createdAt, at))).toHaveLength(1);
    expect((await createImportRepository(db).find(importing.id))?.row.state).toBe('importing');
  });
  test('the same file is confirmed once, however often it was checked', async () => {
    const one = await staged('declarations', [row(2, { year: 2025 })], 'same');
    const two = await staged('declarations', [row(2, { year: 2025 })], 'same');
    await confirmed(one);
    await expect(confirmed(two)).rejects.toThrow(ConflictError);
  });
  test('postings, projects, enrolment with grades, destinations and plans', async () => {
    const s = db.schema;
    const ofSchool = { organisationId: 'school', programmeId: 'p' };
    const put = async (kind: ImportKind, rows: readonly StagedRow[]) =>
      createImportFacts(db).store(await confirmed(await staged(kind, rows)), batch(), audit('import'));
    await put('postings', [row(2, { openedOn: '2025-03-01', occupationCode: '6-22-02-01', headcount: 2, level: 'associate', competences: ['S-1'] })]);
    expect(await db.query.select().from(s.postings)).toMatchObject([
      { openedOn: '2025-03-01', year: 2025, nature: 'flow', level: 'associate', experienceYears: null },
    ]);
    expect(await db.query.select().from(s.postingCompetences)).toMatchObject([{ competenceCode: 'S-1' }]);
    await put('projects', [row(2, { name: '二期 "x"', occupationCode: '6-22-02-01', commissioningYear: 2027, plannedHeadcount: 30 })]);
    expect(await db.query.select().from(s.projects)).toMatchObject([{ name: '二期 "x"', commissioningYear: 2027, plannedHeadcount: 30 }]);
    const of = { year: 2025, majorCode: '460702', level: 'associate' };
    await put('enrolment', [row(2, { ...of, intake: 10, enrolled: [10, 9, 8], graduates: 7 }, ofSchool)]);
    expect(await db.query.select().from(s.enrolmentReports)).toMatchObject([{ programmeId: 'p', schoolId: 'school', plan: null, intake: 10, graduates: 7 }]);
    const grades = await db.query.select().from(s.enrolmentGrades).orderBy(asc(s.enrolmentGrades.grade));
    expect(grades.map(({ grade, enrolled, nature }) => [grade, enrolled, nature])).toEqual([[1, 10, 'stock'], [2, 9, 'stock'], [3, 8, 'stock']]); // prettier-ignore
    await put('destinations', [row(2, { ...of, localJob: 1, otherRegion: 2, furtherStudy: 3, military: 0, unemployed: 1 }, ofSchool)]);
    expect(await db.query.select().from(s.destinationReports)).toMatchObject([{ localJob: 1, furtherStudy: 3, inField: null }]);
    await put('plans', [row(2, { ...of, plan: 12 }, ofSchool)]);
    expect(await db.query.select().from(s.intakePlans)).toMatchObject([{ plan: 12, programmeId: 'p' }]);
    await put('schoolYears', [row(2, { year: 2025, fullTimeTeachers: 20, practiceBaseArea: 1500.5 }, { organisationId: 'school' })]);
    expect(await db.query.select().from(s.schoolYears)).toMatchObject([
      { schoolId: 'school', fullTimeTeachers: 20, practiceBaseArea: 1500.5, teacherPosts: null },
    ]);
  });
  test('what offices bring: inflow of the city, organisations that leave while nothing belongs to them', async () => {
    const s = db.schema;
    const brought = async (kind: ImportKind, report: StagedRow['report']) => {
      const importing = await confirmed(await staged(kind, [row(2, report, { organisationId: null })]));
      return (await createImportFacts(db).store(importing, batch(), audit('import')))!;
    };
    const leave = async ({ id }: ImportRow) => {
      const asked = await createImportRepository(db).askUndo(id, { undoneBy: 'test' }, audit('ask'));
      return createImportFacts(db).withdraw(asked!, { at, newId }, (n) => audit(`undo ${n}`));
    };
    const [{ code: regionCode } = { code: '' }] = await db.query.select({ code: s.regions.code }).from(s.regions).limit(1);
    const inflow = await brought('inflows', { majorCode: '460702', year: 2026, persons: 4, reason: '外地', regionCode });
    expect(await db.query.select().from(s.inflows)).toMatchObject([
      { regionCode, persons: 4, unit: 'persons', source: 'spreadsheet', batchId: inflow.batchId },
    ]);
    await leave(inflow);
    expect(await db.query.select().from(s.inflows)).toEqual([]);
    const entered = await brought('organisations', { kind: 'school', name: '新校', level: 'secondary', regionCode });
    const found = () => db.query.select().from(s.organisations).where(eq(s.organisations.name, '新校'));
    const [school] = await found();
    expect(school).toMatchObject({ kind: 'school', level: 'secondary', ownership: 'public', status: 'verified', simulated: false, version: 1 });
    expect(await canWithdrawOrganisations(db, entered)).toBe(true);
    const total = { ...{ schoolId: school!.id, year: 2025, basis: 'reported' as const, students: 1 }, simulated: true, source: 'test' };
    await db.query.insert(s.schoolTotals).values(total);
    expect(await canWithdrawOrganisations(db, entered)).toBe(false);
    await db.query.delete(s.schoolTotals).where(eq(s.schoolTotals.schoolId, school!.id));
    expect(await leave(entered)).toMatchObject({ state: 'undone' });
    expect(await found()).toEqual([]);
  });
  test('chains and programmes: changed one after another, and put back as they stood', async () => {
    const s = db.schema;
    const facts = createImportFacts(db);
    const bring = async (kind: ImportKind, reports: readonly StagedRow['report'][], organisationId: string | null = null) => {
      const rows = reports.map((report, i) => row(i + 2, report, { organisationId }));
      return (await facts.store(await confirmed(await staged(kind, rows)), batch(), audit('import')))!;
    };
    const leave = async ({ id }: ImportRow) => {
      const asked = await createImportRepository(db).askUndo(id, { undoneBy: 'test' }, audit('ask'));
      return facts.withdraw(asked!, { at, newId }, (n) => audit(`undo ${n}`));
    };
    const everything = async () => [
      await db.query.select().from(s.chains).orderBy(asc(s.chains.id)),
      await db.query.select().from(s.chainSegments).orderBy(asc(s.chainSegments.id)),
      await db.query.select().from(s.chainOccupations).orderBy(asc(s.chainOccupations.chainId), asc(s.chainOccupations.occupationCode)),
      await db.query.select().from(s.chainUnmatchedMajors).orderBy(asc(s.chainUnmatchedMajors.name)),
      await db.query.select().from(s.programmes).orderBy(asc(s.programmes.id)),
    ];
    const before = await everything();
    const occupationCode = '6-22-02-01';
    const one = await bring('chains', [
      { chain: '低空经济', position: 'midstream', segment: '整机', occupationCode, otherMajor: '无人机' },
      { chain: '低空经济', position: 'upstream', segment: '材料', occupationCode },
    ]);
    const [chain] = await db.query.select().from(s.chains).where(eq(s.chains.name, '低空经济'));
    const [placed] = await db.query.select().from(s.chainOccupations).where(eq(s.chainOccupations.chainId, chain!.id));
    const [segment] = await db.query.select().from(s.chainSegments).where(eq(s.chainSegments.id, placed!.segmentId!));
    expect([segment?.name, placed?.origin]).toEqual(['材料', 'user']);
    const stood = await everything();
    const two = await bring('chains', [{ chain: '低空经济', occupationCode, remove: 'yes' }, { chain: '低空经济', number: 77, position: 'upstream', segment: '新材料' }]); // prettier-ignore
    expect(await createRegisterImports(db).canUndo(one)).toBe(false);
    await expect(leave(one)).rejects.toThrow(ConflictError);
    expect(await leave(two)).toMatchObject({ state: 'undone' });
    expect(await everything()).toEqual(stood);
    const [known] = await db.query.select().from(s.programmes).where(eq(s.programmes.id, 'p'));
    const corrected = await bring('programmes', [{ majorCode: known!.majorCode, lengthYears: known!.lengthYears, closedYear: 2030 }], 'school');
    expect((await db.query.select().from(s.programmes).where(eq(s.programmes.id, 'p')))[0]).toMatchObject({ ...known, openedYear: null, closedYear: 2030 });
    await leave(corrected);
    expect((await db.query.select().from(s.programmes).where(eq(s.programmes.id, 'p')))[0]).toEqual(known);
    expect(await createRegisterImports(db).canUndo(one)).toBe(true); // what was built on it is gone
    expect(await facts.withdraw(one, { at, newId }, (n) => audit(`undo ${n}`))).toMatchObject({ state: 'undone' });
    expect(await everything()).toEqual(before);
  });
  test('what a worker left is found again; uploads that broke off are dropped', async () => {
    const imports = createImportRepository(db);
    const later = new Date(+at + 10_000);
    const waiting = (await imports.unfinished(later)).map(({ id }) => id);
    expect(waiting.length).toBeGreaterThan(0);
    await imports.claim(waiting[0]!, later, new Date(+later + 5_000));
    expect((await imports.unfinished(later)).map(({ id }) => id)).toEqual(waiting.slice(1));
    await imports.dropLeases();
    expect((await imports.unfinished(later)).map(({ id }) => id)).toEqual(waiting);
    const id = newId();
    await imports.begin({ ...{ id, kind: 'plans', state: 'receiving', filename: 'a', size: 1, sha256: 'b' }, ...{ createdBy: 'test', createdAt: at } });
    await imports.addChunk(id, 0, 'YQ==');
    await imports.dropBroken(at);
    expect(await imports.find(id)).toBeDefined();
    await imports.dropBroken(later);
    expect(await imports.find(id)).toBeUndefined();
  });
});
