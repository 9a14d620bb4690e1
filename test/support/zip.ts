import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the headers say of the size; the truth where left out. */
  readonly claims?: number;
  readonly encrypted?: boolean;
  readonly method?: number;
}

/** Writes a package by hand, wrong ones too. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, claims, encrypted = false, method = 8 } of parts) {
    const raw = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(raw, { level: 9 }) : raw;
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 1 : 0, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? raw.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central, label]));
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const package_ = 'http://schemas.openxmlformats.org/package/2006';
export interface BookParts {
  /** Rows of the first sheet, as XML inside sheetData. */
  readonly rows: string;
  /** XML after sheetData. */
  readonly after?: string;
  /** XML before the worksheet element. */
  readonly before?: string;
  readonly sheets?: string;
  readonly more?: readonly ZipPart[];
  readonly claims?: number;
}

/** The smallest workbook that is one, around rows written by hand. */
export function bookParts({ rows, after = '', before = '', sheets, more = [], claims }: BookParts): ZipPart[] {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (inner: string) => `<Relationships xmlns="${package_}/relationships">${inner}</Relationships>`;
  return [
    { name: '[Content_Types].xml', content: `<Types xmlns="${package_}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>` },
    { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml') + relation('rId2', 'worksheet', 'worksheets/sheet2.xml')),
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets ?? '<sheet name="数据" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${before}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ...(claims === undefined ? {} : { claims }),
    },
    ...more,
  ];
}
export const bookOf = (parts: BookParts): Buffer => zipOf(bookParts(parts));

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** A row of text cells, and of numbers. */
export const rowXml = (number: number, cells: readonly (string | number)[]): string =>
  `<row r="${number}">${cells.map((cell, i) => (typeof cell === 'number' ? `<c r="${letter(i)}${number}"><v>${cell}</v></c>` : `<c r="${letter(i)}${number}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`)).join('')}</row>`;
const letter = (index: number): string => (index >= 26 ? letter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
