import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxType } from '../../server/downloads.ts';
import { sheetKinds, type ImportKind } from '../../schemas/sheets/kinds.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { checkedFile, imported, reportOf, settled, sheetOf } from '../support/sheets.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  const major = (await api.getJson<{ items: { code: string }[] }>('/majors?limit=1')).items[0]!.code;
  const occupationCode = (await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1')).items[0]!.code;
  const post = (path: string, as: 'enterprise' | 'planner' | 'school', body: object) => api.call('POST', path, { as, body });
  const added = [
    await post('/demand/projects', 'enterprise', { name: '二期', occupationCode, commissioningYear: api.t0 + 1, plannedHeadcount: 80 }),
    await post('/supply/inflows', 'planner', { majorCode: major, year: api.t0 + 1, persons: 40, reason: '周边城市' }),
  ];
  const [report] = (await api.getJson<{ items: { year: number; majorCode: string; level: string; graduates: number }[] }>(`/enrolment/reports?year=${api.t0 - 2}&limit=1`, 'school')).items; // prettier-ignore
  const { year, majorCode, level, graduates } = report!;
  const counts = { asked: graduates, localJob: graduates, otherRegion: 0, furtherStudy: 0, military: 0, unemployed: 0, inField: 0 };
  added.push(await post('/graduate-tracks', 'school', { year, majorCode, level, months: 12, ...counts }));
  const seats = await sheetOf([['成员单位', '席位', '职务', '任职起'], ['市统计局', '成员', '局长', '2026-01-01']]); // prettier-ignore
  await imported(api, (await checkedFile(api, 'seats', seats, { as: 'secretariat' })).id, 'all-or-nothing', 'secretariat');
  expect(added.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
});
afterAll(() => api.close());

/** What is downloaded comes back whole. */
const whole: Partial<Record<ImportKind, string>> = {
  ...{ declarations: '/demand/declarations', postings: '/demand/postings', projects: '/demand/projects', enrolment: '/enrolment/reports' },
  ...{ destinations: '/enrolment/destinations', plans: '/enrolment/plans', tracks: '/graduate-tracks', schoolYears: '/enrolment/school-years' },
  ...{ inflows: '/supply/inflows', chains: '/chains/contents', programmes: '/programmes' },
};
/** What only adds: a row that is there already is refused, and says so. */
const adding: Partial<Record<ImportKind, { readonly path: string; readonly there: RegExp }>> = {
  ledger: { path: '/adjustments', there: /台账中已有|缺少必填字段“文号”/ },
  seats: { path: '/conference/members', there: /已在册/ },
  organisations: { path: '/organisations', there: /已有同类同名|已登记/ },
};
const download = (path: string, accept: string, language: string) =>
  api.call('GET', path, { as: 'administrator', headers: { accept, 'accept-language': language } });
const wrong = async (id: string) => (await reportOf(api, id)).errors.filter(({ severity }) => severity === 'error').slice(0, 3);
const first = (csv: string) => csv.split('\n').slice(0, 400).join('\n');

describe('what is downloaded', () => {
  it('comes back under every kind, or the reason why not stands here', () => {
    const byPage = { candidates: 'numbers of students leave the city on paper only', rankings: 'kept as one ranking a post, on the page' };
    expect(Object.keys({ ...whole, ...adding, ...byPage }).toSorted()).toEqual(Object.keys(sheetKinds).toSorted());
  });
  it.each(Object.entries(whole))('%s: every row is right again, in both languages and forms', async (kind, path) => {
    for (const language of ['zh', 'en']) {
      const csv = await download(path, 'text/csv', language);
      const read = await checkedFile(api, kind as ImportKind, Buffer.from(first(csv.body)), { as: 'administrator', filename: 'a.csv' });
      expect([kind, language, read.failure, read.rows === 0, await wrong(read.id)]).toEqual([kind, language, null, false, []]);
      expect(read.valid).toBe(read.rows);
      const xlsx = await download(path, xlsxType, language);
      const sheet = await checkedFile(api, kind as ImportKind, xlsx.rawPayload, { as: 'administrator' });
      expect([kind, language, sheet.failure, await wrong(sheet.id)]).toEqual([kind, language, null, []]);
    }
  });
  it.each(Object.entries(adding))('%s: its header is known; rows that are there already say so', async (kind, { path, there }) => {
    for (const language of ['zh', 'en']) {
      const csv = await download(path, 'text/csv', language);
      const read = await checkedFile(api, kind as ImportKind, Buffer.from(first(csv.body)), { as: 'administrator', filename: 'a.csv' });
      expect([kind, language, read.failure]).toEqual([kind, language, null]);
      const { errors } = await reportOf(api, read.id);
      expect(errors.filter(({ severity, message }) => severity === 'error' && !there.test(message)).slice(0, 3)).toEqual([]);
    }
  });
  it('changed in one cell goes in, counts, and is undone', async () => {
    const before = await api.getJson<{ items: { headcount: number }[] }>('/demand/declarations?limit=1', 'enterprise');
    const csv = await download('/demand/declarations', 'text/csv', 'zh');
    const [header, row] = csv.body.split('\n');
    const at = header!.split(',').indexOf('年末在岗人数（人）');
    const cells = row!.split(',');
    const changed = [...cells.slice(0, at), String(Number(cells[at]) + 7), ...cells.slice(at + 1)].join(',');
    const { id } = await checkedFile(api, 'declarations', Buffer.from(`${header}\n${changed}`), { as: 'administrator', filename: 'a.csv' });
    await imported(api, id, 'all-or-nothing', 'administrator');
    const newest = (await api.getJson<{ items: { headcount: number; source: string }[] }>('/demand/declarations?limit=1', 'administrator')).items[0]!;
    expect([newest.headcount, newest.source]).toEqual([Number(cells[at]) + 7, 'spreadsheet']);
    await api.call('POST', `/imports/${id}/undo`, { as: 'administrator' });
    expect((await settled(api, id)).state).toBe('undone');
    expect(await api.getJson('/demand/declarations?limit=1', 'enterprise')).toEqual(before);
  });
});
