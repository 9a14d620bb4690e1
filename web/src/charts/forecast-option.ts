import { color, fontFamily, fontSize } from '../design/tokens.ts';
import type { ChartOption, LineSeriesOption } from './echarts.ts';
import type { ForecastRow, SidePoint } from './forecast-data.ts';

export interface ForecastWords {
  readonly demand: string;
  readonly supply: string;
  readonly origin: string;
  readonly window: string;
  readonly unit: string;
  readonly range: (lo: number, hi: number) => string;
  readonly persons: (value: number) => string;
}
type Side = 'demand' | 'supply';
const look = {
  demand: { line: color.shortage, band: color.shortageBand },
  supply: { line: color.surplus, band: color.surplusBand },
} as const;
const silent = { silent: true, symbol: 'none', lineStyle: { opacity: 0 }, tooltip: { show: false } } as const;

/** The dashed line and the bands begin at the last reported value, so that they hang on the history. */
function forecastOf(rows: readonly ForecastRow[], side: Side, origin: number, pick: (point: SidePoint) => number | null): (number | null)[] {
  return rows.map((row) => (row.year === origin ? row[side].history : row.year > origin ? pick(row[side]) : null));
}

/** A band is an invisible line at its lower end with the width stacked upon it. */
function band(rows: readonly ForecastRow[], side: Side, origin: number, percent: 80 | 95): LineSeriesOption[] {
  const low = forecastOf(rows, side, origin, (p) => (percent === 80 ? p.lo80 : p.lo95));
  const high = forecastOf(rows, side, origin, (p) => (percent === 80 ? p.hi80 : p.hi95));
  const stack = `${side}${percent}`;
  const common = { type: 'line' as const, stack, stackStrategy: 'all' as const, ...silent };
  return [
    { ...common, data: low },
    {
      ...common,
      data: high.map((value, i) => (value === null ? null : value - (low[i] ?? 0))),
      areaStyle: { color: look[side].band, opacity: percent === 80 ? 0.6 : 0.28 },
    },
  ];
}

function lines(rows: readonly ForecastRow[], side: Side, origin: number, name: string): LineSeriesOption[] {
  const { line } = look[side];
  const solid = rows.map((row) => (row.year <= origin ? row[side].history : null));
  const dashed = forecastOf(rows, side, origin, (p) => p.mean);
  const label = { show: true, formatter: name, color: line, fontFamily, fontSize: fontSize.body, fontWeight: 600, distance: 8 } as const;
  return [
    {
      type: 'line',
      name,
      data: solid,
      symbol: side === 'demand' ? 'circle' : 'diamond',
      symbolSize: 5,
      itemStyle: { color: line },
      lineStyle: { color: line, width: 2 },
    },
    {
      type: 'line',
      name,
      data: dashed,
      symbol: 'none',
      itemStyle: { color: line },
      lineStyle: { color: line, width: 2, type: [6, 4] },
      endLabel: label,
      labelLayout: { moveOverlap: 'shiftY' },
    },
  ];
}

/** Demand and supply of one major: history solid, forecast dashed, 80 % dark and 95 % light, the base year and the decision window marked. */
export function forecastOption(
  rows: readonly ForecastRow[],
  origin: number,
  decision: { readonly first: number; readonly last: number } | null,
  words: ForecastWords,
): ChartOption {
  const text = { color: color.inkSoft, fontFamily, fontSize: fontSize.small };
  const marks: LineSeriesOption = {
    type: 'line',
    data: [],
    markLine: {
      ...{ silent: true, symbol: 'none', animation: false },
      lineStyle: { color: color.inkSoft, type: 'solid', width: 1 },
      label: { ...text, formatter: words.origin, position: 'end' },
      data: [{ xAxis: String(origin) }],
    },
    ...(decision === null
      ? {}
      : {
          markArea: {
            silent: true,
            itemStyle: { color: color.line, opacity: 0.35 },
            label: { ...text, position: 'insideTop' as const },
            data: [[{ name: words.window, xAxis: String(decision.first) }, { xAxis: String(decision.last) }]],
          },
        }),
  };
  const tell = (name: string, point: SidePoint) => {
    if (point.mean === null) return point.history === null ? '' : `\n${name}  ${words.persons(point.history)}`;
    return `\n${name}  ${words.persons(point.mean)}  ${words.range(point.lo80 ?? point.mean, point.hi80 ?? point.mean)}`;
  };
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 8, right: 76, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText', // HTML tooltips carry inline styles, which the content security policy forbids
      textStyle: { color: color.ink, fontFamily, fontSize: fontSize.small },
      borderColor: color.lineStrong,
      formatter: (shown) => {
        const first = Array.isArray(shown) ? shown[0] : shown;
        const row = rows[first?.dataIndex ?? 0];
        return row ? `${row.year}${tell(words.demand, row.demand)}${tell(words.supply, row.supply)}` : '';
      },
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: rows.map((row) => String(row.year)),
      axisLabel: text,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color.lineStrong } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: words.unit,
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: { ...text, formatter: (value: number) => words.persons(value) },
      splitLine: { lineStyle: { color: color.line } },
    },
    series: [
      marks,
      ...band(rows, 'supply', origin, 95),
      ...band(rows, 'demand', origin, 95),
      ...band(rows, 'supply', origin, 80),
      ...band(rows, 'demand', origin, 80),
      ...lines(rows, 'supply', origin, words.supply),
      ...lines(rows, 'demand', origin, words.demand),
    ],
  };
}
