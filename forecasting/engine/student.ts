/** Student-t quantiles at 90 % and 97.5 % by degrees of freedom 1 … 30, one row each level (any printed t table; a test integrates the density). */
const UPPER_TENTH = [
  3.07768, 1.88562, 1.63774, 1.53321, 1.47588, 1.43976, 1.41492, 1.39682, 1.38303, 1.37218, 1.36343, 1.35622, 1.35017, 1.34503, 1.34061, 1.33676, 1.33338,
  1.33039, 1.32773, 1.32534, 1.32319, 1.32124, 1.31946, 1.31784, 1.31635, 1.31497, 1.3137, 1.31253, 1.31143, 1.31042,
];
const UPPER_FORTIETH = [
  12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099, 2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982,
  2.10092, 2.09302, 2.08596, 2.07961, 2.07387, 2.06866, 2.0639, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
];

/**
 * Half widths of the central 80 % and 95 % of a Student-t with unit scale. Source: any printed t table; a test integrates the density.
 *
 * @param degrees degrees of freedom, rounded and moved into 1 … 30 (above 30 the value of 30 is used: it is within 4 % of the normal)
 * @returns half widths in units of the scale, 80 % below 95 %
 * @example studentHalfWidths(5) // → { half80: 1.47588, half95: 2.57058 }
 */
export function studentHalfWidths(degrees: number): { half80: number; half95: number } {
  const index = Math.min(30, Math.max(1, Math.round(degrees))) - 1;
  return { half80: UPPER_TENTH[index]!, half95: UPPER_FORTIETH[index]! };
}
