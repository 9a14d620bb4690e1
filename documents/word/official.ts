import { dayWords, numberedBlocks, type OfficialDocument } from './blocks.ts';
import { paragraph, piecesOf, type Piece } from './body.ts';
import { page, red, styles } from './form.ts';
import { fontTable } from './fonts.ts';
import { coreProperties, withoutMoment } from './package.ts';
import { storable } from './storable.ts';

type Docx = typeof import('docx');

const simulatedWords = {
  zh: { head: '模拟数据', note: '本文件据模拟数据生成，不反映任何地区的真实情况，不得作为真实情况使用。' },
  en: { head: 'Simulated data 模拟数据', note: 'Made from simulated data: it says nothing about any real place and must not be used as if it did.' },
} as const;

/** Red issuing body, number and line above the title where the document has a number; issuer and day below it otherwise. */
function head(docx: Docx, { title, issuer, number, dated, simulated = false, language = 'zh' }: OfficialDocument): Piece[] {
  const { Paragraph, TextRun } = docx;
  const day = dated === undefined ? [] : [paragraph(docx, 'Issuer', dayWords(dated, language))];
  const titled = paragraph(docx, 'Title', title);
  const marked = simulated ? [paragraph(docx, 'Marked', simulatedWords[language].note)] : [];
  if (number === undefined) return [titled, ...(issuer === undefined ? [] : [paragraph(docx, 'Issuer', issuer)]), ...day, paragraph(docx, 'Flush', ''), ...marked]; // prettier-ignore
  const line = { style: 'single', color: red, size: 18, space: 4 } as const;
  return [
    ...(issuer === undefined ? [] : [paragraph(docx, 'RedHead', issuer)]),
    new Paragraph({ style: 'Issuer', border: { bottom: line }, children: [new TextRun(storable(number))] }),
    titled,
    ...day,
    ...marked,
  ];
}

/** Odd pages are numbered at the right, even ones at the left, one character in. */
function footers({ Footer, Paragraph, TextRun, PageNumber }: Docx) {
  const footer = (side: 'left' | 'right') =>
    new Footer({
      children: [
        new Paragraph({ style: 'Running', alignment: side, indent: { [side]: 280 }, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })] }),
      ],
    });
  return { default: footer('right'), even: footer('left') };
}

/**
 * An official document (公文) as .docx: A4, title in 小标宋 22 pt, text in 仿宋_GB2312 16 pt with lines 28 pt apart, headings 一、 in 黑体,
 * （一） in 楷体, page numbers "— 1 —". Pictures are SVG with a PNG for programs that draw none. Equal documents have equal bytes.
 *
 * @param document plain values; characters that a document cannot hold are left out
 * @returns the bytes of the file
 * @throws Error when a picture is no SVG
 */
export async function officialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const docx = await import('docx');
  const { Document, Header, Packer, Paragraph, TextRun } = docx;
  const language = document.language ?? 'zh';
  const children: Piece[] = head(docx, document);
  for (const [i, block] of numberedBlocks(document.blocks, language).entries()) children.push(...(await piecesOf(docx, block, i + 1, language)));
  const header = () =>
    new Header({ children: [new Paragraph({ style: 'Running', alignment: 'center', children: [new TextRun({ text: simulatedWords[language].head, color: red, size: 21 })] })] }); // prettier-ignore
  const file = new Document({
    ...{ creator: 'Gongxu 产教供需', title: storable(document.title), styles: styles(language), evenAndOddHeaderAndFooters: true },
    sections: [
      {
        properties: { page },
        ...(document.simulated === true ? { headers: { default: header(), even: header() } } : {}),
        footers: footers(docx),
        children,
      },
    ],
  });
  return withoutMoment(new Uint8Array(await Packer.toBuffer(file, false, [coreProperties(storable(document.title)), fontTable])));
}
