import { color, fontFamily, fontSize } from '../design/tokens.ts';
import type { ChartOption, LineSeriesOption } from './echarts.ts';

/** Persons a year with their 80 % interval. */
export interface SupplierLine {
  readonly name: string;
  readonly points: readonly { readonly year: number; readonly mean: number; readonly lo80: number; readonly hi80: number }[];
}
const looks = [
  { line: color.accent, symbol: 'circle', type: [6, 4] },
  { line: color.shortage, symbol: 'diamond', type: [2, 3] },
  { line: color.surplus, symbol: 'rect', type: [10, 3, 2, 3] },
  { line: color.balanced, symbol: 'triangle', type: [12, 4] },
] as const;
/** As many lines as can be told apart. */
export const mostLines = looks.length;
const silent = { silent: true, symbol: 'none', lineStyle: { opacity: 0 }, tooltip: { show: false } } as const;

/** Who comes, by major and year: everything is forecast, so lines are dashed and stand in their band. */
export function supplierOption(
  lines: readonly SupplierLine[],
  words: { readonly unit: string; readonly persons: (value: number) => string; readonly labelWidth: number },
): ChartOption {
  const years = [...new Set(lines.flatMap(({ points }) => points.map(({ year }) => year)))].sort((a, b) => a - b);
  const text = { color: color.inkSoft, fontFamily, fontSize: fontSize.small };
  const series = lines.slice(0, mostLines).flatMap(({ name, points }, i): LineSeriesOption[] => {
    const { line, symbol, type } = looks[i] ?? looks[0];
    const of = new Map(points.map((point) => [point.year, point]));
    const row = (pick: (point: SupplierLine['points'][number]) => number) => years.map((year) => { const point = of.get(year); return point ? pick(point) : null; }); // prettier-ignore
    const band = { type: 'line' as const, stack: String(i), stackStrategy: 'all' as const, ...silent };
    return [
      { ...band, data: row(({ lo80 }) => lo80) },
      { ...band, data: row(({ lo80, hi80 }) => hi80 - lo80), areaStyle: { color: line, opacity: 0.16 } },
      {
        ...{ type: 'line', name, symbol, symbolSize: 6, data: row(({ mean }) => mean) },
        ...{ itemStyle: { color: line }, lineStyle: { color: line, width: 2, type: [...type] } },
        endLabel: {
          show: true,
          formatter: name,
          color: line,
          fontFamily,
          fontSize: fontSize.small,
          distance: 8,
          width: words.labelWidth - 12,
          overflow: 'break',
        },
        labelLayout: { moveOverlap: 'shiftY' },
      },
    ];
  });
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: words.labelWidth, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: years.map(String), axisLabel: text, axisTick: { show: false }, axisLine: { lineStyle: { color: color.lineStrong } } },
    yAxis: {
      ...{ type: 'value', min: 0, name: words.unit, nameTextStyle: { ...text, align: 'left' } },
      axisLabel: { ...text, formatter: words.persons },
      splitLine: { lineStyle: { color: color.line } },
    },
    series,
  };
}
