import { color, fontFamily, fontSize } from '../design/tokens.ts';

/** A drawing of its own: the text of an svg element and its size in pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}
const margin = 16;
const lineHeight = 18;

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Columns a text takes: Chinese characters are two wide. */
const widthOf = (text: string) => Array.from(text).reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);

/** Lines of at most so many columns; Latin words stay whole. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [''];
  for (const part of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    const line = lines[lines.length - 1] ?? '';
    if (line !== '' && widthOf(line + part.trimEnd()) > columns) lines.push(part);
    else lines[lines.length - 1] = line + part;
  }
  return lines.map((line) => line.trimEnd());
}

/** The drawing with its title above and what it rests on below: a file travels without its page. */
export function captioned(picture: Picture, title: string, notes: readonly string[]): Picture {
  const columns = (picture.width - 2 * margin) / (fontSize.small / 2);
  const heads = wrapText(title, (picture.width - 2 * margin) / (fontSize.lead / 2));
  const lines = notes.flatMap((note) => wrapText(note, columns));
  const top = margin + heads.length * 24;
  const height = top + picture.height + margin + lines.length * lineHeight + margin;
  const write = (text: string, y: number, size: number, fill: string, weight: number) =>
    `<text x="${margin}" y="${y}" font-family="${escapeXml(fontFamily).replaceAll('"', "'")}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${height}" viewBox="0 0 ${picture.width} ${height}">`,
    `<rect width="100%" height="100%" fill="${color.paper}"/>`,
    ...heads.map((line, i) => write(line, margin + 16 + i * 24, fontSize.lead, color.ink, 600)),
    `<g transform="translate(0 ${top})">${picture.svg}</g>`,
    ...lines.map((line, i) => write(line, top + picture.height + margin + 12 + i * lineHeight, fontSize.small, color.inkSoft, 400)),
    '</svg>',
  ].join('');
  return { svg, width: picture.width, height };
}
