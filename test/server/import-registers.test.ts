import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../schemas/audit.ts';
import type { ChainContent, Programme } from '../../schemas/catalogue.ts';
import type { Problem } from '../../schemas/problem.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';
import { checkedFile, imported, reportOf, settled, sheetOf, upload } from '../support/sheets.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
});
afterAll(() => api.close());
const as = 'planner';
const undo = (id: string) => api.call('POST', `/imports/${id}/undo`, { as });
const cells = async (id: string) => (await reportOf(api, id, as)).errors.map(({ cell, code }) => [cell, code]);
const contents = () => walk<ChainContent>(api, '/chains/contents', 50, as);
const programmes = () => walk<Programme>(api, '/programmes', 200, as);

describe('industry chains by spreadsheet', () => {
  const header = ['产业链*', '产业链序号', '环节位置', '环节名称', '职业代码', '专业代码', '目录外专业', '依据', '移除'];
  const codes = async (path: string) => (await api.getJson<{ items: { code: string }[] }>(`/${path}?limit=3`)).items.map(({ code }) => code);
  it('are checked row by row: numbers, segments, codes, and what is to be removed', async () => {
    const before = await contents();
    const [first] = before;
    const [occupation] = await codes('occupations');
    const { id, valid } = await checkedFile(
      api,
      'chains',
      await sheetOf([
        header,
        ['低空经济', first!.number, null, null, null, null, null, null, null],
        ['低空经济', null, null, '整机制造', null, null, null, null, null],
        ['低空经济', null, '中游', null, occupation!, null, null, null, null],
        ['低空经济', null, '上游', '材料', null, null, null, null, null],
        ['低空经济', null, '上游', '零部件', null, null, null, null, null],
        ['低空经济', null, null, null, '9-99-99', '999999', null, null, null],
        [first!.chain, null, null, null, null, null, '没有的专业', null, '是'],
        [first!.chain, null, null, null, null, null, null, null, '是'],
        ['没有的链', null, null, null, occupation!, null, null, null, '是'],
        [first!.chain, null, '旁边', null, null, null, null, null, null],
      ]),
      { as },
    );
    expect(await cells(id)).toEqual([
      ['B2', 'not_accepted'],
      ['C3', 'not_accepted'],
      ['D4', 'not_accepted'],
      ['D6', 'not_accepted'],
      ['E7', 'not_accepted'],
      ['F7', 'not_accepted'],
      ['G8', 'not_accepted'],
      ['I9', 'not_accepted'],
      ['A10', 'not_accepted'],
      ['C11', 'not_a_choice'],
    ]);
    expect(valid).toBe(1);
    expect(await contents()).toEqual(before);
  });
  it('add, move, rename and remove; undo brings back what stood before', async () => {
    const before = await contents();
    const moved = before.find(({ occupationCode, position }) => occupationCode !== null && position === 'midstream')!;
    const removed = before.find(({ majorCode, chainId }) => majorCode !== null && chainId === moved.chainId)!;
    const [occupation] = await codes('occupations');
    const [major] = await codes('majors');
    const { id, valid } = await checkedFile(
      api,
      'chains',
      await sheetOf([
        header,
        ['低空经济', null, '中游', '整机制造', occupation!, major!, '无人机应用', '某政发〔2026〕3 号', null],
        [moved.chain, null, '上游', null, moved.occupationCode, null, null, null, null],
        [moved.chain, null, '下游', '应用与服务', null, null, null, null, null],
        [removed.chain, null, null, null, null, removed.majorCode, null, null, '是'],
      ]),
      { as },
    );
    expect(valid).toBe(4);
    await imported(api, id, 'all-or-nothing', as);
    const after = await contents();
    const fresh = after.filter(({ chain }) => chain === '低空经济');
    expect(fresh.map(({ number, segment, occupationCode, majorCode, otherMajor, origin }) => [number, segment, occupationCode, majorCode, otherMajor, origin])).toEqual([
      [Math.max(...before.map(({ number }) => number)) + 1, '整机制造', null, null, null, null],
      [fresh[0]!.number, '整机制造', occupation, null, null, 'user'],
      [fresh[0]!.number, null, null, major, null, 'user'],
      [fresh[0]!.number, null, null, null, '无人机应用', null],
    ]); // prettier-ignore
    const here = after.filter(({ chainId }) => chainId === moved.chainId);
    expect(here.find(({ occupationCode }) => occupationCode === moved.occupationCode)?.position).toBe('upstream');
    expect(new Set(here.filter(({ position }) => position === 'downstream').map(({ segment }) => segment))).toEqual(new Set(['应用与服务']));
    expect(here.some(({ majorCode }) => majorCode === removed.majorCode)).toBe(false);
    expect((await undo(id)).statusCode).toBe(202);
    expect((await settled(api, id)).state).toBe('undone');
    expect(await contents()).toEqual(before);
    const entries = (await api.getJson<{ items: AuditEntry[] }>('/audit?limit=20', 'administrator')).items;
    expect(entries.some(({ action, after: said }) => action === 'import' && (said as { kind?: string } | null)?.kind === 'chains')).toBe(true);
  });
  it('what is downloaded goes in again and changes nothing; a batch that was built on stays', async () => {
    const before = await contents();
    for (const language of ['zh', 'en'] as const) {
      const file = await api.call('GET', '/chains/contents', { as, headers: { accept: 'text/csv', 'accept-language': language } });
      const { id, rows, valid, notices } = await checkedFile(api, 'chains', Buffer.from(file.body), { as, filename: 'chains.csv' });
      expect([rows, valid]).toEqual([before.length, before.length]);
      expect(notices.map(({ code }) => code)).toEqual(['unknown_columns']);
      await imported(api, id, 'all-or-nothing', as);
      expect(await contents()).toEqual(before);
    }
    const one = await checkedFile(api, 'chains', await sheetOf([header, ['量子信息', null, '上游', '器件', null, null, null, null, null]]), { as });
    await imported(api, one.id, 'all-or-nothing', as);
    const two = await checkedFile(api, 'chains', await sheetOf([header, ['量子信息', null, '上游', '器件与材料', null, null, null, null, null]]), { as });
    await imported(api, two.id, 'all-or-nothing', as);
    expect((await undo(one.id)).statusCode).toBe(409);
    for (const { id } of [two, one]) {
      expect((await undo(id)).statusCode).toBe(202);
      await settled(api, id);
    }
    expect(await contents()).toEqual(before);
  });
  it('are for planners and administrators', async () => {
    const file = await sheetOf([header, ['低空经济', null, null, null, null, null, null, null, null]]);
    for (const other of ['school', 'enterprise', 'secretariat'] as const) {
      const refused = await upload(api, 'chains', file, { as: other });
      expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([403, '“产业链”由规划部门和系统管理员导入']);
    }
  });
});

