import { parse } from 'csv-parse/sync';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../schemas/audit.ts';
import { confirmableMs, type CatalogueCode, type CatalogueEdition, type CatalogueImport, type CatalogueReplacement } from '../../schemas/catalogue-imports.ts';
import type { Major } from '../../schemas/catalogue.ts';
import { creditCheckCharacter } from '../../schemas/credit-code.ts';
import type { FilingDetail } from '../../schemas/filings.ts';
import type { Problem } from '../../schemas/problem.ts';
import { xlsxType } from '../../server/downloads.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { firstRegions, secondRegions } from '../support/editions.ts';
import { walk } from '../support/pages.ts';
import { createRefusalCheck } from '../support/refusal.ts';

let api: TestApp;
let now = new Date();
beforeAll(async () => {
  api = await buildTestApp({ seeded: false, clock: () => now });
});
afterAll(() => api.close());

const csvType = { 'content-type': 'text/csv' };
const check = (query: string, body: string | Buffer, headers: Record<string, string> = csvType) =>
  api.call('POST', `/catalogue/imports?${query}`, { as: 'administrator', body, headers });
async function checked(query: string, body: string | Buffer, headers?: Record<string, string>): Promise<CatalogueImport> {
  const response = await check(query, body, headers);
  expect([response.statusCode, response.headers.location]).toEqual([201, `/api/v1/catalogue/imports/${response.json<CatalogueImport>().id}`]);
  return response.json<CatalogueImport>();
}
const confirm = (id: string, body: object = {}) => api.call('POST', `/catalogue/imports/${id}/confirmation`, { as: 'administrator', body });
const register = { name: '鄂尔多斯市某厂', sizeClass: '20-299', contact: '张三 123', login: 'factory', password: 'a long enough password', displayName: '张三' }; // prettier-ignore

describe('an installation that begins empty', () => {
  it('says which catalogue is missing, and registers once regions were imported', async () => {
    const start = '91150600MA0QCHECK';
    const body = { ...register, creditCode: `${start}${creditCheckCharacter(start) ?? ''}` };
    const refused = await api.call('POST', '/accounts/registration', { body });
    expect([refused.statusCode, refused.json<Problem>().errors]).toEqual([
      422,
      [{ pointer: '/regionCode', detail: expect.stringContaining('管理员') as string }],
    ]);
    const item = await checked('kind=regions&fileName=regions-2023.csv', firstRegions);
    expect(item).toMatchObject({ status: 'ready', edition: '2023', codeSystem: 'REGION-2023', report: { counts: { added: 8 } } });
    expect((await api.getJson<{ items: CatalogueCode[] }>('/catalogue/codes?kind=regions')).items).toEqual([]);
    expect((await confirm(item.id)).json<CatalogueImport>()).toMatchObject({ status: 'imported', decidedBy: item.createdBy });
    expect((await api.call('POST', '/accounts/registration', { body })).statusCode).toBe(201);
  });
});

describe('a second edition', () => {
  it('comes as .xlsx, retires, renames and adds, and is listed with the one before', async () => {
    const rows: string[][] = parse(secondRegions);
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: '区划', rows }] }));
    const item = await checked('kind=regions&fileName=regions.xlsx&edition=2024', bytes, { 'content-type': xlsxType });
    expect(item.report.counts).toMatchObject({ added: 2, changed: 1, retired: 1, unchanged: 6 });
    expect((await confirm(item.id)).statusCode).toBe(200);
    const editions = await walk<CatalogueEdition>(api, '/catalogue/editions?kind=regions', 1, 'planner');
    expect(editions.map(({ id, previousId, rows: n }) => [id, previousId, n])).toEqual([['REGION-2024', 'REGION-2023', 9], ['REGION-2023', null, 8]]); // prettier-ignore
    const [gone] = await walk<CatalogueCode>(api, '/catalogue/codes?kind=regions&retired=true', 50);
    expect(gone).toMatchObject({ code: '150624', edition: '2023', retired: true, retiredIn: 'REGION-2024', replacedBy: [{ code: '150682', weight: null }] });
    const [audit] = (await api.getJson<{ items: AuditEntry[] }>('/audit?entity=catalogue&limit=1', 'administrator')).items;
    expect(audit).toMatchObject({ action: 'import', entityId: 'REGION-2024', after: { counts: { retired: 1 }, fileName: 'regions.xlsx' } });
  });
  it('is known when it comes again', async () => {
    const before = await rowCounts(api);
    const item = await checked('kind=regions&fileName=again.csv', firstRegions);
    expect(item.status).toBe('ready'); // the first one, no longer in force
    const known = await check('kind=regions&fileName=again.xlsx', secondRegions);
    expect(known.json<CatalogueImport>()).toMatchObject({ status: 'ready', report: { counts: { unchanged: 9, added: 0, retired: 0 } } }); // other bytes than the workbook
    expect({ ...(await rowCounts(api)), catalogueImports: 0, auditEntries: 0 }).toEqual({ ...before, catalogueImports: 0, auditEntries: 0 });
    expect((await confirm(known.json<CatalogueImport>().id)).statusCode).toBe(200);
    const same = await checked('kind=regions&fileName=again.csv', secondRegions);
    expect(same.status).toBe('known');
    expect([(await confirm(same.id)).statusCode, (await confirm(same.id)).json<Problem>().detail]).toEqual([409, '此文件已导入，没有变动']);
  });
  it('may say in a file of its own what old codes became', async () => {
    const item = await checked('kind=regions&fileName=map.csv&content=replacements', 'oldCode,newCode,weight\n150625,150681,0.7\n150625,150682,0.3\n');
    expect(item.report.counts.replacements).toBe(2);
    await confirm(item.id);
    const rows = await walk<CatalogueReplacement>(api, '/catalogue/replacements?kind=regions&oldCode=150625', 1, 'planner');
    expect(rows.map(({ newCode, weight }) => [newCode, weight])).toEqual([['150681', 0.7], ['150682', 0.3]]); // prettier-ignore
  });
});

