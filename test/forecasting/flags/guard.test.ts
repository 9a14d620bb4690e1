import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardSeats, type GuardYear, type SeatChange } from '../../../forecasting/flags/guard.ts';
import { shareOut } from '../../../forecasting/flags/share-out.ts';
import { world, demandPath, simulate } from '../../../bench/expansion-world.ts';

const year = (at: number, gap: number): GuardYear => ({ year: at, gap, lo80: gap - 20, hi80: gap + 20 });
const change = (school: string, seats: number, status: SeatChange['status'] = 'requested', at = 2030, survival = 1): SeatChange => ({
  ...{ school, seats, status, year: at, survival },
});
const oneYear = (gap: number, changes: readonly SeatChange[]) => guardSeats([year(2030, gap)], { ...year(2030, gap), lastYear: 2030 }, changes).years[0]!;
const recommended = (gap: number, changes: readonly SeatChange[]) => oneYear(gap, changes).schools.map((share) => share.recommended);

describe('one year', () => {
  test.each<[string, number, SeatChange[], number[]]>([
    ['enough for everybody', 100, [change('a', 30), change('b', 40)], [30, 40]],
    ['twice too much: half each', 100, [change('a', 120), change('b', 80)], [60, 40]],
    ['a closed gap', 0, [change('a', 30), change('b', -30)], [0, 0]],
    ['closed by what was approved', 100, [change('a', 100, 'approved'), change('b', 30)], [0, 0]],
    ['overfilled by what was approved', 100, [change('a', 130, 'approved'), change('b', 30), change('c', -60)], [0, 0, -30]],
    ['a surplus does not grow', -50, [change('a', 30)], [0]],
    ['cuts share a surplus', -50, [change('a', -60), change('b', -40)], [-30, -20]],
    ['a shortage is no reason to cut', 50, [change('a', -60), change('b', 40)], [0, 40]],
    ['equal requests, a seat that cannot be halved', 5, [change('a', 9), change('b', 9)], [2, 2]],
    ['the seat goes to the larger remainder', 5, [change('a', 4), change('b', 3)], [3, 2]],
    ['half of the students leave before the end', 30, [change('a', 100, 'requested', 2030, 0.5)], [60]],
    ['one school asks twice', 100, [change('a', 60), change('a', 60), change('b', 80)], [60, 40]],
    ['what a school takes back of its own request', 100, [change('a', 60), change('a', -60)], [0]],
  ])('%s', (_name, gap, changes, seats) => {
    expect(recommended(gap, changes)).toEqual(seats);
  });
  test('shows the gap after approved, after everyone, after the recommendation', () => {
    const answer = oneYear(100, [change('a', 50, 'approved', 2030, 0.8), change('b', 90), change('c', 30)]);
    expect(answer).toMatchObject({
      approved: 40,
      requested: 120,
      recommended: 60,
      afterApproved: 60,
      afterEveryone: -60,
      afterRecommended: 0,
      overshoot: true,
    });
    expect([answer.gap, answer.lo80, answer.hi80]).toEqual([100, 80, 120]);
  });
  test.each<[number, number, boolean]>([
    [100, 100, false],
    [100, 101, true],
    [100, -1, true],
    [-100, -100, false],
    [-100, -101, true],
    [0, 1, true],
    [0, 0, false],
  ])('gap %i, asked %i: overshoots %s', (gap, seats, overshoot) => {
    expect(oneYear(gap, [change('a', seats)]).overshoot).toBe(overshoot);
  });
});

