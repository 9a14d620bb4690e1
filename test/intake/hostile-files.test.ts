import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '../../schemas/imports.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Project } from '../../schemas/outlook.ts';
import { buildTestApp, rowCounts, type TestApp } from '../support/app.ts';
import { checkedFile, imported, reportOf, settled, sheetOf, upload } from '../support/sheets.ts';
import { bookOf, bookParts, rowXml, zipOf } from '../support/zip.ts';

let api: TestApp;
let good: readonly (string | number)[];
const header = ['年份', '职业代码', '在岗人数'];
beforeAll(async () => {
  api = await buildTestApp({ working: true });
  const { items } = await api.getJson<{ items: { code: string }[] }>('/occupations?limit=1');
  good = [api.t0, items[0]!.code, 12];
});
afterAll(() => api.close());

const rows = (...more: string[]) => rowXml(1, header) + more.join('');
const whole = () => bookOf({ rows: rows(rowXml(2, good)) });
const filler = (bytes: number) => Buffer.alloc(bytes, 0x20).toString('latin1');
const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);

/** Files of which the outside is enough: refused at the door, with a reason and what to do. */
const refused: Record<string, readonly [file: () => Buffer | Promise<Buffer>, status: number, says: RegExp, filename?: string]> = {
  'an empty file': [() => Buffer.alloc(0), 422, /空的/],
  'an .xls': [() => ole, 422, /旧版 \.xls 或加密/, 'a.xls'],
  'a workbook with a password, an OLE file named .xlsx': [() => ole, 422, /旧版 \.xls 或加密/],
  'encrypted parts': [() => zipOf(bookParts({ rows: rows() }).map((part) => ({ ...part, encrypted: true }))), 422, /加密/],
  macros: [() => bookOf({ rows: rows(), more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), 422, /宏/],
  'macros of Excel 4': [() => bookOf({ rows: rows(), more: [{ name: 'xl/macrosheets/sheet1.xml', content: 'x' }] }), 422, /宏/],
  'an honest bomb': [() => bookOf({ rows: rows(), more: [{ name: 'xl/media/x.bin', content: filler(40_000_000) }] }), 422, /异常地大/],
  'parts that add up to a bomb': [
    () => zipOf(bookParts({ rows: rows(), more: Array.from({ length: 4 }, (_, i) => ({ name: `xl/m${i}.xml`, content: 'x', claims: 100_000_000 })) })),
    422,
    /异常地大/,
  ],
  'ten thousand parts': [
    () => bookOf({ rows: rows(), more: Array.from({ length: 10_000 }, (_, i) => ({ name: `xl/p${i}`, content: '' })) }),
    422,
    /10005 个文件/,
  ],
  'a part that leaves the package': [() => bookOf({ rows: rows(), more: [{ name: '../../etc/passwd', content: 'x' }] }), 422, /路径异常/],
  'a part with an absolute path': [() => bookOf({ rows: rows(), more: [{ name: 'C:\\windows\\x', content: 'x' }] }), 422, /路径异常/],
  'two parts of one name': [() => bookOf({ rows: rows(), more: [{ name: 'xl/worksheets/SHEET1.xml', content: '<worksheet/>' }] }), 422, /同名/],
  'an unknown way of packing': [() => bookOf({ rows: rows(), more: [{ name: 'xl/x', content: 'x', method: 12 }] }), 422, /压缩方式/],
  'a truncated package': [() => whole().subarray(0, 900), 422, /不完整/],
  'a directory that is cut off': [() => { const file = whole(); file.writeUInt16LE(60, file.length - 12); return file; }, 422, /不完整/], // prettier-ignore
  'a zip of something else': [() => zipOf([{ name: 'word/document.xml', content: '<x/>' }, { name: '[Content_Types].xml', content: '<x/>' }]), 422, /不是 xlsx/], // prettier-ignore
  'a table written as a web page, named .xls': [() => Buffer.from('<html><body><table><tr><td>年份</td></tr></table></body></html>'), 422, /网页格式/, 'a.xls'],
  'XML of Excel 2003': [() => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'), 422, /网页格式/, 'a.xls'],
  'a binary workbook': [
    () =>
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'xl/workbook.bin', content: 'x' },
      ]),
    422,
    /xlsb/,
  ],
  'a sheet of OpenDocument': [
    () =>
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', content: '<x/>' },
      ]),
    422,
    /另存为 \.xlsx/,
    'a.ods',
  ],
  'a package in a package': [() => zipOf([{ name: 'a.xlsx', content: whole() }]), 422, /不是 xlsx/],
  'a PDF': [() => Buffer.from('%PDF-1.7 x'), 422, /PDF/, 'a.xlsx'],
  'text named .xlsx': [() => Buffer.from('年份,职业代码\n'), 422, /以 \.xlsx 结尾，内容却是文本/],
  'a workbook named .csv': [whole, 422, /以 \.csv 结尾，内容却是 xlsx/, 'a.csv'],
  'more than 20 MB': [
    () => zipOf([...bookParts({ rows: rows() }), { name: 'xl/x.bin', content: Buffer.alloc(21 * 1_048_576, 7), method: 0 }]),
    413,
    /超过 20 MB/,
  ],
};

