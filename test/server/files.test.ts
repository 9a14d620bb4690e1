import { readXlsx, type CellValue } from 'hucre/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cityZone, minuteOf } from '../../schemas/days.ts';
import type { Gap } from '../../schemas/results.ts';
import type { Run } from '../../schemas/runs.ts';
import { xlsxType } from '../../server/downloads.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { walk } from '../support/pages.ts';

let api: TestApp;
let earlier: Run;
let run: Run;
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  earlier = await api.runToEnd({ asOfYear: api.t0 - 2, parameters: { paths: 100 } });
  run = await api.runToEnd({ parameters: { paths: 100 } });
  const { programmes } = api.db.schema;
  const [programme] = await api.db.query.select().from(programmes).limit(1);
  const body = { organisationId: programme!.schoolId, programmeId: programme!.id, entryYear: api.t0 + 1, seats: 20 };
  expect((await api.call('POST', '/seat-requests', { as: 'administrator', body })).statusCode).toBe(201);
}, 120_000);
afterAll(() => api.close());

/** Every list that is given as a file, with the name of its first column. */
const lists = [
  ['/gaps?window=decision', 'gaps', 'run'],
  ['/gaps/totals?by=class', 'gap-totals', 'run'],
  ['/flags', 'flags', 'run'],
  ['/alerts', 'alerts', 'id'],
  ['/evaluations', 'evaluations', 'run'],
  ['/evaluations/flags', 'flag-evaluations', 'run'],
  ['/guard', 'guard', 'run'],
  ['/rule-findings', 'rule-findings', 'run'],
  ['/conflicts', 'conflicts', 'run'],
  ['/crosswalk', 'crosswalk', 'major'],
  ['/crosswalk/uncovered', 'uncovered-majors', 'run'],
  ['comparison', 'comparison', 'run_before'],
] as const;
const pathOf = (path: string) => (path === 'comparison' ? `/runs/${run.id}/comparison?with=${earlier.id}` : path);
const open = async (path: string, language = 'en') => {
  const response = await api.call('GET', pathOf(path), { as: 'planner', headers: { accept: xlsxType, 'accept-language': language } });
  expect([path, response.statusCode, response.headers['content-type']]).toEqual([path, 200, xlsxType]);
  return { response, book: await readXlsx(response.rawPayload) };
};

describe('a list as a spreadsheet', () => {
  it.each(lists)('%s', async (path, name, first) => {
    const { response, book } = await open(path);
    expect(response.headers['content-disposition']).toBe(`attachment; filename="${name}.xlsx"`);
    const csv = await api.call('GET', pathOf(path), { as: 'planner', headers: { accept: 'text/csv', 'accept-language': 'en' } });
    const rows = parse(csv.body, { bom: true });
    const [sheet] = book.sheets;
    expect([path, sheet!.rows[0]]).toEqual([path, rows[0]]);
    expect(sheet!.rows[0]![0]).toBe(first);
    // the same rows; text that a formula could hide in is marked in CSV only
    expect([path, sheet!.rows.length]).toEqual([path, rows.length]);
    const text = (value: CellValue | undefined) => String(value ?? ''); // prettier-ignore
    for (const i of [1, rows.length - 1].filter((at) => at > 0 && at < rows.length))
      expect(rows[i]!.map((_, j) => text(sheet!.rows[i]![j]))).toEqual(rows[i]!.map((value) => value.replace(/^'/, '')));
  });
  it('says what it is: run, date, parameters, units, filter, simulated', async () => {
    const { book } = await open('/gaps?window=decision&level=associate', 'zh');
    const [gaps, about] = book.sheets;
    expect([gaps!.name, about!.name]).toEqual(['缺口', '说明']);
    const lines = new Map(about!.rows.map(([name, value]) => [String(name), String(value)]));
    expect(lines.get('预测批次')).toBe(run.id);
    expect(lines.get('数据性质')).toContain('模拟数据');
    expect(lines.get('批次完成时间')).toBe(`${minuteOf(new Date(run.finishedAt ?? '')).replace('T', ' ')} (${cityZone})`);
    expect(lines.get('参数（SHA-256）')).toMatch(/^[0-9a-f]{64}$/);
    expect(lines.get('筛选条件')).toBe('chain=city  level=associate  window=decision');
    expect(lines.get('单位')).toContain('人');
    expect(gaps!.rows[0]).toContain('专业代码');
    expect(typeof gaps!.rows[1]![3]).toBe('string');
  });
  it('holds every page of the list with its numbers', async () => {
    const known = await walk<Gap>(api, '/gaps', 200, 'planner');
    const [sheet] = (await open('/gaps')).book.sheets;
    const at = (title: string) => sheet!.rows[0]!.indexOf(title);
    expect(sheet!.rows.length).toBe(known.length + 1);
    for (const [i, gap] of known.entries()) {
      const row = sheet!.rows[i + 1]!;
      expect([row[at('major')], row[at('year')], row[at('gap_persons')]]).toEqual([gap.majorCode, gap.year, Math.round(gap.gap! * 100) / 100]);
    }
  });
  it('refuses what the list refuses, as a problem', async () => {
    const missing = await api.call('GET', '/gaps?runId=nobody', { as: 'planner', headers: { accept: xlsxType } });
    expect([missing.statusCode, missing.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect((await api.call('GET', '/rule-findings', { as: 'school', headers: { accept: xlsxType } })).statusCode).toBe(403);
    expect((await api.call('GET', '/gaps', { headers: { accept: xlsxType } })).statusCode).toBe(401);
  });
  it('of a run that does not exist yet is an empty table', async () => {
    const fresh = await buildTestApp({ seeded: false });
    const response = await fresh.call('GET', '/flags', { as: 'planner', headers: { accept: xlsxType } });
    expect((await readXlsx(response.rawPayload)).sheets[0]!.rows.length).toBe(1);
    await fresh.close();
  });
});
