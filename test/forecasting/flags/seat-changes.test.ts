import { expect, test } from 'vitest';
import { effectiveSeats, type FiledSeats } from '../../../forecasting/flags/seat-changes.ts';

const t0 = 2026;
const filed = (entryYear: number, seats: number, of: Partial<FiledSeats> = {}): FiledSeats => ({
  ...{ school: 'a', entryYear, baseYear: 2025, seats, status: 'approved', planned: false, ...of },
});
test.each<[string, FiledSeats[], [number, number][]]>([
  [
    'nothing known yet: as asked',
    [filed(2027, 40), filed(2028, 40)],
    [
      [2027, 40],
      [2028, 40],
    ],
  ],
  ['a lasting change whose first year is enrolled', [filed(2026, 40), filed(2027, 40), filed(2028, 60)], [[2028, 20]]],
  ['a change that ends', [filed(2026, 40), filed(2027, 10)], [[2027, -30]]],
  ['what is still to be decided counts against the same base', [filed(2026, 40), filed(2027, 50, { status: 'requested' })], [[2027, 10]]],
  ['approved and requested: the carried part once', [filed(2026, 40), filed(2027, 40), filed(2027, 10, { status: 'requested' })], [[2027, 10]]],
  ['filed after the first year was reported: on top of it', [filed(2026, 40), filed(2027, 40, { baseYear: 2026 })], [[2027, 40]]],
  ['a request for the known year changed nothing', [filed(2026, 40, { status: 'requested' }), filed(2027, 40)], [[2027, 40]]],
  ['a plan holds the seats of the next year', [filed(2027, 40, { planned: true }), filed(2028, 40)], []],
  ['another school is another matter', [filed(2026, 40), filed(2027, 40, { school: 'b' })], [[2027, 40]]],
])('%s', (_name, rows, left) => {
  expect(effectiveSeats(rows, t0).map(({ entryYear, seats }) => [entryYear, seats])).toEqual(left);
});
