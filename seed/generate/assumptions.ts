/** The last reported year and the span of the hidden truth. */
export const firstYear = 2014;
export const lastReportedYear = 2025;
export const lastTrueYear = 2033;

/** The platform's published defaults: the truth is made with the very values a run assumes, so that the noise is in the reports alone. */
export const netEntryShare = 0.5;
export const grossEntryShare = 0.3;
export const separationRate = 0.11;
export const outsideShare = 0.3;
export const weightFloor = 0.1;

/** Years over which openings are netted: growth and shrinkage inside one block cancel. */
export const blocks = [
  [2026, 2028],
  [2029, 2031],
  [2032, 2032],
] as const;

/** Graduation years of the windows, from the last reported year and the length of a programme. */
export function windowYears(lengthYears: number): { pipeline: readonly [number, number]; decision: readonly [number, number] } {
  const start = lastReportedYear + lengthYears;
  return { pipeline: [lastReportedYear + 1, start], decision: [start + 1, start + 3] };
}

export const sizeFloors = { '1000+': 1000, '300-999': 300, '20-299': 20, '1-19': 1 } as const;
export type SizeClass = keyof typeof sizeFloors;

export const simulatedSource = '模拟数据 (generator)';
export const planSource = '鄂尔多斯市职业教育改革发展实施方案（鄂府发〔2022〕78 号）';
export const regionCode = '150600';

export const span = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
