import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../schemas/audit.ts';
import type { Declaration, Posting } from '../../schemas/demand.ts';
import type { EnrolmentReport } from '../../schemas/enrolment.ts';
import type { Import, ImportKinds } from '../../schemas/imports.ts';
import type { Problem } from '../../schemas/problem.ts';
import { sheetKinds, type ImportKind } from '../../schemas/sheets/kinds.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { checkedFile, imported, reportOf, settled, sheetOf, upload, xlsxType } from '../support/sheets.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
let occupations: string[];
let own: string;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  occupations = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=50')).items.map(({ code }) => code);
  own = (await api.getJson<{ organisationId: string }>('/session', 'enterprise')).organisationId;
});
afterAll(() => api.close());

const header = ['年份*', '职业代码*', '年末在岗人数（人）*', '预计离职退休（人）', '计划招聘（人）', '能力要求', '学历_本科（人）', '等级_技师（人）'];
const year = () => api.t0 + 1;
const declarations = (as: 'enterprise' | 'administrator' = 'enterprise') => walk<Declaration>(api, `/demand/declarations?year=${year()}`, 200, as);

describe('a sheet of declarations', () => {
  let first: Import;
  let file: Buffer;
  it('is checked row by row; nothing is stored before it is confirmed', async () => {
    const competence = (await api.getJson<{ items: { code: string }[] }>('/competences?limit=1')).items[0]!.code;
    file = await sheetOf([
      header,
      [year(), occupations[0]!, 120, 3, '１５', competence, 20, 5],
      [`${year()}年`, ` ${occupations[1]!}\u3000`, '1,200人', null, null, null, null, null],
      [],
      [year(), '9-99-99-99', 10, null, null, null, null, null],
      [year(), occupations[2]!, '很多', -1, null, null, null, null],
      [1999, occupations[3]!, null, null, null, null, null, null],
      [year(), occupations[4]!, 10, null, null, null, 11, null],
    ]);
    const before = (await declarations()).length;
    first = await checkedFile(api, 'declarations', file, { filename: '申报.xlsx' });
    expect(first).toMatchObject({
      state: 'checked',
      kind: 'declarations',
      organisationId: own,
      filename: '申报.xlsx',
      sheet: '数据',
      rows: 6,
      valid: 2,
      invalid: 4,
    });
    expect(await declarations()).toHaveLength(before);
  });
  it('is reported cell by cell, in the language of the caller, on screen and as a file', async () => {
    const report = await reportOf(api, first.id, 'enterprise');
    expect(report.more).toBe(false);
    expect(report.errors.map(({ cell, code, value }) => [cell, code, value])).toEqual([
      ['B5', 'not_accepted', '9-99-99-99'],
      ['C6', 'not_a_number', '很多'],
      ['D6', 'minimum', '-1'],
      ['C7', 'required', ''],
      ['A7', 'minimum', '1999'],
      ['G8', 'not_accepted', '11'],
    ]);
    expect(report.errors[0]).toMatchObject({
      sheet: '数据',
      row: 5,
      column: '职业代码',
      field: 'occupationCode',
      severity: 'error',
      message: '职业代码 9-99-99-99 不在目录中',
    });
    const english = await api.call('GET', `/imports/${first.id}/report`, { as: 'enterprise', headers: { 'accept-language': 'en', accept: 'text/csv' } });
    expect(english.body).toContain('数据,5,B5,Occupation code,9-99-99-99,error,not_accepted,occupation 9-99-99-99 is not in the catalogue');
  });
  it('comes back with what is wrong marked and commented', async () => {
    const response = await api.call('GET', `/imports/${first.id}/copy`, { as: 'enterprise' });
    const { sheets } = await readXlsx(response.rawPayload, { readStyles: true });
    const [sheet] = sheets;
    expect(sheet!.rows[0]!.slice(0, 2)).toEqual(['年份*', '职业代码*']);
    expect(sheet!.rows).toHaveLength(7); // blank rows are left out
    const cell = sheet!.cells?.get('3,1');
    expect(cell?.comment?.text).toBe('职业代码 9-99-99-99 不在目录中');
    expect(JSON.stringify(cell?.style?.fill)).toContain('F8D0D8');
    expect(sheet!.rows[3]!.at(-1)).toContain('不在目录中');
  });
  it('is not imported as a whole while a row is wrong', async () => {
    const response = await api.call('POST', `/imports/${first.id}/confirmation`, { as: 'enterprise', body: { mode: 'all-or-nothing' } });
    expect([response.statusCode, response.json<Problem>().errors?.[0]?.pointer]).toEqual([422, '/mode']);
    expect((await settled(api, first.id)).state).toBe('checked');
  });
  it('is imported without the wrong rows where that is asked for: every field, in one batch', async () => {
    const done = await imported(api, first.id, 'valid-rows-only');
    expect(done).toMatchObject({ state: 'imported', importedRows: 2, mode: 'valid-rows-only' });
    expect(done.batchId).not.toBeNull();
    const stored = (await declarations()).filter(({ source }) => source === 'spreadsheet');
    expect(stored.map(({ occupationCode, headcount, expectedLeavers, plannedHires }) => [occupationCode, headcount, expectedLeavers, plannedHires])).toEqual([
      [occupations[1], 1200, null, null],
      [occupations[0], 120, 3, 15],
    ]);
    expect(stored[1]).toMatchObject({ education: { bachelor: 20 }, grades: { technician: 5 }, simulated: false, unit: 'persons', nature: 'stock' });
    expect(stored[1]!.competences).toHaveLength(1);
    // the later row is the newer word, and both are newer than what was there
    expect(stored[0]!.id > stored[1]!.id).toBe(true);
  });
  it('goes in once: the same file is recognised and changes nothing', async () => {
    const again = await upload(api, 'declarations', file, { filename: '另一个名字.xlsx' });
    expect([again.statusCode, again.json<Import>().id, again.json<Import>().state]).toEqual([200, first.id, 'imported']);
    const twice = await api.call('POST', `/imports/${first.id}/confirmation`, { as: 'enterprise', body: { mode: 'valid-rows-only' } });
    expect(twice.statusCode).toBe(409);
  });
  it('is taken back whole; its rows stay on record, and it may come again', async () => {
    expect((await api.call('POST', `/imports/${first.id}/undo`, { as: 'enterprise' })).statusCode).toBe(202);
    expect((await settled(api, first.id)).state).toBe('undone');
    expect((await declarations()).filter(({ source }) => source === 'spreadsheet')).toEqual([]);
    expect((await reportOf(api, first.id, 'enterprise')).errors).toHaveLength(6);
    expect((await api.call('POST', `/imports/${first.id}/undo`, { as: 'enterprise' })).statusCode).toBe(409);
    expect((await upload(api, 'declarations', file)).statusCode).toBe(202);
  });
  it('is on record in the audit trail, step by step', async () => {
    const { items } = await api.getJson<{ items: AuditEntry[] }>(`/audit?entity=import&entityId=${first.id}&limit=50`, 'administrator');
    expect(items.map(({ action }) => action).toReversed()).toEqual(['upload', 'checked', 'confirm', 'ask_undo']);
    const batch = await api.getJson<{ items: AuditEntry[] }>('/audit?entity=batch&limit=50', 'administrator');
    expect(batch.items.map(({ action }) => action).toReversed().slice(0, 2)).toEqual(['import', 'undo']); // prettier-ignore
    expect(await api.getJson<{ faults: unknown[] }>('/audit/verification', 'administrator')).toMatchObject({ faults: [] });
  });
});

