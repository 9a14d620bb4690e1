/** A symmetric axis around zero for range bars that are compared with each other down a column. */
export interface Scale {
  /** The axis runs from −limit to +limit, persons. */
  readonly limit: number;
  /** Place of a value in percent of the width; values beyond the limit stop at the edge. */
  place(value: number): number;
  /** True when the value does not fit, so the bar has to say that it goes on. */
  beyond(value: number): boolean;
}

const steps = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** The next round number above a value. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (steps.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

export function scaleTo(limit: number): Scale {
  return {
    limit,
    place: (value) => 50 + (Math.max(-limit, Math.min(limit, value)) / limit) * 50,
    beyond: (value) => Math.abs(value) > limit * 1.0001,
  };
}

/** Nine in ten of the bars fit; the few giants are cut, otherwise everyone else would be a dot. */
export function scaleFor(bars: readonly { readonly lo80: number | null; readonly hi80: number | null }[]): Scale {
  const reach = bars.flatMap(({ lo80, hi80 }) => (lo80 === null || hi80 === null ? [] : [Math.max(Math.abs(lo80), Math.abs(hi80))])).sort((a, b) => a - b);
  return scaleTo(roundUp(reach[Math.floor((reach.length - 1) * 0.9)] ?? 1));
}
