import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chineseNumber, dayWords, numberedBlocks, type OfficialDocument } from '../../documents/word/blocks.ts';
import { officialDocument } from '../../documents/word/official.ts';

/** The files of a package by name. */
function entries(bytes: Uint8Array): Map<string, Buffer> {
  const view = Buffer.from(bytes);
  const found = new Map<string, Buffer>();
  let at = view.readUInt32LE(view.length - 22 + 16);
  for (let n = view.readUInt16LE(view.length - 22 + 10); n > 0; n--) {
    const [method, size, name, extra, comment, local] = [10, 20, 28, 30, 32, 42].map((offset) => (offset === 20 || offset === 42 ? view.readUInt32LE(at + offset) : view.readUInt16LE(at + offset))) as [number, number, number, number, number, number]; // prettier-ignore
    const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
    const data = view.subarray(start, start + size);
    found.set(view.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(data) : data);
    at += 46 + name + extra + comment;
  }
  return found;
}
const textsOf = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text);
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="90" height="40" fill="#246"/></svg>';
const minutes: OfficialDocument = {
  ...{ title: '联席会议纪要', issuer: '某市职业教育工作联席会议办公室', number: '〔2026〕1号', dated: '2026-06-05', simulated: true },
  blocks: [
    { kind: 'heading', level: 1, text: '议定事项' },
    { kind: 'paragraph', text: '会议议定 <三> 项 & 其他\u0000。' },
    { kind: 'table', columns: [{ label: '专业' }, { label: '人数', numeric: true }], rows: [['护理', '120']], caption: '表1' },
    { kind: 'image', svg: picture, width: 200, height: 100, alt: '一个方块', caption: '图1' },
    { kind: 'signature', text: '联席会议办公室', date: '2026-06-05' },
  ],
};

describe('an official document', () => {
  it('holds its text under numbered headings, tables with a head that is repeated, a picture with a substitute, and the simulated mark on every page', async () => {
    const files = entries(await officialDocument(minutes));
    const xml = files.get('word/document.xml')!.toString();
    const texts = textsOf(xml);
    expect(texts).toEqual(
      expect.arrayContaining(['联席会议纪要', '〔2026〕1号', '2026年6月5日', '一、议定事项', '会议议定 &lt;三&gt; 项 &amp; 其他。', '护理', '120', '图1']),
    );
    expect(xml).toContain('<w:tblHeader/>');
    expect(
      [...files.keys()]
        .filter((name) => name.startsWith('word/media/'))
        .map((name) => name.split('.').at(-1))
        .sort(),
    ).toEqual(['png', 'svg']);
    const headers = [...files].filter(([name]) => /^word\/header\d\.xml$/.test(name));
    expect(headers.length).toBe(2);
    for (const [, header] of headers) expect(textsOf(header.toString())).toContain('模拟数据');
    expect(files.get('word/styles.xml')!.toString()).toMatch(/w:eastAsia="仿宋_GB2312"/);
  });
  it('has the same bytes whenever it is written', async () => {
    const [a, b] = [await officialDocument(minutes), await officialDocument(minutes)];
    expect(Buffer.compare(Buffer.from(a), Buffer.from(b))).toBe(0);
  });
  it('counts headings anew below each of a higher level', () => {
    const heads = ([1, 2, 2, 3, 1, 2] as const).map((level) => ({ kind: 'heading' as const, level, text: '某' }));
    expect(numberedBlocks(heads).map((block) => (block.kind === 'heading' ? block.text : ''))).toEqual([
      '一、某',
      '（一）某',
      '（二）某',
      '1. 某',
      '二、某',
      '（一）某',
    ]);
    expect([1, 10, 11, 20, 35].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '三十五']);
    expect([dayWords('2026-06-05', 'zh'), dayWords('2026-06-05', 'en'), dayWords('即日', 'zh')]).toEqual(['2026年6月5日', '5 June 2026', '即日']);
  });
});