describe('programmes by spreadsheet', () => {
  const header = ['学校*', '专业代码*', '学制（年）*', '开设年份', '停办年份'];
  it('give a school its programmes; years of those there are can be corrected; undo takes both back', async () => {
    const before = await programmes();
    const school = await checkedFile(
      api,
      'organisations',
      await sheetOf([
        ['单位类别', '单位名称', '层次', '办学或所有制性质'],
        ['学校', '新建技师学院', '高职专科', '公办'],
      ]),
      { as: 'administrator' },
    );
    await imported(api, school.id, 'all-or-nothing', 'administrator');
    const majors = [...new Set(before.map(({ majorCode }) => majorCode))];
    const [one] = before;
    const { id, valid } = await checkedFile(
      api,
      'programmes',
      await sheetOf([
        header,
        ['新建技师学院', majors[0]!, 3, 2026, null],
        ['新建技师学院', majors[1]!, '3 年', '1998年', 2027],
        [one!.schoolName, one!.majorCode, one!.lengthYears, one!.openedYear, 2027],
        ['新建技师学院', '999999', 3, null, null],
        ['没有的学校', majors[0]!, 3, null, null],
        ['新建技师学院', majors[2]!, 12, 2026, 2020],
        ['新建技师学院', majors[3]!, 3, 2026, 2020],
      ]),
      { as },
    );
    expect(valid).toBe(3);
    expect(await cells(id)).toEqual([
      ['B5', 'not_accepted'],
      ['A6', 'unknown_organisation'],
      ['C7', 'maximum'],
      ['E8', 'not_accepted'],
    ]);
    await imported(api, id, 'valid-rows-only', as);
    const after = await programmes();
    expect(after).toHaveLength(before.length + 2);
    expect(after.filter(({ schoolName }) => schoolName === '新建技师学院').map(({ majorCode, lengthYears, openedYear, closedYear, source }) => [majorCode, lengthYears, openedYear, closedYear, source])).toEqual(
      [[majors[0], 3, 2026, null, 'spreadsheet'], [majors[1], 3, 1998, 2027, 'spreadsheet']].toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))),
    ); // prettier-ignore
    expect(after.find((programme) => programme.id === one!.id)).toEqual({ ...one, closedYear: 2027 });
    // an enrolment report of the new programme can be given at once, and then the batch has to stay
    const report = { year: api.t0, majorCode: majors[0], level: one!.level, intake: 40, enrolled: [40, 0, 0], graduates: 0 };
    const reported = await checkedFile(
      api,
      'enrolment',
      await sheetOf([
        ['学校', '年份', '专业代码', '层次', '实际招生', '在校一年级', '在校二年级', '在校三年级', '毕业生'],
        ['新建技师学院', report.year, report.majorCode, after.find(({ majorCode }) => majorCode === majors[0])!.level, 40, 40, 0, 0, 0],
      ] as (string | number)[][]),
      { as: 'administrator' },
    );
    expect([reported.valid, reported.rows]).toEqual([1, 1]);
    await imported(api, reported.id, 'all-or-nothing', 'administrator');
    expect((await undo(id)).statusCode).toBe(409);
    await api.call('POST', `/imports/${reported.id}/undo`, { as: 'administrator' });
    await settled(api, reported.id);
    expect((await undo(id)).statusCode).toBe(202);
    expect((await settled(api, id)).state).toBe('undone');
    expect(await programmes()).toEqual(before);
  });
  it('what is downloaded goes in again and changes nothing', async () => {
    const before = await programmes();
    for (const language of ['zh', 'en'] as const) {
      const file = await api.call('GET', '/programmes', { as, headers: { accept: 'text/csv', 'accept-language': language } });
      const { id, rows, valid } = await checkedFile(api, 'programmes', Buffer.from(file.body), { as, filename: 'programmes.csv' });
      expect([rows, valid]).toEqual([before.length, before.length]);
      await imported(api, id, 'all-or-nothing', as);
      expect(await programmes()).toEqual(before);
    }
  });
});