describe('a file that is not right', () => {
  it('is kept with every fault by sheet, row, column, value and what to do, in both languages', async () => {
    const rows = [['代码', '名称', '层级', '上级代码'], ['150000', '内蒙古自治区', 1, ''], ['1506', '', 2, '150000'], ['150602', '东胜区', 3, '150699']]; // prettier-ignore
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: '区划', rows }] }));
    const item = await checked('kind=regions&fileName=bad.xlsx', bytes, { 'content-type': 'application/octet-stream' });
    expect([item.status, item.report.issues.map(({ severity, sheet, row, column, value }) => [severity, sheet, row, column, value])]).toEqual([
      'refused',
      [
        ['error', '区划', 3, 'code', '1506'],
        ['error', '区划', 3, 'name', null],
        ['error', '区划', 4, 'parent_code', '150699'],
      ],
    ]);
    for (const { zh, en } of item.report.issues) expect([zh, en]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringContaining('needs')]);
    expect((await confirm(item.id, { force: true })).statusCode).toBe(409);
    const unread = await checked('kind=majors&fileName=bad.csv', Buffer.from([0x63, 0xff, 0xff, 0x0a]));
    expect(unread.report.issues).toMatchObject([{ severity: 'error', row: 1, en: expect.stringContaining('GB 18030') as string }]);
    const strange = await checked('kind=majors&fileName=strange.csv', 'a,b\n1,2\n');
    expect(strange.report.issues.map((issue) => issue.column)).toEqual(['code', 'name', 'level', 'category_code', 'category_name', 'class_code', 'class_name']);
  });
  it('needs force where too much would change', async () => {
    const third = secondRegions.split('\n').slice(0, 5).join('\n');
    const item = await checked('kind=regions&fileName=short.csv&edition=2030', third);
    expect(item.report.issueCounts.warning).toBeGreaterThan(0);
    const refused = await createRefusalCheck(api);
    await refused('POST', `/catalogue/imports/${item.id}/confirmation`, { as: 'administrator', body: {} }, 422, ['/force']);
    const open = (await api.getJson<{ items: CatalogueImport[] }>('/catalogue/imports?status=ready&limit=1', 'planner')).items[0];
    expect(open?.id).toBe(item.id);
    expect((await confirm(item.id, { force: true })).statusCode).toBe(200);
    expect((await api.getJson<{ total: number }>('/catalogue/codes?kind=regions&total=true')).total).toBe(4);
  });
  it('can be confirmed for a week', async () => {
    const text = `${secondRegions}\n150683,某旗,3,150600,`;
    const item = await checked('kind=regions&fileName=late.csv&edition=2026', text);
    expect(item.status).toBe('ready');
    const then = now;
    now = new Date(then.getTime() + confirmableMs + 1);
    const response = await confirm(item.id, { force: true });
    now = then;
    expect([response.statusCode, response.json<Problem>().detail]).toEqual([409, expect.stringContaining('重新上传')]);
  });
  it('is refused before it is read where the call is wrong', async () => {
    const refused = await createRefusalCheck(api);
    const send = { as: 'administrator' as const, body: firstRegions, headers: csvType };
    await refused('POST', '/catalogue/imports?kind=regions&fileName=x.csv&edition=2023', send, 422, ['/query/edition']);
    await refused('POST', '/catalogue/imports?kind=planets&fileName=x.csv', send, 422, ['/query/kind']);
    await refused('POST', '/catalogue/imports?kind=crosswalk&content=replacements&fileName=x.csv', send, 422, ['/query/content']);
    await refused('POST', '/catalogue/imports?kind=regions&fileName=x.csv', { as: 'administrator', body: { code: '150600' } }, 415);
    await refused('POST', '/catalogue/imports?kind=regions&fileName=x.csv', { ...send, body: Buffer.alloc(20 * 1024 * 1024 + 1, 0x61) }, 413);
    await refused('POST', '/catalogue/imports?kind=regions&fileName=x.csv', { ...send, as: 'planner' }, 403);
    // elsewhere files are as unwelcome as before
    await refused('POST', '/runs', { as: 'planner', body: 'a,b', headers: csvType }, 415);
  });
});

