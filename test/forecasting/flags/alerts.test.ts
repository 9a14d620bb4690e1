import { describe, expect, it, test } from 'vitest';
import { alertsOf, heldConditions } from '../../../forecasting/flags/alerts.ts';
import type { WatchedCell } from '../../../forecasting/flags/watched-cell.ts';

const balanced: WatchedCell = {
  ...{
    major: '460702',
    level: 'associate',
    firstYear: 2029,
    lastYear: 2031,
    gap: 12.4,
    lo80: -1_060,
    hi80: 84,
    ratio: 1.01,
    probability: 0.52,
    band: 'balanced',
  },
  ...{ grade: 'B', pipeline: { firstYear: 2026, lastYear: 2028, ratio: 1.02, band: 'balanced' }, reporterShare: 0.78 },
};
const short = { band: 'severe_shortage', ratio: 0.71, probability: 0.97, gap: 1320.2, lo80: 210, hi80: 2_430 } as const;
const surplus = { band: 'severe_surplus', ratio: 1.32, probability: 0.03, gap: -320, lo80: -430, hi80: -210 } as const;
const alreadyOver = { firstYear: 2026, lastYear: 2028, ratio: 1.3, band: 'severe_surplus' } as const;
const between = (now: Partial<WatchedCell>, before: Partial<WatchedCell> | null) =>
  alertsOf([{ ...balanced, ...now }], before === null ? [] : [{ ...balanced, ...before, firstYear: 2028, lastYear: 2030 }], 2024, 0.7);

describe('an alert is raised when something is entered, not while it lasts', () => {
  const cases: [string, Partial<WatchedCell>, Partial<WatchedCell> | null, string[]][] = [
    ['nothing changed', {}, {}, []],
    ['into severe shortage', short, {}, ['severe_band severe_shortage urgent']],
    ['into severe shortage, weak evidence', { ...short, grade: 'C' }, {}, ['severe_band severe_shortage warning']],
    ['into severe shortage, interval from zero on', { ...short, lo80: 0 }, {}, ['severe_band severe_shortage urgent']],
    ['into severe shortage, interval across zero', { ...short, lo80: -1 }, {}, ['severe_band severe_shortage warning']],
    ['into severe surplus, interval across zero', { ...surplus, hi80: 1, pipeline: alreadyOver }, {}, ['severe_band severe_surplus warning']],
    ['still in severe shortage', short, short, []],
    ['from shortage into severe shortage', short, { ...short, band: 'shortage' }, ['severe_band severe_shortage urgent']],
    ['out of severe shortage', {}, short, []],
    ['into severe surplus that is enrolled already', { ...surplus, pipeline: alreadyOver }, {}, ['severe_band severe_surplus urgent']],
    [
      'from severe shortage into severe surplus',
      { ...surplus, pipeline: alreadyOver },
      short,
      ['severe_band severe_surplus urgent', 'sign_change surplus warning'],
    ],
    ['a cell the earlier run did not have', short, null, ['severe_band severe_shortage urgent']],
    ['sign to shortage, at both limits', { probability: 0.7 }, { probability: 0.3 }, ['sign_change short warning']],
    ['sign to surplus, at both limits', { probability: 0.3 }, { probability: 0.7 }, ['sign_change surplus warning']],
    ['sign not sure enough now', { probability: 0.69 }, { probability: 0.3 }, []],
    ['sign was not sure enough', { probability: 0.7 }, { probability: 0.31 }, []],
    ['sign of a cell too small', { probability: 0.9, band: 'insufficient' }, { probability: 0.1 }, []],
    ['sign of a cell that was too small', { probability: 0.9 }, { probability: 0.1, band: 'insufficient' }, []],
    ['plans overshoot', surplus, { ...surplus, pipeline: alreadyOver }, ['plans_overshoot severe_surplus urgent']],
    [
      'plans overshoot a shortage, weak evidence',
      { ...surplus, grade: 'D', pipeline: { ...balanced.pipeline, band: 'shortage' } },
      {},
      ['severe_band severe_surplus warning', 'plans_overshoot severe_surplus warning'],
    ],
    ['plans still overshoot', surplus, surplus, []],
    ['reporters fall below', { reporterShare: 0.69 }, { reporterShare: 0.7 }, ['reporters_lost below_threshold notice']],
    ['reporters stay below', { reporterShare: 0.5 }, { reporterShare: 0.6 }, []],
    ['reporters are enough, at the limit', { reporterShare: 0.7 }, { reporterShare: 0.9 }, []],
    ['reporters were not known', { reporterShare: 0.5 }, { reporterShare: null }, []],
    ['reporters are not known', { reporterShare: null }, {}, []],
  ];
  test.each(cases)('%s', (_name, now, before, expected) => {
    expect(between(now, before).map(({ kind, state, severity }) => `${kind} ${state} ${severity}`)).toEqual(expected);
  });
});

