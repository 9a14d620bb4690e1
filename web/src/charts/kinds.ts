import type { ChartOption } from './echarts.ts';

/** Kinds of series beyond lines, each fetched when an option first holds one: most pages draw lines only. */
const more: Readonly<Record<string, () => Promise<unknown>>> = {
  bar: () => import('./echarts-bar.ts'),
  sankey: () => import('./echarts-sankey.ts'),
};

export async function loadKinds({ series = [] }: ChartOption): Promise<void> {
  const kinds = new Set((Array.isArray(series) ? series : [series]).map(({ type = 'line' }) => type));
  await Promise.all([...kinds].map((kind) => more[kind]?.() ?? Promise.resolve()));
}