describe('a file that was checked with errors', () => {
  it('is checked again when it comes again, and the earlier check is over', async () => {
    const file = await sheetOf([header, [year(), '9-99-99', 1, null, null, null, null, null]]);
    const earlier = await checkedFile(api, 'declarations', file);
    const later = await checkedFile(api, 'declarations', file);
    expect([later.id === earlier.id, (await settled(api, earlier.id)).state, later.state]).toEqual([false, 'replaced', 'checked']);
    expect((await api.call('POST', `/imports/${later.id}/confirmation`, { as: 'enterprise', body: { mode: 'valid-rows-only' } })).statusCode).toBe(422);
  });
});

describe('the other kinds', () => {
  it('postings: dates as people write them, levels by word, repeated rows marked', async () => {
    const rows = [
      ['发布日期*', '职业代码*', '招聘人数（人）*', '经验要求（年）', '学历层次'],
      [`${api.t0}年3月`, occupations[0]!, 3, 2, '高职专科'],
      [`${api.t0}.12.31`, occupations[0]!, 1, null, 'bachelor'],
      [new Date(`${api.t0}-05-06`), occupations[1]!, '２', null, null],
      [`${api.t0}/3/1`, occupations[0]!, 4, null, null],
    ];
    const { id, valid, warnings } = await checkedFile(api, 'postings', await sheetOf(rows));
    expect([valid, warnings]).toEqual([4, 1]);
    expect((await reportOf(api, id)).errors[0]).toMatchObject({ row: 5, code: 'repeated', severity: 'warning' });
    await imported(api, id, 'all-or-nothing');
    const stored = (await walk<Posting>(api, '/demand/postings', 200, 'enterprise')).filter(({ source }) => source === 'spreadsheet');
    expect(stored.toReversed().map(({ openedOn, level, headcount, year: of }) => [openedOn, level, headcount, of])).toEqual([
      [`${api.t0}-03-01`, 'associate', 3, api.t0],
      [`${api.t0}-12-31`, 'bachelor', 1, api.t0],
      [`${api.t0}-05-06`, null, 2, api.t0],
      [`${api.t0}-03-01`, null, 4, api.t0],
    ]);
  });
  it('enrolment reports, then destinations against their graduates, and plans', async () => {
    const [known] = await walk<EnrolmentReport>(api, `/enrolment/reports?year=${api.t0}`, 200, 'school');
    const words = { secondary: '中职', associate: '高职专科', vocational_bachelor: '职业本科', bachelor: '本科' } as const;
    const of = [api.t0, known!.majorCode, words[known!.level]] as const;
    const grades = known!.enrolled.map((_, i) => `在校${'一二三四五'[i]!}年级（人）`);
    const reports = await sheetOf([
      ['年份', '专业代码', '层次', '招生计划', '实际招生', ...grades, '毕业生'],
      [...of, 100, 90, ...known!.enrolled.map((n) => n + 1), 70],
    ]);
    const { id } = await checkedFile(api, 'enrolment', reports, { as: 'school' });
    expect(await imported(api, id, 'all-or-nothing', 'school')).toMatchObject({ state: 'imported', importedRows: 1 });
    const [newest] = (await walk<EnrolmentReport>(api, `/enrolment/reports?year=${api.t0}`, 200, 'school')).filter(({ source }) => source === 'spreadsheet');
    expect(newest).toMatchObject({ majorCode: known!.majorCode, plan: 100, intake: 90, graduates: 70, enrolled: known!.enrolled.map((n) => n + 1) });
    const titles = ['年份', '专业代码', '层次', '本市就业', '外地就业', '升学', '参军', '待就业', '对口就业'];
    const destinations = await sheetOf([titles, [...of, 30, 20, 10, 5, 5, 20], [...of, 60, 20, 0, 0, 0, null]]);
    const checked = await checkedFile(api, 'destinations', destinations, { as: 'school' });
    expect((await reportOf(api, checked.id)).errors).toMatchObject([{ cell: 'E3', message: `各去向合计 80 人，超过 ${api.t0} 年毕业生 70 人` }]);
    expect(await imported(api, checked.id, 'valid-rows-only', 'school')).toMatchObject({ importedRows: 1 });
    const plans = await checkedFile(
      api,
      'plans',
      await sheetOf([
        ['年份', '专业代码', '层次', '招生计划'],
        [api.t0 + 1, ...of.slice(1), 80],
      ]),
      { as: 'school' },
    );
    expect(await imported(api, plans.id, 'all-or-nothing', 'school')).toMatchObject({ importedRows: 1 });
  });
  it('a CSV in GB18030 is read and said to be', async () => {
    // "年份,职业代码,在岗人数" in GB18030
    const gb = Buffer.concat([Buffer.from([0xc4, 0xea, 0xb7, 0xdd]), Buffer.from(','), Buffer.from([0xd6, 0xb0, 0xd2, 0xb5, 0xb4, 0xfa, 0xc2, 0xeb]), Buffer.from(','), Buffer.from([0xd4, 0xda, 0xb8, 0xda, 0xc8, 0xcb, 0xca, 0xfd]), Buffer.from(`\r\n${year()},${occupations[9]!},7\r\n`)]); // prettier-ignore
    const found = await checkedFile(api, 'declarations', gb, { filename: 'a.csv' });
    expect([found.state, found.valid, found.notices.map(({ code }) => code)]).toEqual(['checked', 1, ['encoding']]);
  });
});