describe('a condition holds', () => {
  const held = (cell: Partial<WatchedCell>) => heldConditions({ ...balanced, ...cell }, 0.7).map(({ kind, state }) => `${kind} ${state}`);
  it('longer than what raises it: a sign until P is on the other side', () => {
    expect(held({ probability: 0.55 })).toEqual(['sign_change short']);
    expect(held({ probability: 0.45 })).toEqual(['sign_change surplus']);
    expect(held({ probability: 0.9, band: 'insufficient' })).toEqual([]);
  });
  it('wherever an alert is raised', () => {
    for (const [now, before] of [
      [short, surplus],
      [surplus, short],
      [{ reporterShare: 0.1 }, {}],
    ] as const) {
      const raised = between(now, before).map(({ kind, state }) => `${kind} ${state}`);
      expect(raised.length).toBeGreaterThan(0);
      expect(held(now)).toEqual(expect.arrayContaining(raised));
    }
  });
});

describe('sentences', () => {
  const said = (now: Partial<WatchedCell>, before: Partial<WatchedCell> | null) => between(now, before).map(({ sentences }) => sentences);
  it('give the numbers of what happened and of what was before', () => {
    expect(said(short, { band: 'shortage', ratio: 0.92, probability: 0.81, grade: 'C' })[0]).toEqual([
      {
        zh: '2029–2031 年进入严重短缺：预计缺 1,320 人（缺口 80 % 区间 210 至 2,430），供需比 0.71，缺口为正的概率 0.97',
        en: '2029–2031 enters severe shortage: 1,320 persons short (80 % interval of the gap 210 to 2,430), supply ÷ demand 0.71, probability of shortage 0.97',
      },
      {
        zh: '数据截至 2024 年的批次：2028–2030 年为短缺，供需比 0.92，概率 0.81；现证据等级 B（原 C）',
        en: 'The run with data up to 2024 said of 2028–2030: shortage, supply ÷ demand 0.92, probability 0.81; now evidence B (before C)',
      },
    ]);
  });
  it('say so where there was nothing before, and where there is no demand', () => {
    const [sentences] = said({ ...surplus, ratio: null, pipeline: alreadyOver }, null);
    expect(sentences![0]!.zh).toContain('预计多 320 人（缺口 80 % 区间 −430 至 −210），没有需求，');
    expect(sentences![1]!.en).toBe('The run with data up to 2024 did not have this major; evidence B');
  });
  it('name both shares, both probabilities and both windows', () => {
    expect(said({ reporterShare: 0.614 }, {})[0]![0]!.en).toContain('cover 61 % of employment after 78 %, below the 70 % grade A needs');
    expect(said({ probability: 0.81 }, { probability: 0.22 })[0]![0]!.zh).toContain('由过剩转为短缺：缺口为正的概率由 0.22 升至 0.81');
    const overshoot = said({ ...surplus, pipeline: { ...balanced.pipeline, band: 'shortage', ratio: 0.9 } }, surplus);
    expect(overshoot.length).toBe(0);
    const entered = said({ ...surplus, pipeline: { ...balanced.pipeline, band: 'shortage', ratio: 0.9 } }, { ...surplus, pipeline: alreadyOver });
    expect(entered[0]![0]!.en).toContain('2029–2031 becomes a severe surplus');
    expect(entered[0]![0]!.zh).toContain('而在校生窗口 2026–2028 年为短缺，供需比 0.90');
  });
});

it('the most pressing come first, of equals those of more persons', () => {
  const cells = [
    { ...balanced, major: 'a', reporterShare: 0.1 },
    { ...balanced, ...short, major: 'b', grade: 'C' as const },
    { ...balanced, ...short, major: 'c', gap: 50 },
    { ...balanced, ...short, major: 'd' },
    { ...balanced, ...short, major: 'e', gap: 50 },
  ];
  const before = cells.map(({ major }) => ({ ...balanced, major }));
  expect(alertsOf(cells.toReversed(), before, 2024, 0.7).map(({ major }) => major)).toEqual(['d', 'c', 'e', 'b', 'a']);
});
