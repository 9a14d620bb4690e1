import type { IStylesOptions } from 'docx';
import type { Language } from '../table.ts';

/** Twips, twentieths of a point, in a point and in a millimetre. */
export const point = 20;
export const millimetre = 1440 / 25.4;
/** A4 and the type area of official documents (GB/T 9704): 37 mm above, 35 below, 28 left, 26 right. */
export const page = {
  size: { width: 11906, height: 16838 },
  margin: {
    ...{ top: Math.round(37 * millimetre), bottom: Math.round(35 * millimetre), left: Math.round(28 * millimetre), right: Math.round(26 * millimetre) },
    ...{ header: Math.round(20 * millimetre), footer: Math.round(25 * millimetre) },
  },
};
export const contentWidth = page.size.width - page.margin.left - page.margin.right;

/** Latin letters and digits stand in Times New Roman beside each of them. */
const beside = 'Times New Roman';
const face = (eastAsia: string) => ({ ascii: beside, hAnsi: beside, cs: beside, eastAsia });
export const fonts = {
  title: face('方正小标宋简体'),
  body: face('仿宋_GB2312'),
  first: face('黑体'),
  second: face('楷体_GB2312'),
  pageNumber: face('宋体'),
} as const;
/** The red of a document head. */
export const red = 'C8102E';

/** Half points; 32 is 三号, 44 二号, 24 小四. */
const sizes = { zh: { title: 44, body: 32, line: 28, small: 24, caption: 24 }, en: { title: 36, body: 24, line: 20, small: 20, caption: 20 } } as const;

const exact = (points: number) => ({ line: points * point, lineRule: 'exact' as const });
/** First lines two characters in: Word goes by characters, others by twips. */
const indented = (halfPoints: number) => ({ firstLineChars: 200, firstLine: halfPoints * point });

/** The styles of an official document. Text of the document has no looks of its own, so whoever edits it changes styles. */
export function styles(language: Language): IStylesOptions {
  const { title, body, line, small, caption } = sizes[language];
  const left = language === 'zh' ? ('both' as const) : ('left' as const);
  const heading = (font: (typeof fonts)[keyof typeof fonts], bold = false) => ({
    ...{ run: { font, size: body, bold, color: '000000' }, basedOn: 'Normal', next: 'Body' },
    paragraph: { spacing: { ...exact(line), before: 0, after: 0 }, indent: indented(body), keepNext: true },
  });
  const own = (id: string, name: string, run: object, paragraph: object) => ({ id, name, basedOn: 'Normal', quickFormat: true, run, paragraph });
  return {
    default: {
      document: { run: { font: fonts.body, size: body, language: { value: 'en-GB', eastAsia: 'zh-CN' } }, paragraph: { spacing: exact(line) } },
      title: {
        ...{ basedOn: 'Normal', run: { font: fonts.title, size: title, color: '000000' } },
        paragraph: { alignment: 'center', spacing: { ...exact(Math.round(title * 0.8)), before: line * point, after: line * point } },
      },
      heading1: heading(fonts.first),
      heading2: heading(fonts.second),
      heading3: heading(fonts.body, true),
    },
    paragraphStyles: [
      own('Body', language === 'zh' ? '正文段落' : 'Body paragraph', {}, { alignment: left, indent: indented(body) }),
      own('Flush', language === 'zh' ? '顶格段落' : 'Flush paragraph', {}, { alignment: left }),
      own('Issuer', language === 'zh' ? '署名' : 'Issuer', { font: fonts.second }, { alignment: 'center' }),
      own('RedHead', language === 'zh' ? '发文机关' : 'Issuing body', { font: fonts.title, size: title, color: red }, { alignment: 'center', spacing: { line: title * point * 0.8, lineRule: 'atLeast' } }), // prettier-ignore
      own('Marked', language === 'zh' ? '模拟标识' : 'Simulated', { font: fonts.first, size: small, color: red }, { alignment: 'center', spacing: { after: 10 * point } }), // prettier-ignore
      own('Caption', language === 'zh' ? '题注' : 'Caption', { font: fonts.first, size: caption }, { alignment: 'center', keepNext: true, spacing: { line: 22 * point, lineRule: 'atLeast', before: 6 * point } }), // prettier-ignore
      own('Picture', language === 'zh' ? '图' : 'Picture', {}, { alignment: 'center', keepNext: true, spacing: { line: 240, lineRule: 'auto', before: 6 * point } }), // prettier-ignore
      own('PictureCaption', language === 'zh' ? '图注' : 'Picture caption', { font: fonts.first, size: caption }, { alignment: 'center', spacing: { line: 22 * point, lineRule: 'atLeast', after: 6 * point } }), // prettier-ignore
      own(
        'Cell',
        language === 'zh' ? '表内文字' : 'Table text',
        { size: small - 3 },
        { spacing: { line: 240, lineRule: 'auto', before: point, after: point } },
      ),
      own('Signature', language === 'zh' ? '落款' : 'Signature', {}, { alignment: 'right', indent: { right: body * point }, keepLines: true }),
      own('Running', language === 'zh' ? '页眉页脚' : 'Running head', { font: fonts.pageNumber, size: 28 }, { spacing: { line: 240, lineRule: 'auto' } }),
    ],
    characterStyles: [{ id: 'CellHead', name: language === 'zh' ? '表头文字' : 'Table head', run: { bold: true } }],
  };
}
