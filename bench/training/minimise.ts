interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

/** Downhill simplex (Nelder & Mead 1965) with a fixed number of rounds: deterministic, no derivatives. */
export function minimise(loss: (point: readonly number[]) => number, start: readonly number[], steps: readonly number[], rounds: number): Vertex {
  const at = (point: readonly number[]): Vertex => ({ point, value: loss(point) });
  let simplex = [at(start), ...start.map((_, axis) => at(start.map((value, index) => value + (index === axis ? steps[axis]! : 0))))];
  for (let round = 0; round < rounds; round++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    const others = simplex.slice(0, -1);
    const centre = start.map((_, axis) => others.reduce((sum, vertex) => sum + vertex.point[axis]!, 0) / others.length);
    const along = (factor: number): Vertex => at(centre.map((value, axis) => value + factor * (value - worst.point[axis]!)));
    const reflected = along(1);
    let next: Vertex | undefined;
    if (reflected.value < best.value) {
      const expanded = along(2);
      next = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < others.at(-1)!.value) next = reflected;
    else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) next = contracted;
    }
    simplex =
      next === undefined
        ? [best, ...simplex.slice(1).map((vertex) => at(vertex.point.map((value, axis) => (value + best.point[axis]!) / 2)))]
        : [...others, next];
  }
  return simplex.reduce((best, vertex) => (vertex.value < best.value ? vertex : best));
}
