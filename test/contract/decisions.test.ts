import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openPglite } from '../../db/open-pglite.ts';
import { openPostgres } from '../../db/open-postgres.ts';
import { openSqlite } from '../../db/open-sqlite.ts';
import { createTargetRepository, type TargetRow } from '../../db/repositories/adjustment-targets.ts';
import { createAdjustmentRepository, type AdjustmentFilter, type AdjustmentRow } from '../../db/repositories/adjustments.ts';
import { createDocketChangeRepository } from '../../db/repositories/docket-changes.ts';
import { createDocketRepository, docketSorts, type DocketFilter } from '../../db/repositories/dockets.ts';
import { createDecisionImports, storeDecisions, withdrawDecisions } from '../../db/repositories/import-decisions.ts';
import type { ImportRow } from '../../db/repositories/imports.ts';
import { storeDecision, type Decision } from '../../db/repositories/meeting-decisions.ts';
import { createMeetingRepository, type MeetingFilter } from '../../db/repositories/meetings.ts';
import { createTaskListRepository } from '../../db/repositories/task-list.ts';
import { moveOf } from '../../schemas/workflow.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { meetingWorkflow } from '../../schemas/workflows/meeting.ts';
import { createDatabase, hasPostgres } from '../support/postgres.ts';

const kinds = [
  { name: 'SQLite', here: true, open: async () => openSqlite(':memory:') },
  { name: 'PGlite', here: true, open: openPglite },
  { name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: postgres is missing)', here: hasPostgres, open: async () => openPostgres(await createDatabase()) },
];
const at = new Date('2026-11-20T00:00:00Z');
const regionCode = '150600';
const by = { createdBy: 'test', createdAt: at, simulated: false };
let made = 0;
const newId = () => `id-${String(++made).padStart(5, '0')}`;
const audit = () => ({ id: newId(), at, actor: 'test', action: 'x', entity: 'docket', entityId: 'x' });
const majors = [
  { code: '460702', level: 'associate', name: '新能源汽车' },
  { code: '460103', level: 'associate', name: '数控100%_技术' },
  { code: '710201', level: 'secondary', name: '计算机应用' },
] as const;

async function plant(db: Database): Promise<void> {
  const s = db.schema;
  const put = async (table: keyof typeof s, rows: readonly object[]) => {
    await db.query.insert(s[table]).values(rows as never);
  };
  await put('codeSystems', [{ id: 'x', kind: 'region', edition: '1', title: 'x', source: 'test' }]);
  await put('regions', [{ code: regionCode, name: '鄂尔多斯市', level: 2, systemId: 'x' }]);
  await put('majors', majors.map((major) => ({ ...major, categoryCode: '46', categoryName: 'x', classCode: '4607', className: 'x', systemId: 'x' }))); // prettier-ignore
  const school = (id: string, name: string) => ({ id, kind: 'school', name, regionCode, ownership: 'public', simulated: false, source: 'test', createdAt: at });
  await put('organisations', [school('s1', '甲职业学院'), school('s2', '乙中等职业学校')]);
  await put('programmes', [{ id: 'p1', schoolId: 's1', majorCode: '460702', lengthYears: 3, simulated: false, source: 'test' }]);
}

/** A ledger of sixty lines over ten years, with pairs that take each other back. */
const lineOf = (n: number): AdjustmentRow => {
  const major = majors[n % 3]!;
  const change = (['new', 'expand', 'reduce', 'suspend', 'keep'] as const)[n % 5]!;
  return {
    ...{ ...by, id: `l${String(n).padStart(2, '0')}`, regionCode, year: 2015 + (n % 10), schoolId: n % 4 === 0 ? 's2' : 's1', programmeId: null },
    ...{ majorCode: major.code, level: major.level, change, seatsBefore: n, seatsAfter: n + 1, newName: null, basis: `依据${n}`, batchId: null },
    ...{ docketId: n === 7 ? 'd7' : null, resolutionNumber: n % 2 === 0 ? `${2015 + (n % 10)}-1-0${n % 7}` : null, decidedOn: '2015-01-01' },
    ...{ takesBackId: null, source: 'entered' },
  };
};
const filters: readonly AdjustmentFilter[] = [
  ...[{}, { schoolId: 's2' }, { majorCode: '460103' }, { level: 'secondary' as const }, { change: 'reduce' as const }, { docketId: 'd7' }, { year: 2020 }],
  ...[
    { from: 2018, to: 2021 },
    { text: '乙中' },
    { text: '100%_' },
    { text: '-1-03' },
    { text: '依据4' },
    { schoolId: 's1', level: 'associate' as const, from: 2020 },
  ],
];