describe('who may', () => {
  it('organisations import what they report, and see their own imports only', async () => {
    const file = await sheetOf([header, [year(), occupations[7]!, 1, null, null, null, null, null]]);
    expect((await upload(api, 'declarations', file, { as: 'school' })).statusCode).toBe(403);
    const { id } = await checkedFile(api, 'declarations', file);
    for (const path of [`/imports/${id}`, `/imports/${id}/report`, `/imports/${id}/copy`]) {
      expect([path, (await api.call('GET', path, { as: 'school' })).statusCode]).toEqual([path, 404]);
      expect([path, (await api.call('GET', path, { as: 'planner' })).statusCode]).toEqual([path, 200]);
    }
    expect((await api.call('POST', `/imports/${id}/confirmation`, { as: 'school', body: { mode: 'all-or-nothing' } })).statusCode).toBe(404);
    const mine = await walk<Import>(api, '/imports', 2, 'school');
    expect(new Set(mine.map(({ organisationId }) => organisationId)).size).toBe(1);
    expect(mine.some((item) => item.id === id)).toBe(false);
    expect((await walk<Import>(api, '/imports?kind=declarations&state=checked', 2, 'planner')).some((item) => item.id === id)).toBe(true);
    expect((await api.call('GET', `/imports?organisationId=${own}`, { as: 'school' })).statusCode).toBe(403);
  });
  it('a row for another organisation is refused; administrators name one in each row, by code or name', async () => {
    const others = await api.db.query.select().from(api.db.schema.organisations);
    const [one, two] = others.filter(({ kind, id }) => kind === 'enterprise' && id !== own);
    const titles = ['统一社会信用代码', ...header.slice(0, 3)];
    const rows = [
      titles,
      [one!.creditCode, year(), occupations[5]!, 11],
      [two!.name, year(), occupations[5]!, 12],
      ['无此企业', year(), occupations[5]!, 13],
      [null, year(), occupations[5]!, 14],
    ];
    const file = await sheetOf(rows);
    const refused = await checkedFile(api, 'declarations', file);
    expect((await reportOf(api, refused.id)).errors.map(({ cell, code }) => [cell, code])).toEqual([
      ['A2', 'not_own'],
      ['A3', 'not_own'],
      ['A4', 'not_own'],
    ]);
    const { id, valid } = await checkedFile(api, 'declarations', file, { as: 'administrator' });
    expect(valid).toBe(2);
    expect((await reportOf(api, id)).errors.map(({ cell, code }) => [cell, code])).toEqual([
      ['A4', 'unknown_organisation'],
      ['A5', 'required'],
    ]);
    await imported(api, id, 'valid-rows-only', 'administrator');
    const stored = (await declarations('administrator')).filter(({ source, occupationCode }) => source === 'spreadsheet' && occupationCode === occupations[5]);
    expect(stored.map(({ organisationId, headcount }) => [organisationId, headcount])).toEqual([
      [two!.id, 12],
      [one!.id, 11],
    ]);
  });
});

