import type { AnalysisPart } from '../../schemas/analyses.ts';
import { sayFigure } from './figures.ts';

type Bars = Extract<AnalysisPart, { kind: 'bars' }>;
const fills = ['#1f5f8b', '#c9822b'];
const labelWidth = 190;
const valueWidth = 70;
const width = 590;
const height = 15;
const font = "'Noto Sans CJK SC','Microsoft YaHei','SimHei',sans-serif";
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const short = (text: string) => (text.length > 15 ? `${text.slice(0, 14)}…` : text);

/** Horizontal bars as an SVG of its own: one colour a name, the axis at nothing, so that shortages stand right and surpluses left. */
export function barsSvg({ bars, names, unit }: Bars): { readonly svg: string; readonly width: number; readonly height: number } {
  const values = bars.flatMap(({ figures }) => figures.map(({ value }) => value ?? 0));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const room = width - labelWidth - 2 * valueWidth;
  const scale = (value: number) => labelWidth + valueWidth + (room * (value - least)) / (most - least || 1);
  const rowHeight = height * names.length + 8;
  const top = 26;
  const whole = top + rowHeight * bars.length + 6;
  const key = names.map((name, i) => `<rect x="${labelWidth + valueWidth + i * 160}" y="6" width="10" height="10" fill="${fills[i % fills.length] ?? ''}"/><text x="${labelWidth + valueWidth + 14 + i * 160}" y="15">${escaped(`${name}，${unit}`)}</text>`); // prettier-ignore
  const rows = bars.flatMap(({ label, figures }, i) => {
    const y = top + i * rowHeight;
    return [
      `<text x="${labelWidth - 4}" y="${y + rowHeight / 2}" text-anchor="end">${escaped(short(label))}</text>`,
      ...figures.flatMap((figure, n) => {
        const value = figure.value ?? 0;
        const [from, to] = [Math.min(scale(0), scale(value)), Math.max(scale(0), scale(value))];
        const at = value < 0 ? `x="${(from - 4).toFixed(1)}" text-anchor="end"` : `x="${(to + 4).toFixed(1)}"`;
        return [
          `<rect x="${from.toFixed(1)}" y="${y + n * height + 2}" width="${(to - from).toFixed(1)}" height="${height - 4}" fill="${fills[n % fills.length] ?? ''}"/>`,
          `<text ${at} y="${y + n * height + height - 4}">${sayFigure(figure)}</text>`,
        ];
      }),
    ];
  });
  const axis = `<line x1="${scale(0).toFixed(1)}" x2="${scale(0).toFixed(1)}" y1="${top - 4}" y2="${whole - 4}" stroke="#555"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" font-family="${font}" font-size="11" fill="#222">${[...key, ...rows, axis].join('')}</svg>`; // prettier-ignore
  return { svg, width, height: whole };
}
