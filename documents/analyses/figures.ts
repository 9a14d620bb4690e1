import type { AnalysisCell, AnalysisFigure, AnalysisPart } from '../../schemas/analyses.ts';

export type Unit = AnalysisFigure['unit'];
/** Names a number by the address of the API that answers it. */
export const figure = (value: number | null, unit: Unit, source: string, pointer: string): AnalysisFigure => ({ value, unit, source, pointer });

const grouped = (whole: string) => whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
/** A figure as reports write it, in one place: persons and counts whole, shares in percent, ratios with two decimals; an absent one is a dash. */
export function sayFigure({ value, unit }: AnalysisFigure): string {
  if (value === null) return '—';
  if (unit === 'share') return `${(value * 100).toFixed(0)}%`;
  if (unit === 'ratio') return value.toFixed(2);
  const rounded = Math.round(value);
  return `${rounded < 0 ? '−' : ''}${grouped(String(Math.abs(rounded)))}`;
}
export const sayCell = (cell: AnalysisCell): string => (typeof cell === 'string' ? cell : sayFigure(cell));
/** A text with its figures in their places. */
export const sayText = ({ text, figures }: Extract<AnalysisPart, { kind: 'text' }>): string =>
  text.replaceAll(/\{(\d+)\}/g, (all, place: string) => {
    const found = figures[Number(place)];
    return found ? sayFigure(found) : all;
  });

/** Every figure of a part. */
export function figuresOf(part: AnalysisPart): readonly AnalysisFigure[] {
  if (part.kind === 'text') return part.figures;
  if (part.kind === 'bars') return part.bars.flatMap(({ figures }) => figures);
  return part.rows.flat().filter((cell) => typeof cell !== 'string');
}

/** A text whose figures stand between its pieces; words go in as they are. */
export function said(pieces: TemplateStringsArray, ...between: (AnalysisFigure | string)[]): AnalysisPart {
  const figures: AnalysisFigure[] = [];
  const text = pieces.reduce((before, piece, i) => {
    const value = between[i - 1] ?? '';
    return before + (typeof value === 'string' ? value : `{${figures.push(value) - 1}}`) + piece;
  });
  return { kind: 'text', text, figures };
}
/** A text without figures; braces of names that come from data stay what they are. */
export const plain = (text: string): AnalysisPart => ({ kind: 'text', text, figures: [] });

type Table = Extract<AnalysisPart, { kind: 'table' }>;
/** Titles of numeric columns begin with `#`; a width stands behind `/`. */
export function tableOf(caption: string, columns: readonly string[], rows: AnalysisCell[][]): Table {
  return {
    ...{ kind: 'table', caption, rows },
    columns: columns.map((column) => {
      const [label = '', width = '1'] = column.replace('#', '').split('/');
      return { label, numeric: column.startsWith('#'), width: Number(width) };
    }),
  };
}
