import { color, fontFamily, fontSize } from '../design/tokens.ts';
import type { ChartOption, LineSeriesOption } from './echarts.ts';

/** One side of past forecasts, by years ahead. */
export interface EvaluationLine {
  readonly name: string;
  readonly points: readonly { readonly yearsAhead: number; readonly value: number | null }[];
}
export interface Reference {
  readonly value: number;
  readonly name: string;
}
const looks = [
  { line: color.accent, symbol: 'circle', type: 'solid' },
  { line: color.shortage, symbol: 'diamond', type: [6, 4] },
  { line: color.surplus, symbol: 'rect', type: [2, 3] },
  { line: color.balanced, symbol: 'triangle', type: [10, 3, 2, 3] },
] as const;

/** A measure by years ahead, one labelled line a side, with the levels it is held against. */
export function evaluationOption(
  lines: readonly EvaluationLine[],
  references: readonly Reference[],
  words: { readonly step: (years: number) => string; readonly value: (value: number) => string; readonly unit: string },
  top?: number,
): ChartOption {
  const steps = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.yearsAhead)))].sort((a, b) => a - b);
  const text = { color: color.inkSoft, fontFamily, fontSize: fontSize.small };
  const marks: LineSeriesOption = {
    type: 'line',
    data: [],
    markLine: {
      ...{ silent: true, symbol: 'none', animation: false },
      lineStyle: { color: color.ink, type: 'solid', width: 1 },
      label: { ...text, position: 'insideStartTop', formatter: ({ name }: { readonly name: string }) => name },
      data: references.map(({ value, name }) => ({ yAxis: value, name })),
    },
  };
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: 96, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: steps.map(words.step),
      axisLabel: text,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color.lineStrong } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(top === undefined ? { max: ({ max }: { readonly max: number }) => Math.max(1.2, Math.ceil(max * 5) / 5) } : { max: top }),
      name: words.unit,
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: { ...text, formatter: words.value },
      splitLine: { lineStyle: { color: color.line } },
    },
    series: [
      marks,
      ...lines.map(({ name, points }, i): LineSeriesOption => {
        const { line, symbol, type } = looks[i % looks.length] ?? looks[0];
        const byStep = new Map(points.map((point) => [point.yearsAhead, point.value]));
        return {
          ...{ type: 'line', name, symbol, symbolSize: 8, data: steps.map((step) => byStep.get(step) ?? null) },
          ...{ itemStyle: { color: line }, lineStyle: { color: line, width: 2, type: typeof type === 'string' ? type : [...type] } },
          endLabel: { show: true, formatter: name, color: line, fontFamily, fontSize: fontSize.small, distance: 8 },
          labelLayout: { moveOverlap: 'shiftY' },
        };
      }),
    ],
  };
}
