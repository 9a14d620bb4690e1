import { color, fontFamily, fontSize } from '../design/tokens.ts';
import type { ChartOption, LineSeriesOption } from './echarts.ts';

/** Employees at the end of each year; null where the figure is not shown. */
export interface StockLine {
  readonly name: string;
  readonly points: readonly { readonly year: number; readonly value: number | null }[];
}
const looks = [
  { line: color.ink, symbol: 'circle', type: 'solid' },
  { line: color.accent, symbol: 'diamond', type: 'solid' },
  { line: color.shortage, symbol: 'rect', type: [6, 4] },
  { line: color.balanced, symbol: 'triangle', type: [2, 3] },
  { line: color.doubt, symbol: 'pin', type: [10, 3, 2, 3] },
] as const;

/** Stocks by year, one labelled line a segment; persons start at zero. */
export function stockOption(
  lines: readonly StockLine[],
  words: { readonly unit: string; readonly persons: (value: number) => string; readonly labelWidth: number },
): ChartOption {
  const years = [...new Set(lines.flatMap(({ points }) => points.map(({ year }) => year)))].sort((a, b) => a - b);
  const text = { color: color.inkSoft, fontFamily, fontSize: fontSize.small };
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: words.labelWidth, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: years.map(String),
      axisLabel: text,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color.lineStrong } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: words.unit,
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: { ...text, formatter: words.persons },
      splitLine: { lineStyle: { color: color.line } },
    },
    series: lines.map(({ name, points }, i): LineSeriesOption => {
      const { line, symbol, type } = looks[i % looks.length] ?? looks[0];
      const byYear = new Map(points.map((point) => [point.year, point.value]));
      return {
        ...{ type: 'line', name, symbol, symbolSize: 6, data: years.map((year) => byYear.get(year) ?? null) },
        ...{ itemStyle: { color: line }, lineStyle: { color: line, width: 2, type: typeof type === 'string' ? type : [...type] } },
        endLabel: { show: true, formatter: name, color: line, fontFamily, fontSize: fontSize.small, distance: 8 },
        labelLayout: { moveOverlap: 'shiftY' },
      };
    }),
  };
}
