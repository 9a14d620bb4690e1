import { describe, expect, it } from 'vitest';
import { adjustmentFaults, proposalFaults, seatsChanged } from '../../schemas/adjustment-faults.ts';
import { adjustmentChanges } from '../../schemas/vocabulary.ts';
import { openIn, planOf } from '../../server/modules/adjustments/statistics.ts';
import { proposalsThatCount } from '../../server/modules/programme-changes/guard.ts';
import { pointsAgainst, ruleChecks } from '../../server/modules/programme-changes/rule-checks.ts';

const copies = new Map<string, { thresholds: Record<string, number> }>();

describe('rules on a proposal', () => {
  it('a major that more than half of the schools hold is not opened again; the limit can be changed in a copy', () => {
    const ask = (offering: number, change = 'new', level: 'secondary' | 'associate' = 'secondary', own = copies) =>
      ruleChecks([], { change, level, peers: { offering, ofSchools: 10, share: offering / 10 }, copies: own });
    expect(ask(6)).toMatchObject([{ rule: 'fujian-spread-secondary', outcome: 'hit', against: true }]);
    expect(ask(5)).toMatchObject([{ outcome: 'not_hit', against: false }]);
    expect(ask(6, 'new', 'secondary', new Map([['fujian-spread-secondary', { thresholds: { schools: 0.7 } }]]))).toMatchObject([{ outcome: 'not_hit' }]);
    // asked of new secondary majors only
    expect([ask(6, 'expand'), ask(6, 'new', 'associate')]).toEqual([[], []]);
    const unknown = ruleChecks([], { change: 'new', level: 'secondary', peers: { offering: 0, ofSchools: 0, share: null }, copies });
    expect(unknown).toMatchObject([{ outcome: 'missing', against: false }]);
  });
  it('points against what it asks the opposite of', () => {
    expect([pointsAgainst('new', 'block'), pointsAgainst('expand', 'down'), pointsAgainst('suspend', 'up')]).toEqual([true, true, true]);
    expect([pointsAgainst('reduce', 'down'), pointsAgainst('expand', 'up'), pointsAgainst('rename', 'down')]).toEqual([false, false, false]);
  });
});

describe('what a change says', () => {
  it('goes with the seats it can have', () => {
    const pointers = (said: Parameters<typeof adjustmentFaults>[0]) => adjustmentFaults(said).map(({ pointer }) => pointer);
    expect(pointers({ change: 'reduce', seatsBefore: 40, seatsAfter: 40 })).toEqual(['/seatsAfter']);
    expect(pointers({ change: 'new', seatsBefore: 5, seatsAfter: 40 })).toEqual(['/seatsBefore']);
    expect(pointers({ change: 'suspend', seatsBefore: 40, seatsAfter: 10 })).toEqual(['/seatsAfter']);
    expect(pointers({ change: 'keep', seatsBefore: 40, seatsAfter: 41, newName: '新' })).toEqual(['/seatsAfter', '/newName']);
    for (const change of adjustmentChanges) expect([change, pointers({ change, ...(change === 'rename' ? { newName: '新' } : {}) })]).toEqual([change, []]);
    expect(proposalFaults({ change: 'expand', seatsAfter: 40, reasons: '短' }, 20).map(({ pointer }) => pointer)).toEqual(['/seatsBefore', '/reasons']);
  });
  it('is so many seats a year', () => {
    const seats = (change: (typeof adjustmentChanges)[number], seatsBefore: number | null, seatsAfter: number | null) =>
      seatsChanged({ change, seatsBefore, seatsAfter });
    expect([seats('expand', 40, 60), seats('reduce', 60, 40), seats('new', null, 50), seats('resume', 0, 30)]).toEqual([20, -20, 50, 30]);
    expect([seats('suspend', 40, null), seats('close', 40, 0), seats('rename', 40, 60), seats('keep', 40, 40)]).toEqual([-40, -40, 0, 0]);
  });
});

describe('sums of the ledger', () => {
  it('counts programmes that took students in the year or the year before', () => {
    const lives = [
      { openedYear: null, closedYear: null, n: 10 },
      { openedYear: 2022, closedYear: null, n: 3 },
      { openedYear: null, closedYear: 2023, n: 2 },
    ];
    expect([2021, 2022, 2023, 2024].map((year) => openIn(lives, year))).toEqual([12, 15, 15, 13]);
  });
  it('a plan that is exceeded has nothing missing', () => {
    const target = {
      regionCode: '150600',
      action: 'added' as const,
      level: 'secondary' as const,
      fromYear: 2021,
      toYear: 2022,
      majors: 2,
      source: '规划',
      version: 1,
    };
    const count = (year: number, lines: number) => ({ year, change: 'new' as const, level: 'secondary' as const, lines, simulated: 0 });
    const { rows } = planOf({ from: 2021, to: 2022 }, [count(2021, 1), count(2022, 3)], [target]);
    expect(rows).toMatchObject([{ planned: 2, done: 4, missing: 0, years: [{ lines: 1 }, { lines: 3 }] }]);
  });
});

describe('proposals the guard counts', () => {
  it('are those that may come true, as they were decided where they were', () => {
    const row = (id: string) => ({ id, programmeId: null, change: 'expand', fromYear: 2027, seatsBefore: 10, seatsAfter: 30 });
    const measure = { change: 'expand', fromYear: 2028, seatsBefore: 10, seatsAfter: 15 };
    const rows = [
      { row: row('a'), docketState: null, outcome: null, measure: null, lengthYears: 3 },
      { row: row('b'), docketState: 'resolved', outcome: 'amend', measure, lengthYears: 3 },
      { row: row('c'), docketState: 'rejected', outcome: 'reject', measure, lengthYears: 3 },
      { row: row('d'), docketState: 'withdrawn', outcome: null, measure, lengthYears: 3 },
      { row: row('e'), docketState: 'deferred', outcome: 'defer', measure, lengthYears: 3 },
    ] as unknown as Parameters<typeof proposalsThatCount>[0];
    expect(proposalsThatCount(rows).map(({ id, seats, fromYear, approved }) => [id, seats, fromYear, approved])).toEqual([
      ['a', 20, 2027, false],
      ['b', 5, 2028, true],
      ['e', 20, 2027, false],
    ]);
  });
});
