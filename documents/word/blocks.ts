import type { Language } from '../table.ts';

/** What an official document is made of: plain values, so that it can be tested without Word and handed to another thread. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      /** Without its number: 一、（一）1. are given in the order of headings. */
      readonly text: string;
      /** False leaves it without a number, and does not count it. */
      readonly numbered?: boolean;
    }
  /** `indent: false` starts at the margin; otherwise the first line stands two characters in. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly indent?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly ordered?: boolean }
  | {
      readonly kind: 'table';
      /** Widths are shares; left out, 1. */
      readonly columns: readonly { readonly label: string; readonly numeric?: boolean; readonly width?: number }[];
      readonly rows: readonly (readonly string[])[];
      readonly caption?: string;
    }
  /** Width and height in pixels (96 an inch); what is wider than the page is made smaller. */
  | { readonly kind: 'image'; readonly svg: string; readonly width: number; readonly height: number; readonly alt: string; readonly caption: string }
  /** Who signs, at the right margin, the day below. */
  | { readonly kind: 'signature'; readonly text: string; readonly date?: string }
  | { readonly kind: 'pageBreak' };

export interface OfficialDocument {
  readonly title: string;
  /** With a number it stands in red above the line, without one below the title. */
  readonly issuer?: string;
  /** 发文字号, such as 产教联〔2026〕1号. */
  readonly number?: string;
  /** A day, YYYY-MM-DD, or words that stand as they are. */
  readonly dated?: string;
  readonly blocks: readonly Block[];
  /** Marked on every page and below the title. */
  readonly simulated?: boolean;
  readonly language?: Language;
}
/** Writes an official document as .docx; where the work is done is the business of who gives it. */
export type WriteWord = (document: OfficialDocument) => Promise<Uint8Array>;

const digits = '〇一二三四五六七八九';
/** 1 → 一, 12 → 十二, 40 → 四十; up to 99. */
export function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return (tens > 1 ? digits.charAt(tens) : '') + (tens > 0 ? '十' : '') + (ones > 0 || n === 0 ? digits.charAt(ones) : '');
}

function numberWords(level: 1 | 2 | 3, counts: readonly number[], language: Language): string {
  if (language === 'en') return `${counts.slice(0, level).join('.')}${level === 1 ? '.' : ''} `;
  const n = counts[level - 1] ?? 0;
  return level === 1 ? `${chineseNumber(n)}、` : level === 2 ? `（${chineseNumber(n)}）` : `${n}. `;
}

/** Writes the numbers of headings into their texts; a heading begins the count of those below it anew. */
export function numberedBlocks(blocks: readonly Block[], language: Language = 'zh'): readonly Block[] {
  const counts = [0, 0, 0];
  return blocks.map((block) => {
    if (block.kind !== 'heading' || block.numbered === false) return block;
    counts[block.level - 1] = (counts[block.level - 1] ?? 0) + 1;
    counts.fill(0, block.level);
    return { ...block, text: numberWords(block.level, counts, language) + block.text };
  });
}

const months = 'January February March April May June July August September October November December'.split(' ');
/** YYYY-MM-DD as documents write a day; other words as they are. */
export function dayWords(day: string, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return day;
  return language === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}
