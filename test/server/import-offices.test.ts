import { eq } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../schemas/audit.ts';
import type { OrganisationRecord } from '../../schemas/organisations.ts';
import { simulatedCreditCode } from '../../schemas/credit-code.ts';
import type { Inflow } from '../../schemas/outlook.ts';
import type { Import } from '../../schemas/imports.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { SchoolYear } from '../../schemas/school-years.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { checkedFile, imported, reportOf, settled, sheetOf, upload } from '../support/sheets.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
});
afterAll(() => api.close());
const undo = (id: string, as: 'school' | 'planner' | 'administrator') => api.call('POST', `/imports/${id}/undo`, { as });
const cells = async (id: string, as: 'school' | 'planner' | 'administrator') => (await reportOf(api, id, as)).errors.map(({ cell, code }) => [cell, code]);

describe('school years by spreadsheet', () => {
  const header = ['年份*', '专任教师（人）*', '专业教师（人）', '双师型教师（人）', '培训人次', '实训基地建筑面积（平方米）', '教学仪器设备总值（万元）'];
  const own = () => walk<SchoolYear>(api, '/enrolment/school-years?state=all', 200, 'school');
  it('are checked as the form checks them, go in with every field, and out again', async () => {
    const before = await own();
    const file = await sheetOf([
      header,
      [api.t0, 210, 120, 70, '4,200', '18,500.5 平方米', 3200.25],
      [api.t0, 10, 12, null, null, null, null],
      [api.t0, 10, 8, 9, null, null, null],
      [api.t0 + 5, 10, null, null, null, '很大', null],
      [api.t0 - 1, 200, null, null, null, null, null],
    ]);
    const { id, valid } = await checkedFile(api, 'schoolYears', file, { as: 'school' });
    expect(valid).toBe(2);
    const told = (await reportOf(api, id, 'school')).errors;
    // what jumps against last year is told, and stops nothing
    expect(told.find(({ cell }) => cell === 'B2')).toMatchObject({ severity: 'warning', code: 'unusual', message: expect.stringMatching(/^专任教师 210，上年 \d+：请核对$/) as string }); // prettier-ignore
    expect(told.filter(({ severity }) => severity === 'error').map(({ cell, code }) => [cell, code])).toEqual([
      ['C3', 'not_accepted'],
      ['D4', 'not_accepted'],
      ['F5', 'not_an_amount'],
    ]);
    expect(await own()).toHaveLength(before.length);
    await imported(api, id, 'valid-rows-only', 'school');
    const added = (await own()).filter(({ source }) => source === 'spreadsheet');
    expect(added).toMatchObject([
      { year: api.t0, fullTimeTeachers: 210, professionalTeachers: 120, dualQualifiedTeachers: 70, trainingPersonTimes: 4200, inForce: true },
      { year: api.t0 - 1, fullTimeTeachers: 200, professionalTeachers: null, practiceBaseArea: null, inForce: true },
    ]);
    expect([added[0]!.practiceBaseArea, added[0]!.equipmentValue, added[0]!.simulated]).toEqual([18_500.5, 3200.25, false]);
    expect((await undo(id, 'school')).statusCode).toBe(202);
    expect((await settled(api, id)).state).toBe('undone');
    expect(await own()).toEqual(before);
  });
});

describe('declared inflow by spreadsheet', () => {
  const header = ['专业代码*', '毕业年份*', '来本市就业（人）*', '来源与依据*'];
  const all = () => walk<Inflow>(api, '/supply/inflows?state=all', 200, 'planner');
  it('is brought in by planners for the city, and taken back by them', async () => {
    const before = await all();
    const majors = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=2')).items.map(({ code }) => code);
    const file = await sheetOf([
      header,
      [majors[0]!, api.t0 + 1, 40, ' 周边城市 '],
      [majors[1]!, api.t0 + 11, 5, '太远'],
      ['999999', api.t0 + 1, 5, '没有'],
      [majors[0]!, api.t0 + 1, 41, '更正'],
    ]);
    const { id, valid, organisationId } = await checkedFile(api, 'inflows', file, { as: 'planner' });
    expect([valid, organisationId]).toEqual([2, null]);
    expect(await cells(id, 'planner')).toEqual([
      ['B3', 'not_accepted'],
      ['A4', 'not_accepted'],
      ['A5', 'repeated'],
    ]);
    await imported(api, id, 'valid-rows-only', 'planner');
    const added = (await all()).filter(({ source }) => source === 'spreadsheet');
    expect(added.map(({ regionCode, persons, reason, inForce }) => [regionCode, persons, reason, inForce])).toEqual([
      ['150600', 41, '更正', true],
      ['150600', 40, '周边城市', false],
    ]);
    expect((await undo(id, 'planner')).statusCode).toBe(202);
    expect((await settled(api, id)).state).toBe('undone');
    expect(await all()).toEqual(before);
  });
  it('is nothing an organisation brings; a planner decides on nothing that organisations bring', async () => {
    const file = await sheetOf([header, ['460702', api.t0 + 1, 1, '周边城市']]);
    for (const as of ['school', 'enterprise'] as const) {
      const refused = await upload(api, 'inflows', file, { as });
      expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([403, '“外来补充”由规划部门和系统管理员导入']);
    }
    expect((await upload(api, 'schoolYears', file, { as: 'planner' })).statusCode).toBe(403);
    const { id } = await checkedFile(api, 'schoolYears', await sheetOf([['年份', '专任教师'], [api.t0, 5]]), { as: 'school' }); // prettier-ignore
    const confirmed = await api.call('POST', `/imports/${id}/confirmation`, { as: 'planner', body: { mode: 'all-or-nothing' } });
    expect(confirmed.statusCode).toBe(403);
    await imported(api, id, 'all-or-nothing', 'school');
    expect((await undo(id, 'planner')).statusCode).toBe(403);
  });
});

