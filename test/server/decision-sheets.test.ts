import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adjustment } from '../../schemas/adjustments.ts';
import type { ConferenceMember } from '../../schemas/conference.ts';
import type { Import } from '../../schemas/imports.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { checkedFile, imported, reportOf, settled, sheetOf, upload } from '../support/sheets.ts';

let api: TestApp;
let schools: { id: string; name: string }[];
let majors: string[];
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  schools = (await api.getJson<{ items: typeof schools }>('/organisations?kind=school&limit=5', 'administrator')).items;
  majors = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=5')).items.map(({ code }) => code);
});
afterAll(() => api.close());

const as = 'secretariat' as const;
const undone = async (id: string) => {
  const answer = await api.call('POST', `/imports/${id}/undo`, { as });
  return answer.statusCode === 202 ? settled(api, id, as) : answer.json<Problem>();
};

describe('a sheet of the ledger', () => {
  const header = ['学校*', '年份', '专业代码', '调整类型', '调整前招生规模', '调整后招生规模', '新名称', '依据', '文号', '决定日期'];
  const lines = async () => (await walk<Adjustment>(api, '/adjustments?from=2012&to=2013', 200, as)).filter(({ source }) => source === 'spreadsheet');
  let first: Import;
  let file: Buffer;
  it('is checked row by row as the form is', async () => {
    const school = schools[0]!.name;
    file = await sheetOf([
      header,
      [school, 2012, majors[0]!, '减招', 120, 80, null, '2012 年度备案', '教发〔2012〕1 号', '2012-03-01'],
      [school, '2013年', majors[1]!, '停招', 60, 0, null, '2013 年度备案', '教发〔2013〕2 号', '2013年4月'],
      [school, 2012, majors[0]!, '扩招', 120, 80, null, '2012 年度备案', '教发〔2012〕1 号', '2012-03-01'],
      [school, 2012, majors[0]!, '更名', null, null, null, '2012 年度备案', '教发〔2012〕1 号', '2012-03-01'],
      ['没有的学校', 2012, majors[0]!, '减招', 120, 80, null, '依据', '1 号', '2012-03-01'],
      [school, 2012, '999999', '取消', 120, 80, null, '依据', null, '2990-03-01'],
      [school, 2012, '999999', '撤销', 120, 0, null, '依据', '1 号', '2990-03-01'],
    ]);
    first = await checkedFile(api, 'ledger', file, { as });
    expect(first).toMatchObject({ state: 'checked', rows: 7, valid: 2, organisationId: null });
    expect((await reportOf(api, first.id, as)).errors.map(({ cell, field, code }) => [cell, field, code])).toEqual([
      ['F4', 'seatsAfter', 'not_accepted'],
      ['G5', 'newName', 'not_accepted'],
      ['A6', 'organisation', 'unknown_organisation'],
      ['D7', 'change', 'not_a_choice'],
      ['I7', 'resolutionNumber', 'required'],
      ['J8', 'decidedOn', 'not_accepted'],
      ['C8', 'majorCode', 'not_accepted'],
    ]);
    expect(await lines()).toEqual([]);
  });
  it('goes in with basis and number, is not taken twice, and counts in the statistics', async () => {
    expect(await imported(api, first.id, 'valid-rows-only', as)).toMatchObject({ state: 'imported', importedRows: 2 });
    expect((await lines()).map(({ year, change, seatsAfter, basis, resolutionNumber, decidedOn, stands }) => [year, change, seatsAfter, basis, resolutionNumber, decidedOn, stands])).toEqual([
      [2013, 'suspend', 0, '2013 年度备案', '教发〔2013〕2 号', '2013-04-01', true],
      [2012, 'reduce', 80, '2012 年度备案', '教发〔2012〕1 号', '2012-03-01', true],
    ]); // prettier-ignore
    const again = await sheetOf([header, [schools[0]!.name, 2012, majors[0]!, '减招', 120, 80, null, '又一次', '教发〔2012〕1 号', '2012-03-01'], [schools[0]!.name, 2012, majors[0]!, '减招', 120, 80, null, '又一次', '教发〔2012〕9 号', '2012-03-01']]); // prettier-ignore
    const second = await checkedFile(api, 'ledger', again, { as });
    expect(second).toMatchObject({ rows: 2, valid: 1 });
    expect((await reportOf(api, second.id, as)).errors.map(({ cell }) => cell)).toEqual(['I2']);
  });
  it('is told to whom it is of, and kept from others', async () => {
    for (const role of ['planner', 'secretariat', 'administrator'] as const) {
      const { items } = await api.getJson<{ items: Import[] }>('/imports?kind=ledger', role);
      expect([role, items.some(({ id }) => id === first.id)]).toEqual([role, true]);
    }
    expect((await api.getJson<{ items: Import[] }>('/imports?kind=declarations', as)).items).toEqual([]);
    expect((await api.call('GET', `/imports/${first.id}`, { as: 'school' })).statusCode).toBe(404);
    for (const role of ['school', 'enterprise'] as const) {
      const refused = await upload(api, 'ledger', file, { as: role, language: 'en' });
      expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([403, '“Ledger of adjustments” are reported by the secretariat of the joint conference']);
    } // prettier-ignore
    expect((await upload(api, 'declarations', file, { as })).statusCode).toBe(403);
  });
  it('is undone by lines that take its own back; one that was taken back already has its answer, and the file may come again', async () => {
    const [later, earlier] = await lines();
    expect((await api.call('POST', `/adjustments/${later!.id}/reversal`, { as, body: { reason: '年份有误' } })).statusCode).toBe(201);
    expect(await undone(first.id)).toMatchObject({ state: 'undone' });
    const all = await walk<Adjustment>(api, '/adjustments?from=2012&to=2013', 200, as);
    const answers = all.filter(({ takesBackId }) => takesBackId === later!.id || takesBackId === earlier!.id);
    expect(answers.map(({ takesBackId, basis }) => [takesBackId, basis.slice(0, 8)]).sort()).toEqual([[later!.id, '年份有误'], [earlier!.id, '撤销表格导入批次'.slice(0, 8)]].sort()); // prettier-ignore
    expect(all.filter(({ stands, source }) => stands && source === 'spreadsheet')).toEqual([]);
    const again = await checkedFile(api, 'ledger', file, { as });
    expect(again).toMatchObject({ rows: 7, valid: 2 });
  });
  it('does not go in where its line was entered meanwhile', async () => {
    const { items } = await api.getJson<{ items: Import[] }>('/imports?kind=ledger&state=checked', as);
    const waiting = items.find(({ rows }) => rows === 7)!;
    const body = { organisationId: schools[0]!.id, majorCode: majors[0]!, year: 2012, change: 'reduce', seatsBefore: 120, seatsAfter: 80, basis: 'x', resolutionNumber: '教发〔2012〕1 号', decidedOn: '2012-03-01' }; // prettier-ignore
    expect((await api.call('POST', '/adjustments', { as, body })).statusCode).toBe(201);
    expect(await imported(api, waiting.id, 'valid-rows-only', as)).toMatchObject({ state: 'failed' });
    expect((await lines()).filter(({ stands }) => stands)).toEqual([]);
  });
});

