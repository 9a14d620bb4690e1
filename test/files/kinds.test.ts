import { describe, expect, it } from 'vitest';
import { fileLimits, kindOf } from '../../files/kinds.ts';
import { zipOf } from '../support/zip.ts';

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/part.xml" ContentType="application/${main}"/></Types>`;
const office = (main: string) =>
  zipOf([
    { name: '[Content_Types].xml', content: contentTypes(main) },
    { name: 'part.xml', content: '<x/>' },
  ]);
const open = 'vnd.openxmlformats-officedocument';
const files = {
  pdf: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
  docx: office(`${open}.wordprocessingml.document.main+xml`),
  xlsx: office(`${open}.spreadsheetml.sheet.main+xml`),
  pptx: office(`${open}.presentationml.presentation.main+xml`),
  png: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  csv: Buffer.from('年份,人数\n2026,12\n'),
  txt: Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), // 中文 in GB18030
};

describe('a file that is attached', () => {
  it('is known by its content, under each of its endings', async () => {
    for (const [kind, bytes] of Object.entries(files)) expect(await kindOf(bytes, `论证报告.${kind.toUpperCase()}`)).toBe(kind);
    expect(await kindOf(files.jpg, '照片.jpeg')).toBe('jpg');
  });
  it('has to be what its ending says', async () => {
    const kinds = Object.keys(files) as (keyof typeof files)[];
    for (const ending of kinds)
      for (const kind of kinds.filter((one) => one !== ending && !(['csv', 'txt'].includes(one) && ['csv', 'txt'].includes(ending))))
        expect([ending, kind, await kindOf(files[kind], `a.${ending}`)]).toEqual([ending, kind, { fault: 'content' }]);
  });
  it('is none of the kinds: other packages, macros, markup, programs, nothing', async () => {
    const zip = zipOf([{ name: 'a.txt', content: 'a' }]);
    const macros = office('vnd.ms-word.document.macroEnabled.main+xml');
    const markup = ['<!DOCTYPE html><p>', '  <svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><a/>', '<html>', '<script>'];
    for (const ending of ['docx', 'xlsx', 'pptx']) for (const bytes of [zip, macros]) expect(await kindOf(bytes, `a.${ending}`)).toEqual({ fault: 'content' });
    for (const text of markup) for (const ending of ['csv', 'txt']) expect(await kindOf(Buffer.from(text), `a.${ending}`)).toEqual({ fault: 'content' });
    for (const bytes of [Buffer.from([0x4d, 0x5a, 0x90, 0]), Buffer.from('a\0b'), Buffer.from([0x81, 0x20])])
      expect(await kindOf(bytes, 'a.txt')).toEqual({ fault: 'content' });
    for (const name of ['a.zip', 'a.svg', 'a.html', 'a.exe', 'a.docm', 'pdf', '.', 'a.', 'a.pdf.js'])
      expect(await kindOf(files.pdf, name)).toEqual({ fault: 'ending' });
    expect(await kindOf(new Uint8Array(), 'a.txt')).toEqual({ fault: 'empty' });
  });
  it('has a name that is one', async () => {
    const wrong = ['../a.pdf', 'a\\b.pdf', ' a.pdf', 'a.pdf ', 'a\u202efdp.pdf', 'a\u0000.pdf', 'a\n.pdf', `${'x'.repeat(fileLimits.nameLength)}.pdf`];
    for (const name of wrong) expect([name, await kindOf(files.pdf, name)]).toEqual([name, { fault: 'name' }]);
  });
});
