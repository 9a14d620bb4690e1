import { describe, expect, it } from 'vitest';
import { evaluateRules } from '../../../forecasting/flags/rules/evaluate.ts';
import { ledgerFacts } from '../../../forecasting/flags/rules/ledger-facts.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import type { CitySnapshot, LedgerYear } from '../../../forecasting/labour/snapshot.ts';

const programmes = ['p', 'q', 'r'].map((major) => ({ schoolId: 's', major, closedYear: major === 'r' ? 2020 : null, years: [{ year: 2019 }] }));
const line = (year: number, level: LedgerYear['level'], change: string, major: string, lines = 1): LedgerYear => ({
  year,
  school: 's',
  major,
  level,
  change,
  lines,
});
const snapshot = (ledger?: readonly LedgerYear[]) => ({ asOfYear: 2025, programmes, rules: { chains: [], thresholds: {}, ...(ledger ? { ledger } : {}) } }) as unknown as CitySnapshot; // prettier-ignore
const found = (ledger?: readonly LedgerYear[]) =>
  evaluateRules(rulePacks.filter(({ id }) => id === 'ordos-plan' || id === 'gansu-adjust'), ledgerFacts(snapshot(ledger)), {}, 2025).map(({ rule, outcome, missing }) => [rule, outcome, missing]); // prettier-ignore

describe('rules on the ledger of adjustments', () => {
  it('name it as missing where no line stands', () => {
    expect(found()).toEqual([['gansu-adjust', 'missing', ['ledger']], ['ordos-plan', 'missing', ['ledger']]]); // prettier-ignore
  });
  it('count what was opened and ended in the years of the plan, by level', () => {
    const plan = [line(2021, 'bachelor', 'new', 'a', 47), line(2022, 'associate', 'new', 'b', 73), line(2025, 'secondary', 'new', 'c', 18), line(2023, 'secondary', 'suspend', 'd', 6), line(2023, 'associate', 'reduce', 'e', 20), line(2024, 'associate', 'close', 'f', 7)]; // prettier-ignore
    expect(found(plan)).toContainEqual(['ordos-plan', 'hit', []]);
    // one too early, one that ends nothing
    expect(found(plan.with(0, line(2020, 'bachelor', 'new', 'a', 47)))).toContainEqual(['ordos-plan', 'not_hit', []]);
    expect(found(plan.with(5, line(2024, 'associate', 'keep', 'f', 7)))).toContainEqual(['ordos-plan', 'not_hit', []]);
  });
  it('share the programmes that were adjusted of late, each once, of those that took students', () => {
    const share = (ledger: readonly LedgerYear[]) => ledgerFacts(snapshot(ledger)).find(({ measure }) => measure === 'adjustedShare')?.value;
    expect(share([line(2023, 'associate', 'expand', 'p'), line(2025, 'associate', 'reduce', 'p')])).toBe(0.5); // of p and q: r closed before
    expect(share([line(2022, 'associate', 'expand', 'p'), line(2025, 'associate', 'keep', 'q')])).toBe(0);
    expect(share([line(2024, 'associate', 'new', 'z'), line(2024, 'associate', 'close', 'q')])).toBe(2 / 3);
  });
});
