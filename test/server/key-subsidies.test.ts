import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeySubsidy } from '../../schemas/key-lists.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await buildTestApp({ seeded: false });
});
afterAll(() => api.close());
const read = async (query = '') => (await api.call('GET', `/public/key-subsidies${query}`)).json<KeySubsidy[]>();

describe('support for key majors', () => {
  it('is told to everybody as the plan has it, with its source; sums it does not give are empty', async () => {
    const all = await read();
    const schema = Compile(KeySubsidy);
    for (const row of all) expect([...schema.Errors(row)]).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.find(({ id }) => id === 'opening-grant')).toMatchObject({ yuan: 5_000_000, atMost: true, recipient: 'school', kinds: ['urgent', 'scarce'] });
    expect(all.find(({ id }) => id === 'living-secondary')).toMatchObject({ yuan: null, levels: ['secondary'] });
    expect(all.every(({ source }) => source.zh.includes('鄂府发〔2022〕78 号') && source.en.startsWith('Ordos'))).toBe(true);
  });
  it('goes by kind and level', async () => {
    const ids = async (query: string) => (await read(query)).map(({ id }) => id);
    expect(await ids('?kind=scarce&level=associate')).toEqual(['opening-grant', 'living-higher']);
    expect(await ids('?kind=urgent&level=secondary')).toEqual(['opening-grant', 'living-secondary', 'commissioned-school', 'commissioned-student']);
    expect(await ids('?kind=key')).toEqual([]);
    expect((await api.call('GET', '/public/key-subsidies?kind=luck')).statusCode).toBe(422);
  });
  it('comes as CSV', async () => {
    const answer = await api.call('GET', '/public/key-subsidies', { headers: { accept: 'text/csv', 'accept-language': 'zh' } });
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.body).toContain('新增设专业开办费');
    expect(answer.body.trim().split('\n')).toHaveLength(6);
  });
});
