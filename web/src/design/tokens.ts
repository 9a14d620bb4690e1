/**
 * Colours, type and space of the pages, for code that draws without CSS (charts).
 * tokens.css states the same values as custom properties; test/web/tokens.test.ts compares the two and checks contrast.
 */
export const color = {
  ink: '#1f2933',
  inkSoft: '#52606d',
  line: '#d8dee4',
  lineStrong: '#7b8794',
  paper: '#ffffff',
  wash: '#f5f7f9',
  accent: '#1d5fa8',
  accentDark: '#174b86',
  accentWash: '#e8f0f8',
  shortageDeep: '#8a3a03',
  shortage: '#b3500a',
  shortageBand: '#eec6a3',
  shortageWash: '#fcebdc',
  surplusDeep: '#28387c',
  surplus: '#3a4fa3',
  surplusBand: '#a9b4dd',
  surplusWash: '#e7eaf6',
  balanced: '#2f6658',
  balancedWash: '#e3f1ec',
  doubt: '#5c6370',
  doubtWash: '#eef0f3',
  good: '#2c7a1f',
  warning: '#8a5200',
  danger: '#b3261e',
  dangerWash: '#fbeae9',
} as const;

/** ECharts measures text itself, so it needs the real list: `inherit` makes labels overlap. */
export const fontFamily = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "Helvetica Neue", Arial, sans-serif';

export const fontSize = { small: 12, body: 14, lead: 16, title: 20, display: 28 } as const;
export const space = { half: 4, one: 8, two: 16, three: 24, four: 32 } as const;

/** Text on its background, as used on the pages: each pair holds 4.5 : 1 (WCAG 2.1 AA). */
export const textPairs: readonly (readonly [keyof typeof color, keyof typeof color])[] = [
  ['ink', 'paper'],
  ['ink', 'wash'],
  ['ink', 'accentWash'],
  ['inkSoft', 'paper'],
  ['inkSoft', 'wash'],
  ['accent', 'paper'],
  ['accent', 'wash'],
  ['accentDark', 'accentWash'],
  ['paper', 'accent'],
  ['paper', 'accentDark'],
  ['shortageDeep', 'paper'],
  ['shortageDeep', 'shortageWash'],
  ['shortage', 'paper'],
  ['surplusDeep', 'paper'],
  ['surplusDeep', 'surplusWash'],
  ['surplus', 'paper'],
  ['balanced', 'balancedWash'],
  ['doubt', 'paper'],
  ['doubt', 'doubtWash'],
  ['good', 'paper'],
  ['warning', 'paper'],
  ['danger', 'paper'],
  ['danger', 'dangerWash'],
];
/** Strokes and marks that carry meaning: 3 : 1. */
export const markPairs: readonly (readonly [keyof typeof color, keyof typeof color])[] = [
  ['lineStrong', 'paper'],
  ['shortage', 'paper'],
  ['surplus', 'paper'],
  ['shortage', 'shortageBand'],
  ['surplus', 'surplusBand'],
];
