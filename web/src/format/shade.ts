/** From this depth on a part is dark enough for white text. */
const darkFrom = 0.65;
export const isDark = (depth: number): boolean => depth > darkFrom;

/** Opacity of a shade, 0 lightest … 1 darkest: shades in between, on which neither ink nor white reads well, are left out. */
export const shade = (depth: number): number => (isDark(depth) ? 0.5 + 0.5 * depth : 0.1 + 0.8 * depth);