/** What a clerk reads says what to do next, in either language. */
function expectAdvice(zh: string, en: string): void {
  expect(zh).toMatch(/请/);
  expect(en).toMatch(/^[A-Z“].*[:;] (save|open|export|upload|choose|remove|delete|leave|keep|add|show|fill|see)\b/);
  expect(en).not.toMatch(/[\u4e00-\u9fff]{8}/);
}

describe('refused at the door', () => {
  it.each(Object.keys(refused))('%s', async (name) => {
    const [file, status, says, filename = 'a.xlsx'] = refused[name]!;
    const before = await rowCounts(api);
    const response = await upload(api, 'declarations', await file(), { filename });
    const problem = response.json<Problem>();
    expect([response.statusCode, response.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(problem.detail).toMatch(says);
    expect(problem.errors).toEqual([{ pointer: '/file', detail: problem.detail }]);
    expect(await rowCounts(api)).toEqual(before);
    const english = (await upload(api, 'declarations', await file(), { filename, language: 'en' })).json<Problem>();
    expectAdvice(problem.detail ?? '', english.detail ?? '');
  });
});

const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const lol = `<!DOCTYPE x [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>`;
/** Files that look right from outside: the dry run ends with a reason, and nothing is stored. */
const failed: Record<string, readonly [file: () => Buffer | Promise<Buffer>, code: string, says: RegExp, filename?: string]> = {
  'a header that lies about the size': [() => bookOf({ rows: rows(rowXml(2, good)) + filler(3_000_000), claims: 500 }), 'suspicious', /自述大小|异常地大/],
  'an external entity': [
    () => bookOf({ before: doctype, rows: rows('<row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row>') }),
    'suspicious',
    /外部实体/,
  ],
  'a billion laughs': [
    () => bookOf({ before: lol, rows: rows('<row r="2"><c r="A2" t="inlineStr"><is><t>&a8;</t></is></c></row>') }),
    'suspicious',
    /外部实体/,
  ],
  'entities in the shared strings': [
    () => bookOf({ rows: rows(), more: [{ name: 'xl/sharedStrings.xml', content: `${lol}<sst/>` }] }),
    'suspicious',
    /外部实体/,
  ],
  '300 columns': [() => bookOf({ rows: rows(rowXml(2, [...good, ...Array.from({ length: 297 }, () => 1)])) }), 'too_many_columns', /第 300 列，最多 100 列/],
  'a cell in the last column there is': [() => bookOf({ rows: rows('<row r="2"><c r="XFD2"><v>1</v></c></row>') }), 'too_many_columns', /16384/],
  'a row beyond the last': [() => bookOf({ rows: rows('<row r="99999999"><c r="A99999999"><v>1</v></c></row>') }), 'damaged', /行号异常|已损坏/],
  'the same header twice': [
    () =>
      sheetOf([
        [...header, '在岗人数'],
        [...good, 5],
      ]),
    'header',
    /表头重复：D 在岗人数/,
  ],
  'a required column missing': [() => sheetOf([header.slice(0, 2), good.slice(0, 2)]), 'header', /缺少必填列：年末在岗人数/],
  'the sheet of something else': [() => sheetOf([['姓名', '身份证号'], ['甲', '乙']]), 'header', /没有找到“人才需求申报”的表头/], // prettier-ignore
  'a header and nothing below': [() => sheetOf([header]), 'empty', /没有数据行/],
  'hidden sheets only': [
    () => bookOf({ rows: rows(rowXml(2, good)), sheets: '<sheet name="a" sheetId="1" state="veryHidden" r:id="rId1"/>' }),
    'no_sheet',
    /没有可见的/,
  ],
  'NUL bytes in text': [() => Buffer.from(`年份,职业代码,在岗人数\n2025,a\0b,1\n`), 'nul', /空字符/, 'a.csv'],
  'bytes of no encoding': [
    () => Buffer.concat([Buffer.from('年份,职业代码,在岗人数\n'), Buffer.from([0xff, 0xff, 0x80])]),
    'encoding',
    /编码无法识别/,
    'a.csv',
  ],
  'UTF-16 without its mark': [() => Buffer.from('年份,职业代码,在岗人数\n2025,6-22-02,1\n', 'utf16le'), 'nul', /空字符|编码/, 'a.csv'],
  'a line without an end': [() => Buffer.from(`年份,职业代码,在岗人数\n${'9'.repeat(20_000_000)}\n`), 'csv', /异常地长/, 'a.csv'],
  'a quote that is not closed': [() => Buffer.from('年份,职业代码,在岗人数\n2025,"6-22,1\n'), 'csv', /引号没有闭合/, 'a.csv'],
  'a CSV of 300 columns': [() => Buffer.from(`年份,职业代码,在岗人数\n${'1,'.repeat(299)}1\n`), 'too_many_columns', /300 列，最多 100/, 'a.csv'],
  'XML that breaks off': [
    () =>
      zipOf(
        bookParts({ rows: '' }).map((part) =>
          part.name.endsWith('sheet1.xml') ? { ...part, content: `<worksheet><sheetData>${rows()}<row r="2"><c r="A2"><v>` } : part,
        ),
      ),
    'empty',
    /没有数据行|已损坏/,
  ],
};

describe('given up by the dry run', () => {
  it.each(Object.keys(failed))('%s', async (name) => {
    const [file, code, says, filename = 'a.xlsx'] = failed[name]!;
    const before = (await rowCounts(api))['declarations'];
    const found = await checkedFile(api, 'declarations', await file(), { filename });
    expect([found.state, found.failure?.code]).toEqual(['failed', code]);
    expect(found.failure?.message).toMatch(says);
    const english = await api.call('GET', `/imports/${found.id}`, { as: 'enterprise', headers: { 'accept-language': 'en' } });
    expectAdvice(found.failure?.message ?? '', english.json<Import>().failure?.message ?? '');
    const response = await api.call('POST', `/imports/${found.id}/confirmation`, { as: 'enterprise', body: { mode: 'valid-rows-only' } });
    expect([response.statusCode, (await rowCounts(api))['declarations']]).toEqual([409, before]);
  });
});

describe('read for what it is', () => {
  const codes = ({ notices }: Import) => notices.map(({ code }) => code);
  it('a far row is one row, cells without a reference stand where they come', async () => {
    const far = await checkedFile(api, 'declarations', bookOf({ rows: rows(rowXml(1_048_576, good)) }));
    expect([far.state, far.rows, far.valid]).toEqual(['checked', 1, 1]);
    const bare = `<row>${good.map((cell) => (typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`;
    const without = await checkedFile(api, 'declarations', bookOf({ rows: rows(bare) }));
    expect([without.state, without.rows, without.valid]).toEqual(['checked', 1, 1]);
  });
  it('merged cells, hidden rows, hidden and further sheets are told', async () => {
    const second = { name: 'xl/worksheets/sheet2.xml', content: `<worksheet><sheetData>${rowXml(1, ['x'])}</sheetData></worksheet>` };
    const sheets = (state: string) => `<sheet name="数据" sheetId="1" r:id="rId1"/><sheet name="二" sheetId="2"${state} r:id="rId2"/>`;
    const hiddenRow = rowXml(2, good).replace('<row', '<row hidden="1"');
    const book = (state: string) =>
      bookOf({ rows: rows(hiddenRow), after: '<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>', sheets: sheets(state), more: [second] });
    expect(codes(await checkedFile(api, 'declarations', book('')))).toEqual(['other_sheets', 'hidden_rows', 'merged_cells']);
    expect(codes(await checkedFile(api, 'declarations', book(' state="hidden"')))).toEqual(['hidden_sheets', 'hidden_rows', 'merged_cells']);
  });
  it('formulas give their stored result with a warning; error values are errors', async () => {
    const formula = rowXml(2, good).replace('<v>12</v>', '<f>1+11</f><v>12</v>');
    const wrong = `<row r="3"><c r="A3"><v>${api.t0}</v></c><c r="B3" t="inlineStr"><is><t>${good[1]!}</t></is></c><c r="C3" t="e"><v>#N/A</v></c></row>`;
    const found = await checkedFile(api, 'declarations', bookOf({ rows: rows(formula, wrong) }));
    expect([found.valid, codes(found)]).toEqual([1, ['formulas']]);
    expect((await reportOf(api, found.id)).errors.map(({ cell, code, severity, value }) => [cell, code, severity, value])).toEqual([
      ['C2', 'formula', 'warning', '12'],
      ['C3', 'cell_error', 'error', '#N/A'],
    ]);
  });
  it('dates where a code should be, and dates as text, are told or read', async () => {
    const found = await checkedFile(api, 'declarations', await sheetOf([header, [`${api.t0}/12/31`, new Date('2006-02-22'), 3]]));
    expect((await reportOf(api, found.id)).errors.map(({ cell, code }) => [cell, code])).toEqual([['B2', 'code_became_a_date']]);
  });
  it.each(['=HYPERLINK("http://x","y")', '＝cmd|calc', '\t@SUM(1)', '-1+1', '|x', '%x'])('%j as a name stays that text in, and harmless out', async (name) => {
    const titles = ['项目名称', '职业代码', '投产年份', '计划用工'];
    const found = await checkedFile(api, 'projects', await sheetOf([titles, [name, good[1]!, api.t0 + 1, 3], [name, '=1+1', api.t0 + 1, 3]]));
    expect(found.valid).toBe(1);
    await imported(api, found.id, 'valid-rows-only');
    const { items } = await api.getJson<{ items: Project[] }>('/demand/projects?limit=1', 'enterprise');
    expect(items[0]!.name).toBe(name.trim());
    for (const path of ['/demand/projects', `/imports/${found.id}/report`]) {
      const { body } = await api.call('GET', path, { as: 'enterprise', headers: { accept: 'text/csv' } });
      expect(body).not.toMatch(/(^|,)"?\s*[=＝@|%]/m);
    }
  });
  it('what nobody can see is taken off, what is full-width is plain', async () => {
    const seen = ['２０２５'.normalize('NFKC').replace('2025', String(api.t0)), `\u200b\u3000${good[1]!}\ufeff`, '１２'];
    const found = await checkedFile(api, 'declarations', await sheetOf([header, seen]));
    expect([found.valid, found.errors]).toEqual([1, 0]);
  });
  it('a thousand prepared but empty rows are no rows', async () => {
    const empty = Array.from(
      { length: 1_000 },
      (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="0"/><c r="B${i + 3}" t="inlineStr"><is><t> </t></is></c></row>`,
    );
    expect(await checkedFile(api, 'declarations', bookOf({ rows: rows(rowXml(2, good), ...empty) }))).toMatchObject({ rows: 1, valid: 1 });
  });
});

describe('afterwards', () => {
  it('the server answers, and takes a good file', async () => {
    expect((await api.call('GET', '/health')).statusCode).toBe(200);
    const { id } = (await upload(api, 'declarations', await sheetOf([header, [...good.slice(0, 2), 77]]))).json<Import>();
    expect((await settled(api, id)).state).toBe('checked');
    expect((await imported(api, id, 'all-or-nothing')).state).toBe('imported');
  });
  it('what is no file is refused by its content type', async () => {
    const ask = (type: string) =>
      api.call('POST', '/imports?kind=declarations&filename=a.csv', { as: 'enterprise', body: '{}', headers: { 'content-type': type } });
    expect([(await ask('application/json')).statusCode, (await ask('text/plain')).statusCode, (await ask('multipart/form-data')).statusCode]).toEqual([
      415, 415, 415,
    ]);
  });
});