describe('templates', () => {
  const types: Record<ImportKind, 'enterprise' | 'school' | 'planner' | 'secretariat' | 'administrator'> = {
    declarations: 'enterprise',
    postings: 'enterprise',
    projects: 'enterprise',
    enrolment: 'school',
    destinations: 'school',
    plans: 'school',
    tracks: 'school',
    schoolYears: 'school',
    candidates: 'school',
    rankings: 'enterprise',
    seats: 'secretariat',
    ledger: 'secretariat',
    inflows: 'planner',
    organisations: 'administrator',
    chains: 'planner',
    programmes: 'planner',
  };
  it('list the kinds of the caller with the columns of the schema', async () => {
    for (const as of ['enterprise', 'school', 'planner', 'secretariat'] as const) {
      const { items } = await api.getJson<ImportKinds>('/import-kinds', as);
      expect(items.map(({ kind }) => kind)).toEqual(Object.keys(types).filter((kind) => types[kind as ImportKind] === as));
      expect(items.every(({ columns }) => columns.some(({ required }) => required))).toBe(true);
    }
    expect((await api.getJson<ImportKinds>('/import-kinds', 'administrator')).items).toHaveLength(16);
  });
  it.each(Object.keys(types) as ImportKind[])(
    '%s: its own header is understood, in both languages and forms; codes are text, dictionaries hidden',
    async (kind) => {
      for (const language of ['zh', 'en'] as const) {
        const ask = (accept: string) =>
          api.call('GET', `/import-kinds/${kind}/template`, { as: types[kind], headers: { accept, 'accept-language': language } });
        const { sheets, namedRanges } = await readXlsx((await ask(xlsxType)).rawPayload, { readStyles: true });
        expect(sheets.map(({ hidden = false }) => hidden)).toEqual([false, false, true]);
        expect(namedRanges?.map(({ name }) => name)).toContain('GONGXU_TEMPLATE');
        const [sheet] = sheets;
        const titles = sheet!.rows[0] as string[];
        expect(titles.filter((title) => title.endsWith('*')).length).toBeGreaterThan(0);
        const counts = sheetKinds[kind].columns.some(({ reading }) => reading === 'whole');
        expect(sheet!.dataValidations?.some(({ type }) => type === 'whole') ?? false).toBe(counts);
        expect(sheet!.freezePane?.rows).toBe(1);
        const csv = (await ask('text/csv')).body.replace('\ufeff', '').trim();
        expect(csv.split(',')).toEqual(titles);
        const columns = sheetKinds[kind].columns.filter(({ reading }) => sheetKinds[kind].reporter === 'office' || reading !== 'organisation');
        expect(titles).toHaveLength(columns.length);
        const filled = await checkedFile(api, kind, await sheetOf([titles, columns.map(({ example }) => example)]), { as: types[kind] });
        expect([filled.state, filled.rows, filled.notices]).toEqual(['checked', 1, []]);
      }
    },
  );
});

