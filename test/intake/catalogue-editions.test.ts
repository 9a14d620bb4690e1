import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import {
  compareEdition,
  doubtsOf,
  parseReplacements,
  readEntries,
  readTable,
  UnreadableTable,
  type CatalogueEntry,
  type StandingEntry,
} from '../../intake/catalogue/index.ts';

const nothing = { majors: new Set<string>(), occupations: new Set<string>() };
const csv = '代码,名称,层级,上级代码\n150000,内蒙古自治区,1,\n150600,鄂尔多斯市,2,150000\n';

describe('readTable', () => {
  it.each(['utf-8', 'utf-8 with mark', 'gb18030'] as const)('reads CSV in %s', async (encoding) => {
    // 150600,鄂尔多斯市 as Chinese Excel saves it
    const gb = Buffer.concat([Buffer.from('code,name\n150600,'), Buffer.from('b6f5b6fbb6e0cbb9cad0', 'hex')]);
    const bytes = encoding === 'gb18030' ? gb : Buffer.from(`${encoding === 'utf-8' ? '' : '\uFEFF'}code,name\n150600,鄂尔多斯市`);
    expect(await readTable(bytes)).toEqual({
      sheet: null,
      lines: [
        { line: 1, cells: ['code', 'name'] },
        { line: 2, cells: ['150600', '鄂尔多斯市'] },
      ],
    });
  });
  it('reads the first sheet that is shown, with the row numbers of the sheet', async () => {
    const rows = [
      ['code', 'name'],
      [null, null],
      ['150600', '鄂尔多斯市'],
      [150000, '内蒙古自治区'],
    ];
    const sheets = [
      { name: '草稿', rows: [['x']], hidden: true },
      { name: '区划', rows },
    ];
    const { sheet, lines } = await readTable(await writeXlsx({ sheets }));
    expect(sheet).toBe('区划');
    expect(lines.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'code', 'name'],
      [3, '150600', '鄂尔多斯市'],
      [4, '150000', '内蒙古自治区'],
    ]);
  });
  it.each([
    ['neither encoding', Buffer.from([0x63, 0xff, 0xff, 0x0a]), 'GB 18030'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), '.xls'],
    ['a broken workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), '.xlsx'],
    ['too much', Buffer.alloc(20 * 1024 * 1024 + 1, 0x61), '20971520 bytes'],
    ['an open quote', Buffer.from('code\n"15'), 'CSV'],
  ])('refuses %s, saying what to do', async (_what, bytes, said) => {
    const error: unknown = await readTable(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableTable);
    expect((error as UnreadableTable).message).toContain(said);
    expect((error as UnreadableTable).zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('readEntries', () => {
  const lines = async (text: string) => readTable(Buffer.from(text));
  it('knows Chinese titles, and what replaces what beside the codes', async () => {
    const text = '代码,名称,层级,上级代码,replaces\n150000,内蒙古自治区,1,,\n150600,鄂尔多斯市,2,150000,152700、150601\n';
    const { entries, errors, replacements } = readEntries('regions', await lines(text), nothing);
    expect(errors).toEqual([]);
    expect(entries.map(({ code, level, fields }) => [code, level, fields])).toEqual([
      ['150000', '1', { name: '内蒙古自治区', level: 1, parentCode: null }],
      ['150600', '2', { name: '鄂尔多斯市', level: 2, parentCode: '150000' }],
    ]);
    expect(replacements).toEqual(['152700', '150601'].map((oldCode) => ({ oldCode, newCode: '150600', weight: null })));
  });
  it('leaves links out whose ends are not in the catalogues', async () => {
    const known = { majors: new Set(['460704']), occupations: new Set(['2-02-38-05']) };
    const text = 'major_code,level,occupation_code\n460704,associate,2-02-38-05\n460704,associate,2-02-99\n';
    const { entries, leftOut } = readEntries('crosswalk', await lines(text), known);
    expect(entries.map((entry) => entry.code)).toEqual(['460704 2-02-38-05']);
    expect(leftOut).toMatchObject([{ line: 3, column: 'occupation_code', value: '2-02-99' }]);
  });
  it('names the parent that has no row', async () => {
    const { errors } = readEntries('regions', await lines(csv.replace('2,150000', '2,150001')), nothing);
    expect(errors).toMatchObject([{ line: 3, column: 'parent_code', value: '150001', zh: expect.stringContaining('150001') as string }]);
  });
});

const entry = (code: string, name = code, level = '1'): CatalogueEntry => ({ code, name, level, fields: { name }, printed: {} });
const standing = (code: string, more: Partial<StandingEntry> = {}): StandingEntry => ({ ...entry(code), retired: false, ...more });
const codes = (rows: readonly { readonly code: string }[]) => rows.map((row) => row.code);

describe('compareEdition', () => {
  const all = { byLevel: false, additions: false };
  it('tells added, changed, retired, returned and unchanged apart; they add up', () => {
    const before = ['a', 'b', 'c'].map((code) => standing(code)).concat(standing('old', { retired: true }), standing('gone', { retired: true }));
    const result = compareEdition(before, [entry('a'), entry('b', 'renamed'), entry('old'), entry('new')], all);
    expect([codes(result.added), result.changed.map(({ entry: of }) => of.code), codes(result.retired), codes(result.returned), result.unchanged]).toEqual([['new'], ['b'], ['c'], ['old'], 1]); // prettier-ignore
    expect(result.levels).toEqual([{ level: '1', before: 3, after: 4 }]);
  });
  it('of levels retires only within those it holds; as additions, nothing', () => {
    const before = [standing('s1', { level: 'secondary' }), standing('b1', { level: 'bachelor' })];
    const edition = [entry('s2', 's2', 'secondary')];
    expect(codes(compareEdition(before, edition, { byLevel: true, additions: false }).retired)).toEqual(['s1']);
    expect(codes(compareEdition(before, edition, all).retired)).toEqual(['s1', 'b1']);
    expect(compareEdition(before, edition, { byLevel: true, additions: true })).toMatchObject({
      retired: [],
      levels: [{ level: 'secondary', before: 1, after: 2 }],
    });
  });
  it('doubts an edition that retires more than a fifth, or changes a level by more than half', () => {
    const ten = Array.from({ length: 10 }, (_, i) => standing(`c${i}`));
    const kept = (n: number) => ten.slice(0, n).map(({ code }) => entry(code));
    const doubts = (entries: CatalogueEntry[]) => doubtsOf(compareEdition(ten, entries, all)).map((doubt) => doubt.en);
    expect(doubts(kept(8))).toEqual([]);
    expect(doubts(kept(7))).toEqual([expect.stringContaining('3 of 10 codes (30 %)')]);
    expect(doubts(kept(4))).toHaveLength(2);
    expect(doubts([...kept(10), ...Array.from({ length: 6 }, (_, i) => entry(`n${i}`))])).toEqual([expect.stringContaining('from 10 to 16')]);
    expect(doubtsOf(compareEdition([], kept(5), all))).toEqual([]);
  });
});

describe('parseReplacements', () => {
  it('reads shares that add to 1 at most, of codes in force', () => {
    const { rows, errors } = parseReplacements('oldCode,newCode,weight\na,x,0.6\na,y,0.5\nb,x,\nc,z,\nx,x,\nd,y,2\n', new Set(['x', 'y']));
    expect(rows).toEqual([
      { oldCode: 'a', newCode: 'x', weight: 0.6 },
      { oldCode: 'b', newCode: 'x', weight: null },
    ]);
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [3, 'weight'],
      [5, 'newCode'],
      [6, 'newCode'],
      [7, 'weight'],
      [7, 'weight'],
    ]);
  });
});
