import type { ISectionOptions, Paragraph } from 'docx';
import type { Language } from '../table.ts';
import { dayWords, type Block } from './blocks.ts';
import { contentWidth } from './form.ts';
import { drawnPng, fitted } from './picture.ts';
import { storable } from './storable.ts';

type Docx = typeof import('docx');
export type Piece = ISectionOptions['children'][number];
type Table = Extract<Block, { kind: 'table' }>;
type Image = Extract<Block, { kind: 'image' }>;

export const paragraph = (
  { Paragraph, TextRun }: Docx,
  style: string,
  text: string,
  options: { readonly pageBreakBefore?: boolean; readonly alignment?: 'left' } = {},
): Paragraph => new Paragraph({ style, children: [new TextRun(storable(text))], ...options });

function table(docx: Docx, { columns, rows, caption }: Table): Piece[] {
  const { Table: WordTable, TableRow, TableCell, Paragraph, TextRun } = docx;
  const shares = columns.map(({ width = 1 }) => width);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((contentWidth * share) / whole));
  // numbers of many columns would break within
  const style = columns.length > 8 ? 'SmallCell' : 'Cell';
  const row = (cells: readonly string[], head: boolean) =>
    new TableRow({
      ...{ tableHeader: head, cantSplit: true },
      children: columns.map(
        ({ numeric = false }, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: 'dxa' },
            verticalAlign: 'center',
            margins: { left: 40, right: 40, marginUnitType: 'dxa' },
            ...(head ? { shading: { fill: 'EEF1F4', type: 'clear', color: 'auto' } } : {}),
            children: [
              new Paragraph({
                style,
                alignment: head ? 'center' : numeric ? 'right' : 'left',
                children: [new TextRun({ text: storable(cells[i] ?? ''), ...(head ? { style: 'CellHead' } : {}) })],
              }),
            ],
          }),
      ),
    });
  return [
    ...(caption === undefined ? [] : [paragraph(docx, 'Caption', caption)]),
    new WordTable({
      ...{ columnWidths: widths, width: { size: contentWidth, type: 'dxa' }, layout: 'fixed' },
      rows: [
        row(
          columns.map(({ label }) => label),
          true,
        ),
        ...rows.map((cells) => row(cells, false)),
      ],
    }),
    paragraph(docx, 'Cell', ''), // Word joins tables that touch
  ];
}

async function image(docx: Docx, { svg, width, height, alt, caption }: Image, id: number): Promise<Piece[]> {
  const { Paragraph, ImageRun } = docx;
  const transformation = fitted(width, height);
  const run = new ImageRun({
    ...{ type: 'svg', data: Buffer.from(svg), transformation, altText: { id: String(id), name: storable(caption), description: storable(alt) } },
    fallback: { type: 'png', data: await drawnPng(svg, width) },
  });
  return [new Paragraph({ style: 'Picture', children: [run] }), paragraph(docx, 'PictureCaption', caption)];
}

/** The paragraphs, tables and pictures of a block, `place` its place in the document from 1; headings have their numbers already. */
export async function piecesOf(docx: Docx, block: Block, place: number, language: Language): Promise<Piece[]> {
  switch (block.kind) {
    case 'heading':
      return [paragraph(docx, `Heading${block.level}`, block.text)];
    case 'paragraph':
      // words of a foreign language are not stretched to the margin
      return [paragraph(docx, block.indent === false ? 'Flush' : 'Body', block.text, /\p{Script=Han}{6}/u.test(block.text) ? {} : { alignment: 'left' })];
    case 'list':
      return block.items.map((item, i) => paragraph(docx, 'Body', block.ordered === true ? `${i + 1}. ${item}` : `— ${item}`));
    case 'table':
      return table(docx, block);
    case 'image':
      return image(docx, block, place); // the library's own ids count on over documents
    case 'signature':
      return [
        paragraph(docx, 'Flush', ''),
        paragraph(docx, 'Signature', block.text),
        ...(block.date === undefined ? [] : [paragraph(docx, 'Signature', dayWords(block.date, language))]),
      ];
    case 'pageBreak':
      return [paragraph(docx, 'Cell', '', { pageBreakBefore: true })];
  }
}