describe('a sheet of seats', () => {
  const header = ['成员单位', '席位', '职务', '姓名', '平台账号单位', '牵头单位', '列席', '任职起', '任职止'];
  const seats = async () => (await walk<ConferenceMember>(api, '/conference/members', 200, as)).filter(({ validFrom }) => validFrom === '2024-05-01');
  let first: Import;
  it('is checked: choices, days, accounts, seats that are held', async () => {
    const file = await sheetOf([
      header,
      [schools[1]!.name, '成员', '校长', '某某', null, '否', '否', '2024-05-01', null],
      ['某协会', '联络员', '秘书长', null, null, null, '是', '2024-05-01', '2027-04-30'],
      ['某局', '主席', '局长', null, null, null, null, '2024-05-01', null],
      ['某局', '成员', '局长', null, '没有的单位', null, null, '2024-05-01', '2023-05-01'],
      ['某局', null, '局长', null, null, null, null, '上周', null],
    ]);
    first = await checkedFile(api, 'seats', file, { as });
    expect(first).toMatchObject({ rows: 5, valid: 2 });
    expect((await reportOf(api, first.id, as)).errors.map(({ cell, code }) => [cell, code])).toEqual([
      ['B4', 'not_a_choice'],
      ['E5', 'not_accepted'],
      ['I5', 'not_accepted'],
      ['H6', 'not_a_date'],
      ['B6', 'required'],
    ]);
  });
  it('goes in; a unit that is called like an organisation is it; the same seat is refused', async () => {
    await imported(api, first.id, 'valid-rows-only', as);
    expect((await seats()).map(({ unit, role, personName, organisationId, invited, validTo }) => [unit, role, personName, organisationId, invited, validTo])).toEqual([
      [schools[1]!.name, 'member', '某某', schools[1]!.id, false, null],
      ['某协会', 'liaison', null, null, true, '2027-04-30'],
    ]); // prettier-ignore
    const rows = [header, ['某协会', '联络员', '秘书长', null, null, null, null, '2025-01-01', null], ['某协会', '联络员', '秘书长', null, null, null, null, '2027-05-01', null]];
    const again = await checkedFile(api, 'seats', await sheetOf(rows), { as });
    expect([again.valid, (await reportOf(api, again.id, as)).errors.map(({ cell }) => cell)]).toEqual([1, ['A2']]);
  }); // prettier-ignore
  it('is not undone once a seat was corrected; before that its seats go', async () => {
    const [seat] = await seats();
    const { unit, role, personTitle, validFrom, version } = seat!;
    const corrected = await api.call('PUT', `/conference/members/${seat!.id}`, { as, headers: { 'if-match': `"v${version}"` }, body: { unit, role, personTitle: `${personTitle}（正）`, validFrom } }); // prettier-ignore
    expect(corrected.statusCode).toBe(200);
    expect(await undone(first.id)).toMatchObject({ status: 409 });
    expect(await seats()).toHaveLength(2);
    const other = await checkedFile(api, 'seats', await sheetOf([header, ['某馆', '成员', '馆长', null, null, null, null, '2024-05-01', null]]), { as });
    await imported(api, other.id, 'all-or-nothing', as);
    expect(await seats()).toHaveLength(3);
    expect(await undone(other.id)).toMatchObject({ state: 'undone' });
    expect((await seats()).map(({ unit: name }) => name)).not.toContain('某馆');
  });
});
