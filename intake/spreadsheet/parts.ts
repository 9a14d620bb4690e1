import { damagedFile } from './errors.ts';
import { refuseDeclarations } from './scan.ts';
import { unpack, type ZipEntry } from './zip-directory.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}
const attribute = (tag: string, name: string) => new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return entities[name] ?? all;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : '';
  });

/** The worksheets of a package in their order, with their visibility. */
export function sheetParts(bytes: Buffer, entries: readonly ZipEntry[]): SheetPart[] {
  const find = (path: string) => entries.find(({ name }) => name.toLowerCase() === path.toLowerCase());
  const text = (path: string) => {
    const entry = find(path);
    if (!entry) throw damagedFile(`the package needs ${path}, got none`);
    const read = unpack(bytes, entry).toString('utf8');
    refuseDeclarations(read, path);
    return read;
  };
  for (const { name } of entries) if (/^xl\/(sharedStrings|styles)\.xml$/i.test(name)) text(name);
  const targets = new Map<string, string>();
  for (const [tag] of text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    const [id, target] = [attribute(tag, 'Id'), attribute(tag, 'Target')];
    if (id !== undefined && target !== undefined) targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
  }
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([tag]): SheetPart[] => {
    const entry = find(targets.get(attribute(tag, 'id') ?? '') ?? '');
    const state = attribute(tag, 'state') ?? 'visible';
    return entry ? [{ name: plain(attribute(tag, 'name') ?? ''), hidden: state !== 'visible', entry }] : [];
  });
}
