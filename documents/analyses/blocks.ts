import type { AnalysisContent, AnalysisPart } from '../../schemas/analyses.ts';
import type { Block, OfficialDocument } from '../word/blocks.ts';
import { barsSvg } from './bars.ts';
import { sayCell, sayFigure, sayText } from './figures.ts';

function blocksOf(part: AnalysisPart, number: { table: number; picture: number }): Block[] {
  switch (part.kind) {
    case 'text':
      return [{ kind: 'paragraph', text: sayText(part) }];
    case 'table':
      if (part.rows.length === 0) return [];
      return [{ kind: 'table', columns: part.columns, rows: part.rows.map((row) => row.map(sayCell)), caption: `表${++number.table}  ${part.caption}` }];
    case 'bars': {
      if (part.bars.length === 0) return [];
      const alt = part.bars.map(({ label, figures }) => `${label} ${figures.map(sayFigure).join(' / ')}`).join('；');
      return [{ kind: 'image', ...barsSvg(part), alt: `${part.caption}：${alt}`, caption: `图${++number.picture}  ${part.caption}` }];
    }
  }
}

/** The report as an official document; tables and pictures are numbered through. */
export function analysisDocument({ title, issuer, dated, simulated, sections }: AnalysisContent): OfficialDocument {
  const number = { table: 0, picture: 0 };
  return {
    ...{ title, dated, simulated, ...(issuer === null ? {} : { issuer }) },
    blocks: sections.flatMap((section): Block[] => [
      { kind: 'heading', level: 1, text: section.title, ...(section.id === 'abstract' ? { numbered: false } : {}) },
      ...section.parts.flatMap((part) => blocksOf(part, number)),
    ]),
  };
}