describe('a year whose filing is accepted', () => {
  const filed = async () => {
    const begun = await api.call('POST', '/filings', { as: 'enterprise', body: { kind: 'demand', year: year() } });
    const { id } = begun.json<{ id: string }>();
    const step = async (path: string, as: 'enterprise' | 'planner', body: object) => {
      const response = await api.call('POST', `/filings/${id}/${path}`, { as, body });
      if (response.statusCode !== 200) throw new Error(response.body);
    };
    await api.call('PUT', `/filings/${id}/lines/${occupations[20]!}`, { as: 'enterprise', body: { headcount: 30 } });
    // everything else that was reported last year is missing, and meant to be
    const doubts = await api.call('POST', `/filings/${id}/submission`, { as: 'enterprise', body: { confirmedLines: [] } });
    await step('submission', 'enterprise', { confirmedLines: doubts.json<{ confirm: string[] }>().confirm });
    return { accept: () => step('decision', 'planner', { decision: 'accept' }) };
  };
  const sheet = (persons: number) =>
    sheetOf([
      ['年份', '职业代码', '年末在岗人数'],
      [year(), occupations[21]!, persons],
    ]);
  it('takes no sheet beside it, whether it was accepted before the check or after', async () => {
    const filing = await filed();
    const waiting = await checkedFile(api, 'declarations', await sheet(31));
    expect(waiting).toMatchObject({ state: 'checked', valid: 1 });
    await filing.accept();
    const before = (await declarations()).length;
    const late = await imported(api, waiting.id, 'all-or-nothing');
    expect([late.state, late.failure?.code, late.failure?.message]).toEqual(['failed', 'fixed_year', expect.stringContaining('退回')]);
    const refused = await checkedFile(api, 'declarations', await sheet(32));
    expect(refused).toMatchObject({ valid: 0, invalid: 1 });
    expect((await reportOf(api, refused.id, 'enterprise')).errors).toMatchObject([{ cell: 'A2', column: '年份' }]);
    expect(await declarations()).toHaveLength(before);
  });
});

describe('files of one reporter', () => {
  it('wait ten at a time', async () => {
    const idle = await buildTestApp();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await upload(idle, 'declarations', await sheetOf([['年份'], [i]]))).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429, 429]);
    await idle.close();
  });
});
