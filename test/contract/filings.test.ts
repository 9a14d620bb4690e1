import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { FixedYearError } from '../../db/errors.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createFilingCoverageRepository } from '../../db/repositories/filing-coverage.ts';
import { createFilingRepository, type FilingChange, type FilingRow, type FilingState } from '../../db/repositories/filings.ts';
import { createReportRepository } from '../../db/repositories/reports.ts';
import { createStandingFactRepository } from '../../db/repositories/standing-facts.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-01-01T00:00:00Z');
const origin = { simulated: false, source: 'test', reportedBy: 'test', validFrom: at };
const occupation = '6-22-02-01';

/** Two enterprises that report and one that does not, one that is closed and one that waits; a school with two programmes. */
async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: '150600', name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  const named = (code: string) => ({ code, name: code, depth: 4, groupCode: code.slice(0, 4), digital: false, green: false, systemId: 'x' });
  await put('occupations', [occupation, '6-22-02-02'].map(named));
  const major = { level: 'associate', categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' };
  const majors = ['460702', '460701'].map((code) => ({ code, name: code, ...major }));
  await put('majors', majors);
  const organisation = { regionCode: '150600', ownership: 'public', simulated: true, source: 'test', createdAt: at };
  const firm = (id: string, more: object = {}) => ({
    id,
    kind: 'enterprise',
    name: id,
    openedYear: null,
    closedYear: null,
    status: 'verified',
    ...organisation,
    ...more,
  });
  await put('organisations', [firm('a'), firm('b'), firm('c'), firm('closed', { closedYear: 2024 }), firm('later', { openedYear: 2026 }), firm('waits', { status: 'pending' })]); // prettier-ignore
  await put('organisations', [firm('school', { kind: 'school' })]);
  const programme = (id: string, majorCode: string) => ({ id, schoolId: 'school', majorCode, lengthYears: 3, simulated: true, source: 'test' });
  await put('programmes', [programme('p1', '460702'), programme('p2', '460701')]);
  const declared = (id: string, organisationId: string, occupationCode: string, year: number, headcount: number) => ({
    ...{ id, organisationId, occupationCode, year, headcount, ...origin },
  });
  await put('declarations', [
    declared('01', 'a', occupation, 2024, 100),
    declared('02', 'a', occupation, 2024, 90), // sent again: the newest id counts
    declared('03', 'a', '6-22-02-02', 2024, 7),
    declared('04', 'b', occupation, 2024, 97),
    declared('05', 'b', occupation, 2025, 95),
  ]);
  const report = (id: string, programmeId: string, year: number) => ({ id, programmeId, schoolId: 'school', year, intake: 5, graduates: 3, ...origin });
  await put('enrolmentReports', [report('01', 'p1', 2024), report('02', 'p1', 2024), report('03', 'p2', 2024)]);
  const grade = (reportId: string, n: number, enrolled: number) => ({ reportId, grade: n, enrolled });
  await put('enrolmentGrades', [grade('01', 1, 500), grade('02', 1, 20), grade('02', 2, 10), grade('03', 1, 4)]);
}

let serial = 0;
const id = () => `n${String(++serial).padStart(6, '0')}`;
const audit = (action: string, entityId: string) => ({ id: id(), at, actor: 'test', action, entity: 'filing', entityId });
const event = (filingId: string, action: 'create' | 'submit' | 'withdraw' | 'accept' | 'lock', state: FilingState) => ({
  ...{ id: id(), filingId, at, actor: 'test', action, state, reason: null },
});
const filing = (organisationId: string, kind: 'demand' | 'enrolment' = 'demand', year = 2025): FilingRow => ({
  ...{ id: id(), organisationId, kind, year, state: 'draft', version: 1, batchId: null, reason: null },
  ...{ simulated: false, source: 'test', createdAt: at, changedAt: at, submittedAt: null },
});
const line = (filingId: string, key: string, payload: object, faults = 0) => ({ filingId, key, payload: payload as never, errors: [], faults, changedAt: at });
const step = (row: FilingRow, from: FilingState[], to: FilingState, action: 'submit' | 'withdraw' | 'accept', set: object = {}): FilingChange => ({
  ...{ from, set: { ...set, state: to, changedAt: at }, event: event(row.id, action, to), audit: audit(action, row.id) },
});

