export interface SankeyPlace {
  readonly key: string;
  /** From the left, from 0. */
  readonly column: number;
}
export interface SankeyFlow {
  readonly source: string;
  readonly target: string;
  /** Above 0; how wide it is drawn. */
  readonly value: number;
}
export interface SankeyBox {
  readonly width: number;
  readonly height: number;
  /** Width of a place, space between two of a column, and at the right for the labels of the last column. */
  readonly bar: number;
  readonly gap: number;
  readonly right: number;
}
export interface PlacedPlace {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
/** A band from the right edge of its source to the left edge of its target; y are its middles. */
export interface PlacedFlow {
  readonly source: string;
  readonly target: string;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly thickness: number;
}
/** Sweeps over the columns, there and back, in which places move to the middle of what they are connected to. */
const sweeps = 4;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Places and bands of a Sankey diagram with fixed columns. Heights are proportional to what flows through a place (the larger of what comes in and goes out), one scale for all columns;
 * places of a column are ordered by the weighted middle of their neighbours (barycentre ordering, Sugiyama, Tagawa and Toda 1981), bands leave and enter in the order of their other ends.
 */
export function layOut(
  places: readonly SankeyPlace[],
  flows: readonly SankeyFlow[],
  box: SankeyBox,
): { readonly places: PlacedPlace[]; readonly flows: PlacedFlow[] } {
  const into = new Map(places.map(({ key }) => [key, flows.filter(({ target }) => target === key)]));
  const outOf = new Map(places.map(({ key }) => [key, flows.filter(({ source }) => source === key)]));
  const sizeOf = (key: string) => Math.max(...[into, outOf].map((side) => sum((side.get(key) ?? []).map(({ value }) => value))));
  const count = Math.max(0, ...places.map(({ column }) => column)) + 1;
  const columns = Array.from({ length: count }, (_, i) => places.filter(({ column }) => column === i).map(({ key }) => key));
  const scale = Math.min(
    ...columns.filter((keys) => keys.length > 0).map((keys) => (box.height - box.gap * (keys.length - 1)) / Math.max(sum(keys.map(sizeOf)), Number.MIN_VALUE)),
  );
  const tops = new Map<string, number>();
  const middle = (key: string) => (tops.get(key) ?? 0) + (sizeOf(key) * scale) / 2;
  const stack = (keys: readonly string[]) => {
    let y = (box.height - sum(keys.map(sizeOf)) * scale - box.gap * (keys.length - 1)) / 2;
    for (const key of keys) {
      tops.set(key, y);
      y += sizeOf(key) * scale + box.gap;
    }
  };
  columns.forEach(stack);
  for (let i = 0; i < sweeps; i++) {
    const forward = i % 2 === 0;
    for (const keys of forward ? columns : [...columns].reverse()) {
      const pull = (key: string) => {
        const beside = (forward ? into : outOf).get(key) ?? [];
        const all = sum(beside.map(({ value }) => value));
        return all > 0 ? sum(beside.map((flow) => flow.value * middle(forward ? flow.source : flow.target))) / all : middle(key);
      };
      const pulls = new Map(keys.map((key) => [key, pull(key)]));
      keys.sort((a, b) => (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0));
      stack(keys);
    }
  }
  const step = count > 1 ? (box.width - box.right - box.bar) / (count - 1) : 0;
  const left = new Map(places.map(({ key, column }) => [key, column * step]));
  const starts = offsets(outOf, ({ target }) => middle(target));
  const ends = offsets(into, ({ source }) => middle(source));
  return {
    places: places.map(({ key }) => ({ key, x: left.get(key) ?? 0, y: tops.get(key) ?? 0, height: sizeOf(key) * scale })),
    flows: flows.map((flow) => {
      const thickness = flow.value * scale;
      const yOf = (key: string, offset: number | undefined) => (tops.get(key) ?? 0) + (offset ?? 0) * scale + thickness / 2;
      return {
        ...{ source: flow.source, target: flow.target, thickness },
        ...{
          x0: (left.get(flow.source) ?? 0) + box.bar,
          y0: yOf(flow.source, starts.get(flow)),
          x1: left.get(flow.target) ?? 0,
          y1: yOf(flow.target, ends.get(flow)),
        },
      };
    }),
  };
}

/** What stands above each flow at its place, in values. */
function offsets(sides: ReadonlyMap<string, readonly SankeyFlow[]>, otherEnd: (flow: SankeyFlow) => number): Map<SankeyFlow, number> {
  const above = new Map<SankeyFlow, number>();
  for (const flows of sides.values()) {
    let value = 0;
    for (const flow of [...flows].sort((a, b) => otherEnd(a) - otherEnd(b))) {
      above.set(flow, value);
      value += flow.value;
    }
  }
  return above;
}