describe.each(kinds)('decisions on $name', ({ here, open }) => {
  describe.skipIf(!here)('here', () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
      await plant(db);
    }, 120_000);
    afterAll(() => db.close());

    /** Every row of a list, three at a time. */
    async function walked<T>(page: (cursor: readonly (string | number)[] | undefined) => Promise<{ items: T[]; next: (string | number)[] | null }>): Promise<T[]> {
      const all: T[] = [];
      for (let cursor: (string | number)[] | undefined; ;) {
        const { items, next } = await page(cursor);
        all.push(...items);
        if (next === null) return all;
        cursor = next;
      }
    } // prettier-ignore
    const opened = (id: string, major: (typeof majors)[number]) =>
      createDocketChangeRepository(db).open(
        {
          ...{ ...by, id, regionCode, year: 2026, origin: 'flag', changeId: null, runId: 'r', majorCode: major.code, level: major.level },
          ...{ flagClass: 'reduce', evidence: { format: 1 }, evidenceHash: 'h' },
        },
        [{ id: newId(), schoolId: 's1', programmeId: major.code === '460702' ? 'p1' : null, change: 'reduce', fromYear: 2027, seatsBefore: 80, seatsAfter: 40, newName: null, note: null }], // prettier-ignore
        audit,
      );
    async function moved(id: string, ...events: ('assess' | 'schedule')[]) {
      const changes = createDocketChangeRepository(db);
      for (const event of events) {
        const row = (await createDocketRepository(db).find(id))!.row;
        const move = moveOf(docketWorkflow, row.state, event)!;
        await changes.move({ id, version: row.version, move, from: row.state, set: { changedAt: at }, at, actor: 'test', moveId: newId() }, audit());
      }
      return (await createDocketRepository(db).find(id))!.row;
    }
    const decisionOn = (docket: { id: string; version: number }, version: number, n: number): Decision => {
      const id = `res${n}`;
      const shared = { regionCode, ...by };
      return {
        ...{
          meeting: { id: 'm1', version },
          itemId: `i${n}`,
          set: { outcome: 'approve', decidedAt: at, resolutionId: id },
          doing: { at, actor: 'test', newId },
        },
        resolution: {
          ...{ ...shared, id, number: `2026-1-0${n}`, meetingId: 'm1', itemId: `i${n}`, docketId: docket.id, outcome: 'approve', title: '压减', text: '同意' },
          ...{ decidedOn: '2026-11-20', dueOn: '2027-03-01', reviewOn: '2027-09-01', authority: null, submittedOn: null, documentNumber: null },
          ...{ answeredOn: null, answerNumber: null, state: 'open', version: 1, changedAt: at },
        },
        units: [{ resolutionId: id, unit: '市教育局', organisationId: null, leads: true }],
        docket: { docketId: docket.id, version: docket.version, resolutionId: id, resolutionNumber: `2026-1-0${n}`, outcome: 'approve', decidedOn: '2026-11-20', reviewOn: '2027-09-01', at, actor: 'test', newId }, // prettier-ignore
        task: {
          row: { ...shared, id: `t${n}`, origin: 'resolution', originId: id, title: '压减', content: '同意', dueOn: '2027-03-01' },
          units: [{ id: newId(), name: '市教育局', organisationId: null, leads: true }],
        },
        audit: audit(),
      };
    };
    const meeting = (id: string, kind: 'regular' | 'ad_hoc' | 'liaison', plannedAt: string) => ({
      ...{ ...by, id, regionCode, year: Number(plannedAt.slice(0, 4)), kind, title: '例会', plannedAt: new Date(plannedAt), place: '会议室', quorum: null },
      ...{ decisionRule: 'consensus' as const, preparesId: null, summary: null, state: meetingWorkflow.initial, version: 1, changedAt: at },
    });
    const rowsOf = async () => {
      const { resolutions, resolutionUnits, adjustments, tasks, taskUnits, auditEntries } = db.schema;
      const counts = [resolutions, resolutionUnits, adjustments, tasks, taskUnits, auditEntries].map(async (table) => (await db.query.select().from(table as typeof tasks)).length); // prettier-ignore
      return Promise.all(counts);
    };

    it('meetings are numbered in their year, listed by every filter, and changed under their version', async () => {
      const meetings = createMeetingRepository(db);
      for (const [id, kind, day] of [
        ['m1', 'regular', '2026-03-01T01:00:00Z'],
        ['m2', 'liaison', '2026-02-01T01:00:00Z'],
        ['m3', 'regular', '2025-09-01T01:00:00Z'],
        ['m4', 'ad_hoc', '2026-06-30T16:00:00Z'],
      ] as const)
        // prettier-ignore
        await meetings.add(meeting(id, kind, day), audit());
      const asked: readonly [Omit<MeetingFilter, 'regionCode'>, string[]][] = [
        [{}, ['m4', 'm2', 'm1', 'm3']],
        [{ kind: 'regular' }, ['m1', 'm3']],
        [{ year: 2026 }, ['m4', 'm2', 'm1']],
        [{ state: 'held' }, []],
        [{ from: new Date('2026-02-01T01:00:00Z'), to: new Date('2026-06-30T16:00:00Z') }, ['m2', 'm1']],
        [{ sentTo: 's1' }, []],
      ];
      for (const [filter, ids] of asked) {
        const found = await walked((cursor) => meetings.page({ regionCode, ...filter }, { limit: 3, ...(cursor ? { cursor } : {}) }));
        expect([filter, found.map(({ id }) => id), await meetings.count({ regionCode, ...filter })]).toEqual([filter, ids, ids.length]);
      }
      expect((await meetings.find('m4'))!.number).toBe(3);
      const change = (version: number) => meetings.change({ id: 'm2', version }, ['planned'], { place: '二楼', changedAt: at }, audit());
      expect((await change(1))?.version).toBe(2);
      const entries = (await rowsOf()).at(-1);
      expect([await change(1), (await rowsOf()).at(-1)]).toEqual([undefined, entries]);
    });

    it('a docket goes from flag to ledger and task in the transaction of the decision, or nothing of it does', async () => {
      const { agendaItems, conferenceMeetings } = db.schema;
      await opened('d1', majors[0]);
      await expect(opened('d2', majors[0])).rejects.toThrow('is open');
      await opened('d3', majors[1]);
      const [one, three] = [await moved('d1', 'assess', 'schedule'), await moved('d3', 'assess', 'schedule')];
      await db.query.insert(agendaItems).values(['1', '2'].map((n) => ({ id: `i${n}`, meetingId: 'm1', position: Number(n), title: '压减', docketId: n === '1' ? 'd1' : 'd3' }))); // prettier-ignore
      await db.query.update(conferenceMeetings).set({ state: 'held' }).where(eq(conferenceMeetings.id, 'm1'));

      const before = await rowsOf();
      // a docket, or a meeting, that was changed since it was seen
      for (const stale of [decisionOn({ id: 'd1', version: one.version - 1 }, 1, 1), decisionOn(one, 9, 1)])
        expect(await storeDecision(db, stale)).toBeUndefined();
      expect(await rowsOf()).toEqual(before);
      expect((await createDocketRepository(db).find('d1'))!.row).toEqual(one);

      expect(await storeDecision(db, decisionOn(one, 1, 1))).toMatchObject({ id: 'm1', version: 2 });
      expect((await rowsOf()).map((n, i) => n - before[i]!)).toEqual([1, 1, 1, 1, 1, 1]);
      expect((await createDocketRepository(db).find('d1'))!.row).toMatchObject({ state: 'resolved', outcome: 'approve', resolutionNumber: '2026-1-01', version: one.version + 1 }); // prettier-ignore
      const [line] = (await createAdjustmentRepository(db).page({ docketId: 'd1' }, { limit: 9 })).items;
      expect(line).toMatchObject({ organisationName: '甲职业学院', row: { year: 2027, change: 'reduce', seatsBefore: 80, seatsAfter: 40, basis: '2026-1-01', source: 'resolution' } }); // prettier-ignore
      const { items } = await createTaskListRepository(db).page({ origin: 'resolution', dueFrom: '2027-01-01', dueTo: '2027-12-31' }, { limit: 9 });
      expect(items).toMatchObject([{ originId: 'res1', title: '压减', dueOn: '2027-03-01', state: 'open', progress: 0 }]);
      // decided once
      expect(await storeDecision(db, decisionOn(one, 2, 1))).toBeUndefined();
      // two at once: one of them
      const both = await Promise.all([storeDecision(db, decisionOn(three, 2, 2)), storeDecision(db, decisionOn(three, 2, 2)).catch(() => undefined)]);
      expect(both.filter((done) => done !== undefined)).toHaveLength(1);
      expect((await createAdjustmentRepository(db).page({ docketId: 'd3' }, { limit: 9 })).items).toHaveLength(1);
    });

    it('dockets stand in every order and under every filter', async () => {
      const dockets = createDocketRepository(db);
      await opened('d4', majors[2]);
      const listed = async (filter: Partial<DocketFilter>, sort: (typeof docketSorts)[number] = 'number', descending = true) =>
        (await walked((cursor) => dockets.page({ shownOnly: false, ...filter }, { by: sort, descending }, { limit: 1, ...(cursor ? { cursor } : {}) }))).map(({ row }) => row.id); // prettier-ignore
      const orders = { number: ['d1', 'd3', 'd4'], majorCode: ['d3', 'd1', 'd4'], reviewOn: ['d1', 'd3', 'd4'] };
      for (const sort of docketSorts)
        expect([sort, await listed({}, sort, false), await listed({}, sort, true)]).toEqual([sort, orders[sort], orders[sort].toReversed()]);
      const asked: readonly [Partial<DocketFilter>, string[]][] = [
        [{ state: 'resolved' }, ['d3', 'd1']],
        [{ year: 2025 }, []],
        [{ majorCode: '710201' }, ['d4']],
        [{ level: 'associate' }, ['d3', 'd1']],
        [{ outcome: 'approve' }, ['d3', 'd1']],
        [{ origin: 'proposal' }, []],
        [{ schoolId: 's1' }, ['d4', 'd3', 'd1']],
        [{ schoolId: 's2' }, []],
        [{ reviewBy: '2027-08-31' }, []],
        [{ reviewBy: '2027-09-01' }, ['d3', 'd1']],
        [{ shownOnly: true }, ['d3', 'd1']],
      ];
      for (const [filter, ids] of asked) expect([filter, await listed(filter), await dockets.count({ shownOnly: false, ...filter })]).toEqual([filter, ids, ids.length]);
    }); // prettier-ignore

    it('the ledger gives the same lines in the same order under every filter, and counts what stands', async () => {
      const ledger = createAdjustmentRepository(db);
      const lines = Array.from({ length: 60 }, (_, n) => lineOf(n));
      const answers = lines.filter((_, n) => n % 9 === 0).map((line) => ({ ...line, id: `z${line.id}`, takesBackId: line.id, basis: '冲销' }));
      for (const line of [...lines, ...answers]) expect(await ledger.add(line, audit())).toBe(true);
      // a line is taken back once
      expect(await ledger.add({ ...answers[0]!, id: 'again' }, audit())).toBe(false);
      const all = [...lines, ...answers];
      const has = (line: AdjustmentRow, text: string) => [line.schoolId === 's1' ? '甲职业学院' : '乙中等职业学校', majors.find(({ code }) => code === line.majorCode)!.name, line.resolutionNumber ?? '', line.basis].some((word) => word.includes(text)); // prettier-ignore
      for (const filter of filters) {
        const { from = 0, to = 9999, text = '', ...equal } = filter;
        const wanted = all
          .filter(
            (line) =>
              line.year >= from &&
              line.year <= to &&
              has(line, text) &&
              Object.entries(equal).every(([name, value]) => line[name as keyof AdjustmentRow] === value),
          ) // prettier-ignore
          .sort((a, b) => b.year - a.year || (a.id < b.id ? 1 : -1))
          .map(({ id }) => id);
        const ask = { to: 2026, ...filter };
        const found = await walked((cursor) => ledger.page(ask, { limit: 7, ...(cursor ? { cursor } : {}) }));
        expect([filter, found.map(({ row }) => row.id), await ledger.count(ask)]).toEqual([filter, wanted, wanted.length]);
        if (text !== '') continue; // sums are asked without words
        const stands = all.filter(({ id, takesBackId }) => wanted.includes(id) && takesBackId === null && !answers.some((answer) => answer.takesBackId === id));
        expect((await ledger.counts(ask)).reduce((sum, one) => sum + one.lines, 0)).toBe(stands.length);
      }
    });

    it('targets of a plan are replaced as a whole under their version', async () => {
      const targets = createTargetRepository(db);
      const span = { regionCode, fromYear: 2021, toYear: 2025 };
      const row = (action: 'added' | 'cut', n: number, version: number): TargetRow => ({
        ...span,
        action,
        level: 'associate',
        majors: n,
        source: '规划',
        version,
      });
      expect(await targets.replace({ ...span, version: 0, rows: 0 }, [row('added', 9, 1), row('cut', 3, 1)], audit())).toBe(true);
      expect(await targets.replace({ ...span, version: 0, rows: 0 }, [row('added', 1, 1)], audit())).toBeUndefined();
      expect(await targets.replace({ ...span, version: 1, rows: 2 }, [row('added', 10, 2)], audit())).toBe(true);
      const entries = (await rowsOf()).at(-1);
      expect(await targets.replace({ ...span, version: 1, rows: 2 }, [row('added', 99, 2)], audit())).toBeUndefined();
      expect((await rowsOf()).at(-1)).toBe(entries);
      expect((await targets.find(span)).map(({ action, majors: n, version }) => [action, n, version])).toEqual([['added', 10, 2]]);
      await targets.replace({ ...span, fromYear: 2026, toYear: 2030, version: 0, rows: 0 }, [{ ...row('cut', 2, 1), fromYear: 2026, toYear: 2030 }], audit());
      const page = await targets.page(regionCode, { limit: 1 });
      expect([page.items.map(([first]) => first!.fromYear), page.next, await targets.count(regionCode)]).toEqual([[2026], [20_262_030], 2]);
      expect((await targets.page(regionCode, { limit: 1, cursor: page.next! })).items.map(([first]) => first!.fromYear)).toEqual([2021]);
    });

    it('sheets of the ledger and of seats go in whole and are taken back', async () => {
      const { imports, importRows, adjustments, conferenceMembers } = db.schema;
      const sheet = async (kind: 'ledger' | 'seats', id: string, reports: readonly object[]): Promise<ImportRow> => {
        const row = { id, kind, state: 'importing' as const, organisationId: null, filename: 'a.xlsx', size: 1, sha256: id, createdBy: 'test', createdAt: at };
        const [stored] = await db.query.insert(imports).values(row).returning();
        await db.query.insert(importRows).values(reports.map((report, i) => ({ importId: id, row: i + 2, valid: true, organisationId: kind === 'ledger' ? 's1' : null, programmeId: null, report: report as never, cells: [], problems: null }))); // prettier-ignore
        return { ...stored!, batchId: `batch-${id}` };
      };
      const store = (row: ImportRow) =>
        db.transaction(function* (tx) {
          yield* storeDecisions(db, tx, row, { batchId: row.batchId!, idBase: `00000000-0000-7000-8000-${row.id.padEnd(12, '0')}`, at });
        });
      const withdraw = (row: ImportRow) =>
        db.transaction(function* (tx) {
          return yield* withdrawDecisions(db, tx, row, at, newId);
        });
      const line = {
        year: 2013,
        majorCode: '460103',
        change: 'reduce',
        seatsBefore: 9,
        seatsAfter: 5,
        basis: '依据',
        resolutionNumber: '1 号',
        decidedOn: '2013-01-01',
      };
      const ledger = await sheet('ledger', 'a', [line, { ...line, seatsAfter: 4 }, { ...line, year: 2014 }]);
      await store(ledger);
      const lines = () => db.query.select().from(adjustments).where(eq(adjustments.source, 'spreadsheet')).orderBy(asc(adjustments.year), asc(adjustments.takesBackId)); // prettier-ignore
      expect((await lines()).map(({ year, seatsAfter, level, batchId }) => [year, seatsAfter, level, batchId])).toEqual([[2013, 4, 'associate', 'batch-a'], [2014, 5, 'associate', 'batch-a']]); // prettier-ignore
      await expect(store({ ...ledger, batchId: 'batch-b' })).rejects.toThrow('needs not to hold');
      expect(await withdraw(ledger)).toBe(2);
      expect((await lines()).filter(({ takesBackId }) => takesBackId !== null).map(({ basis, batchId }) => [basis, batchId])).toEqual([['撤销表格导入批次 batch-a', null], ['撤销表格导入批次 batch-a', null]]); // prettier-ignore
      expect(await withdraw(ledger)).toBe(0);

      const seat = { unit: '某局', role: 'member', personTitle: '局长', leads: 'yes', validFrom: '2026-01-01' };
      const seats = await sheet('seats', 'c', [seat, { ...seat, unit: '某院', organisationId: 's1', invited: 'yes', validTo: '2027-01-01' }]);
      await store(seats);
      expect((await db.query.select().from(conferenceMembers).orderBy(asc(conferenceMembers.id))).map(({ unit, organisationId, leads, invited, validTo }) => [unit, organisationId, leads, invited, validTo])).toEqual([['某局', null, true, false, null], ['某院', 's1', true, true, '2027-01-01']]); // prettier-ignore
      expect(await createDecisionImports(db).canUndo('seats', 'batch-c')).toBe(true);
      await db.query.update(conferenceMembers).set({ version: 2 }).where(eq(conferenceMembers.unit, '某局'));
      expect(await createDecisionImports(db).canUndo('seats', 'batch-c')).toBe(false);
      await expect(withdraw(seats)).rejects.toThrow('one was used');
      await db.query.update(conferenceMembers).set({ version: 1 }).where(eq(conferenceMembers.unit, '某局'));
      expect([await withdraw(seats), await db.query.select().from(conferenceMembers)]).toEqual([2, []]);
    });
  });
});