describe.each(kinds)('filings on $name', ({ open, here }) => {
  let db: Database;
  beforeAll(async () => {
    if (!here) return;
    db = await open();
    await plant(db);
  });
  afterAll(async () => {
    if (here) await db.close();
  });
  const find = async (row: Pick<FilingRow, 'id'>) => (await createFilingRepository(db).find(row.id))!.row;
  const add = async (row: FilingRow, lines: ReturnType<typeof line>[] = []) =>
    createFilingRepository(db).add(row, lines, event(row.id, 'create', 'draft'), audit('create', row.id));

  it.runIf(here)('are one an organisation, kind and year, however many begin it at once', async () => {
    const taken = await Promise.all([1, 2, 3].map(async () => add(filing('c'))));
    expect(taken.toSorted()).toEqual([false, false, true]);
    expect(await add(filing('c', 'demand', 2026))).toBe(true);
    const filings = createFilingRepository(db);
    expect((await filings.page({ organisationId: 'c', year: 2025 }, { limit: 10 })).items.length).toBe(1);
    const row = (await filings.page({ organisationId: 'c', year: 2025 }, { limit: 10 })).items[0]!.row;
    expect(await filings.countEvents(row.id)).toBe(1);
  });
  it.runIf(here)('change only from the version that was read: of several at once one is taken', async () => {
    const filings = createFilingRepository(db);
    const row = filing('a');
    await add(row, [line(row.id, occupation, { headcount: 1 })]);
    const write = async (n: number) => filings.changeLine(row, occupation, line(row.id, occupation, { headcount: n }, n), at, audit('put_line', row.id));
    const written = await Promise.all([5, 6, 7].map(write));
    expect(written.filter((one) => one !== undefined).length).toBe(1);
    expect((await find(row)).version).toBe(2);
    const { payload, faults } = (await filings.lines(row.id))[0]!;
    expect(payload).toEqual({ headcount: faults });
    expect((await filings.lineCounts([row.id])).get(row.id)).toEqual({ lines: 1, faults });
    expect(await filings.changeLine({ id: row.id, version: 2 }, occupation, undefined, at, audit('remove_line', row.id))).toMatchObject({ version: 3 });
    expect(await filings.lines(row.id)).toEqual([]);
  });
  it.runIf(here)('become facts of a batch, which leave when it is taken back; what was reported before counts again', async () => {
    const filings = createFilingRepository(db);
    const standing = createStandingFactRepository(db);
    const before = (await filings.page({ organisationId: 'a', year: 2025 }, { limit: 1 })).items[0]!.row;
    await createReportRepository(db).addDeclaration(
      { id: id(), organisationId: 'a', occupationCode: occupation, year: 2025, headcount: 11, ...origin },
      audit('create', 'd'),
    );
    const batch = { id: id(), kind: 'form' as const, description: 'x', createdBy: 'test', createdAt: at };
    const fact = { id: id(), organisationId: 'a', occupationCode: occupation, year: 2025, headcount: 12, batchId: batch.id, ...origin };
    const submit = step(before, ['draft', 'returned'], 'submitted', 'submit', { batchId: batch.id, submittedAt: at });
    const facts = { batch, declarations: [{ row: fact, details: { education: { bachelor: 2 } } }], enrolments: [] };
    expect(await filings.submit(before, submit, facts)).toMatchObject({ state: 'submitted', version: before.version + 1 });
    expect((await standing.lines('demand', 'a', 2025)).map(({ values }) => values)).toEqual([{ headcount: 12, education: { bachelor: 2 } }]);
    expect(await filings.submit(before, submit, { ...facts, batch: { ...batch, id: id() } })).toBeUndefined();
    const withdraw = step(before, ['submitted'], 'draft', 'withdraw', { batchId: null });
    expect(await filings.takeBack(await find(before), withdraw)).toMatchObject({ state: 'draft', batchId: null });
    expect((await standing.lines('demand', 'a', 2025)).map(({ values }) => values)).toEqual([{ headcount: 11 }]);
    expect(await db.query.select().from(db.schema.declarationParts)).toEqual([]);
  });
  it.runIf(here)('once accepted admit no single fact of the organisation and year, nor once locked', async () => {
    const filings = createFilingRepository(db);
    const reports = createReportRepository(db);
    const row = filing('school', 'enrolment');
    await add(row);
    const report = (year: number) => ({ id: id(), programmeId: 'p1', schoolId: 'school', year, intake: 5, graduates: 3, ...origin });
    await reports.addEnrolmentReport(report(2025), [1, 2, 3], audit('create', 'r'));
    await filings.change(row, step(row, ['draft'], 'accepted', 'accept'));
    const refused = async (year: number) => reports.addEnrolmentReport(report(year), [1, 2, 3], audit('create', 'r')).then(() => 'stored', (error: unknown) => error); // prettier-ignore
    expect(await refused(2025)).toBeInstanceOf(FixedYearError);
    const lock = async () => filings.lockYear({ kind: 'enrolment', year: 2025 }, at, (one) => event(one, 'lock', 'locked'), (rows) => audit('lock', rows.map(({ id }) => id).join())); // prettier-ignore
    expect([await lock(), await lock()]).toEqual([{ locked: 1, open: 0 }, { locked: 0, open: 0 }]); // prettier-ignore
    expect(await refused(2025)).toMatchObject({ state: 'locked', year: 2025 });
    expect(await refused(2026)).toBe('stored');
    const enrolled = (await db.query.select().from(db.schema.enrolmentReports)).filter((one) => one.year === 2025);
    expect(enrolled.length).toBe(1);
  });
  it.runIf(here)('say who has reported and who has not, of those that exist and are verified', async () => {
    const coverage = createFilingCoverageRepository(db);
    const rows = (await coverage.page({ kind: 'demand', year: 2025 }, { limit: 10 })).items;
    expect(rows.map(({ organisationId, standing, persons, facts }) => [organisationId, standing, persons, facts])).toEqual([
      ['a', 'draft', 97, 1],
      ['b', 'direct', 97, 1],
      ['c', 'draft', 0, 0],
    ]);
    expect(new Map(await coverage.totals({ kind: 'demand', year: 2025 }))).toEqual(new Map([['draft', 2], ['direct', 1]])); // prettier-ignore
    const first = await coverage.page({ kind: 'demand', year: 2025 }, { limit: 1 });
    expect(first.next).toEqual([97, 'a']);
    expect((await coverage.page({ kind: 'demand', year: 2025 }, { limit: 1, cursor: first.next! })).items).toMatchObject([{ organisationId: 'b' }]);
    expect((await coverage.page({ kind: 'demand', year: 2024, standing: 'absent' }, { limit: 10 })).items.map((row) => row.organisationId)).toEqual([
      'c',
      'closed',
    ]);
    expect(await coverage.sums({ kind: 'demand', year: 2025 })).toEqual({ organisations: 3, reported: 2, personsBefore: 194, personsOfReporters: 194 });
    expect(await coverage.sums({ kind: 'demand', year: 1999 })).toMatchObject({ reported: 0, personsBefore: 0, personsOfReporters: 0 });
    const schools = await coverage.page({ kind: 'enrolment', year: 2025 }, { limit: 10 });
    expect(schools.items).toMatchObject([{ organisationId: 'school', standing: 'locked', persons: 34, facts: 1 }]);
    expect((await createStandingFactRepository(db).lines('enrolment', 'school', 2024)).map(({ key, values }) => [key, values['enrolled']])).toEqual([
      ['460701', [4]],
      ['460702', [20, 10]],
    ]);
  });
});