describe('the window', () => {
  const years = [year(2029, 80), year(2030, 60), year(2031, -40)];
  const asked = [2029, 2030, 2031].flatMap((at) => [change('a', 100, 'requested', at), change('b', 100, 'requested', at)]);
  test('a surplus of one year is not filled twice by the others', () => {
    const { window, years: answers } = guardSeats(years, { ...year(2029, 100), lastYear: 2031 }, asked);
    expect(window.recommended).toBeLessThanOrEqual(100);
    expect(window.recommended).toBeGreaterThan(95); // whole seats, equal for equals
    expect(answers.map(({ recommended: seats }) => seats)).toEqual([56, 42, 0]);
    expect(window.schools).toEqual([
      { school: 'a', approved: 0, requested: 300, recommended: 49 },
      { school: 'b', approved: 0, requested: 300, recommended: 49 },
    ]);
  });
  test('a window in surplus asks nobody to grow, whatever a single year says', () => {
    expect(guardSeats(years, { ...year(2029, -10), lastYear: 2031 }, asked).window.recommended).toBe(0);
  });
  test('years before the window answer for themselves', () => {
    const answer = guardSeats([year(2028, 30), ...years], { ...year(2029, -10), lastYear: 2031 }, [change('a', 50, 'requested', 2028)]);
    expect(answer.years[0]).toMatchObject({ year: 2028, recommended: 30 });
    expect(answer.window.requested).toBe(0);
  });
  test('years the run says nothing about are listed, not guessed', () => {
    const far = change('a', 50, 'requested', 2040);
    const answer = guardSeats(years, { ...year(2029, 100), lastYear: 2031 }, [far]);
    expect(answer.beyond).toEqual([far]);
    expect(answer.window.requested).toBe(0);
  });
});

const anySchool = fc.record({
  school: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  seats: fc.integer({ min: -300, max: 300 }),
  at: fc.integer({ min: 2029, max: 2031 }),
});
const anyChange = fc
  .tuple(anySchool, fc.constantFrom('requested' as const, 'approved' as const), fc.double({ min: 0.3, max: 1, noNaN: true }))
  .map(([{ school, seats, at }, status, survival]) => change(school, seats, status, at, survival));
const gaps = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 3, maxLength: 3 });

test('whatever is asked: never past what remains of a year or of the window, never against it, never more than asked', () => {
  fc.assert(
    fc.property(gaps, fc.array(anyChange, { maxLength: 20 }), fc.double({ min: -900, max: 900, noNaN: true }), (values, changes, total) => {
      const years = values.map((gap, i) => year(2029 + i, gap));
      const answer = guardSeats(years, { ...year(2029, total), lastYear: 2031 }, changes);
      for (const sums of [...answer.years, answer.window]) {
        const room = Math.abs(sums.afterApproved);
        expect(Math.abs(sums.recommended)).toBeLessThanOrEqual(room + 1e-6);
        if (Math.abs(sums.recommended) > 1e-9) expect(Math.sign(sums.recommended)).toBe(Math.sign(sums.afterApproved));
        if (sums !== answer.window)
          for (const share of sums.schools) {
            expect(Math.abs(share.recommended)).toBeLessThanOrEqual(Math.abs(share.requested));
            if (share.recommended !== 0) expect(Math.sign(share.recommended)).toBe(Math.sign(share.requested));
            expect(Number.isInteger(share.recommended)).toBe(true);
          }
        expect(sums.afterEveryone).toBeCloseTo(sums.gap - sums.approved - sums.requested, 6);
      }
    }),
  );
});
test('equal requests get equal shares, in whatever order they come', () => {
  const equal = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), equal, fc.integer({ min: 2, max: 9 }), fc.array(equal, { maxLength: 5 }), (room, seats, n, others) => {
      const asked = [...Array.from({ length: n }, () => seats), ...others].map((own, i) => ({ school: String(i), seats: own, survivors: own * 0.9 }));
      const shares = shareOut(room, asked);
      expect(new Set(asked.slice(0, n).map(({ school }) => shares.get(school))).size).toBe(1);
      const backwards = shareOut(room, asked.toReversed());
      for (const { school } of asked) expect(backwards.get(school)).toBe(shares.get(school));
    }),
  );
});

test('ten schools that answer one shortage together: the guard keeps most of the overshoot away', () => {
  const mean = (guarded: boolean) => {
    const gaps = Array.from({ length: 20 }, (_, i) =>
      simulate(i + 1, demandPath(i + 1), { asked: 1, guarded, signal: 'present', leadYears: 1 }).map((gap) => Math.abs(gap)),
    ).flat();
    expect(gaps.length).toBe(20 * world.years);
    return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  };
  expect(mean(true) / mean(false)).toBeLessThanOrEqual(0.4);
});