describe('organisations by spreadsheet', () => {
  const header = ['单位类别*', '单位名称*', '统一社会信用代码', '层次', '办学或所有制性质', '规模（人）', '产业链'];
  const named = (text: string) => walk<OrganisationRecord>(api, `/organisations?q=${encodeURIComponent(text)}`, 50, 'administrator');
  const code = simulatedCreditCode(900_000_001);
  it('are checked one by one: codes, names, what their kind needs', async () => {
    const there = (await walk<OrganisationRecord>(api, '/organisations?kind=enterprise', 50, 'administrator'))[0]!;
    const file = await sheetOf([
      header,
      ['学校', '表格一中', null, '中职', '公办', null, null],
      ['学校', '表格二中', null, null, null, null, null],
      ['企业', '表格厂', '911500000000000000', null, null, '20-299', '没有的链'],
      ['企业', there.name, there.creditCode, null, null, '20-299', null],
      ['企业', '表格三厂', null, null, null, null, null],
      ['学校', '表格一中', null, '中职', null, null, null],
      ['医院', '表格医院', null, null, null, null, null],
    ]);
    const { id, valid } = await checkedFile(api, 'organisations', file, { as: 'administrator' });
    expect(valid).toBe(1);
    expect(await cells(id, 'administrator')).toEqual([
      ['D3', 'not_accepted'],
      ['C4', 'not_accepted'],
      ['G4', 'not_accepted'],
      ['B5', 'not_accepted'],
      ['C5', 'not_accepted'],
      ['F6', 'not_accepted'],
      ['B7', 'repeated'],
      ['A8', 'not_a_choice'],
    ]);
    expect(await named('表格')).toEqual([]);
  });
  it('go in verified, can report at once, and leave while nothing belongs to them', async () => {
    const chain = (await api.getJson<{ items: { id: string; name: string }[] }>('/chains?limit=1')).items[0]!;
    const file = await sheetOf([
      header,
      ['学校', '表格学院', null, '高职专科', '民办', null, null],
      ['企业', '表格新厂', code.toLowerCase(), null, null, '1000以上', chain.name],
      ['部门', '表格局', null, null, null, null, null],
    ]);
    const { id, valid } = await checkedFile(api, 'organisations', file, { as: 'administrator' });
    expect(valid).toBe(3);
    await imported(api, id, 'all-or-nothing', 'administrator');
    const found = (await named('表格')).toSorted((a, b) => a.id.localeCompare(b.id));
    expect(found.map(({ kind, name, creditCode, level, ownership, sizeClass, chainId, status, simulated }) => [kind, name, creditCode, level, ownership, sizeClass, chainId, status, simulated])).toEqual([
      ['school', '表格学院', null, 'associate', 'private', null, null, 'verified', false],
      ['enterprise', '表格新厂', code, null, 'private', '1000+', chain.id, 'verified', true],
      ['bureau', '表格局', null, null, 'public', null, null, 'verified', false],
    ]); // prettier-ignore
    expect((await upload(api, 'organisations', file, { as: 'administrator' })).json<Import>().id).toBe(id);
    // something belongs to one of them: the batch has to stay until it is gone
    const { schoolTotals } = api.db.schema;
    await api.db.query.insert(schoolTotals).values({ ...{ schoolId: found[0]!.id, year: 2025, basis: 'reported', students: 1 }, simulated: true, source: 'test' }); // prettier-ignore
    const refused = await undo(id, 'administrator');
    expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([409, '其中有单位已有成员、数据或更改，不能撤销']);
    expect(await named('表格')).toHaveLength(3);
    await api.db.query.delete(schoolTotals).where(eq(schoolTotals.source, 'test'));
    expect((await undo(id, 'administrator')).statusCode).toBe(202);
    expect((await settled(api, id)).state).toBe('undone');
    expect(await named('表格')).toEqual([]);
    const { items } = await api.getJson<{ items: AuditEntry[] }>(`/audit?entity=import&entityId=${id}&limit=50`, 'administrator');
    expect(items.map(({ action }) => action).toReversed()).toEqual(['upload', 'checked', 'confirm', 'ask_undo']);
  });
  it('are entered by administrators only; the template has the words to choose from', async () => {
    const file = await sheetOf([header, ['部门', '表格处', null, null, null, null, null]]);
    expect((await upload(api, 'organisations', file, { as: 'planner' })).statusCode).toBe(403);
    const template = await api.call('GET', '/import-kinds/organisations/template', { as: 'administrator' });
    const [sheet] = (await readXlsx(template.rawPayload)).sheets;
    expect(sheet!.rows[0]).toEqual(header);
  });
});