describe('the catalogue as a file', () => {
  it.each(['text/csv', xlsxType])('%s can be brought back and changes nothing', async (type) => {
    const response = await api.call('GET', '/catalogue/codes?kind=regions', { headers: { accept: type, 'accept-language': 'zh' } });
    expect([response.statusCode, response.headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="regions.${type === 'text/csv' ? 'csv' : 'xlsx'}"`,
    ]);
    if (type === xlsxType) expect((await readXlsx(response.rawPayload)).sheets[0]!.rows[0]!.slice(0, 4)).toEqual(['代码', '名称', '层级', '上级代码']);
    const item = await checked('kind=regions&fileName=back', response.rawPayload, { 'content-type': 'application/octet-stream' });
    expect(item.report).toMatchObject({ counts: { rows: 4, unchanged: 4, retired: 0 }, issueCounts: { error: 0, warning: 0 } });
  });
});

describe('a retired major', () => {
  it('leaves the list, takes no new seats, and names what replaces it', async () => {
    const city = await buildTestApp();
    const { majors, programmes } = city.db.schema;
    const [programme] = await city.db.query.select().from(programmes).limit(1);
    const all = await walk<Major>(city, '/majors', 200);
    const { code, level } = all.find((major) => major.code === programme!.majorCode)!;
    const rows = (await city.db.query.select().from(majors)).filter((major) => major.level === level);
    const head = 'code,name,level,category_code,category_name,class_code,class_name,catalog,replaces';
    const heir = rows.find((major) => major.code !== code)!.code;
    const lines = rows.filter((major) => major.code !== code).map((m) => [m.code, m.name, m.level, m.categoryCode, m.categoryName, m.classCode, m.className, 'NEXT-2030', m.code === heir ? code : ''].join(',')); // prettier-ignore
    const response = await city.call('POST', '/catalogue/imports?kind=majors&fileName=next.csv', { as: 'administrator', body: [head, ...lines].join('\n'), headers: csvType }); // prettier-ignore
    const { id, codeSystem, report } = response.json<CatalogueImport>();
    expect([codeSystem, report.counts.retired, report.counts.unchanged]).toEqual(['NEXT-2030', 1, lines.length]);
    expect((await city.call('POST', `/catalogue/imports/${id}/confirmation`, { as: 'administrator', body: {} })).statusCode).toBe(200);
    const left = await walk<Major>(city, '/majors', 200);
    expect(left.map((major) => major.code)).toEqual(all.map((major) => major.code).filter((one) => one !== code));
    expect(await walk<Major>(city, '/majors?retired=true', 200)).toMatchObject([{ code, retired: true, retiredIn: 'NEXT-2030' }]);
    expect(left.find((major) => major.code === heir)).toMatchObject({ codeSystem: 'NEXT-2030', edition: 'NEXT-2030', retired: false });
    const seats = { organisationId: programme!.schoolId, programmeId: programme!.id, entryYear: city.t0 + 1, seats: 20 };
    const refused = await city.call('POST', '/seat-requests', { as: 'administrator', body: seats, headers: { 'accept-language': 'en' } });
    expect([refused.statusCode, refused.json<Problem>().errors]).toEqual([
      422,
      [{ pointer: '/majorCode', detail: `major ${code} was retired by NEXT-2030: use ${heir}` }],
    ]);
    const plan = { organisationId: programme!.schoolId, year: city.t0 + 1, majorCode: code, level };
    const planned = (seatsPlanned: number) => city.call('POST', '/enrolment/plans', { as: 'administrator', body: { ...plan, plan: seatsPlanned } });
    // nobody is taken in any more, which may be said
    expect([(await planned(30)).statusCode, (await planned(0)).statusCode]).toEqual([422, 201]);
    // a yearly report copies what stood: the line says it before it is submitted
    const filing = { organisationId: programme!.schoolId, kind: 'enrolment', year: city.t0 + 1, copyFrom: city.t0 };
    const begun = await city.call('POST', '/filings', { as: 'administrator', body: filing });
    const told = begun.json<FilingDetail>().items.map(({ key, errors }) => [key, errors.map(({ pointer }) => pointer)] as const);
    expect(told.filter(([, pointers]) => pointers.includes('/intake')).map(([key]) => key)).toEqual([code]);
    await city.close();
  });
});
