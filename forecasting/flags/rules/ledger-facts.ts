import type { CitySnapshot, Level } from '../../labour/snapshot.ts';
import type { Fact, RuleSubject } from './fact.ts';
import type { MeasureName } from './measures.ts';
import ordosPlan from './packs/ordos-plan.json' with { type: 'json' };

/** Years up to t0 in which a programme has to have been adjusted to count: a target set in 2025 for 2027 spans three. */
export const adjustedYears = 3;
const city: RuleSubject = { kind: 'city', id: 'city', name: '', major: null, level: null };

/** Changes that a plan counts as opened, and as 停招缓招. */
const opened: ReadonlySet<string> = new Set(['new']);
const ended: ReadonlySet<string> = new Set(['suspend', 'reduce', 'close']);
const planned: readonly (readonly [MeasureName, Level, ReadonlySet<string>])[] = [
  ['newBachelor', 'bachelor', opened],
  ['newAssociate', 'associate', opened],
  ['newSecondary', 'secondary', opened],
  ['endedSecondary', 'secondary', ended],
  ['endedAssociate', 'associate', ended],
];

/**
 * What the ledger of adjustments says of the city at t0: programmes opened and ended by level within the span of the plan, and programmes with an adjustment
 * that stands in the three years to t0 ÷ those and all that took students in these years. Without a ledger nothing is said: it is missing, not empty.
 * Source: docs/model.md, Published rules: lines of the ledger.
 *
 * @param snapshot of the city; its ledger holds lines that stand, up to t0
 * @returns numbers of programmes, and a share 0–1
 * @example ledgerFacts({ asOfYear: 2025, programmes: [{ schoolId: 's', major: 'm', closedYear: null, years: [{ year: 2025 }] }], rules: { ledger: [{ year: 2024, school: 's', major: 'n', level: 'associate', change: 'new', lines: 1 }] } }).filter(({ value }) => value > 0).map(({ measure, value }) => [measure, value]) // → [['newAssociate', 1], ['adjustedShare', 0.5]]
 */
export function ledgerFacts({ asOfYear: t0, programmes, rules }: CitySnapshot): Fact[] {
  const ledger = rules?.ledger;
  if (!ledger) return [];
  const { from, to } = ordosPlan.span;
  const within = ledger.filter(({ year }) => year >= from && year <= to);
  const counts = planned.map(([measure, level, changes]): Fact => {
    const own = within.filter((line) => line.level === level && changes.has(line.change));
    return { subject: city, measure, year: t0, value: own.reduce((sum, { lines }) => sum + lines, 0) };
  });
  const first = t0 - adjustedYears + 1;
  const adjusted = new Set(ledger.filter(({ year, change }) => year >= first && change !== 'keep').map(({ school, major }) => `${school}|${major}`));
  const taking = programmes.filter(({ closedYear, years }) => years.length > 0 && (closedYear === null || closedYear >= first));
  const all = new Set([...adjusted, ...taking.map(({ schoolId, major }) => `${schoolId}|${major}`)]);
  return [...counts, ...(all.size === 0 ? [] : [{ subject: city, measure: 'adjustedShare' as const, year: t0, value: adjusted.size / all.size }])];
}
