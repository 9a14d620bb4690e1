import type { Fact, Outcome, RuleNumber, RuleSubject } from './fact.ts';
import { measures, type InputName, type MeasureName } from './measures.ts';
import { conditionsOf, inputsOf, measuresOf, type Comparator, type Direction, type Rule, type RuleCondition, type RuleStep } from './rule.ts';
import { reasonOf } from './sentences.ts';

export interface Finding {
  readonly rule: string;
  readonly version: number;
  /** Thresholds that differ from the original. */
  readonly edited: Readonly<Record<string, number>>;
  readonly subject: RuleSubject;
  readonly outcome: Outcome;
  /** The step that holds. */
  readonly step: string | null;
  readonly direction: Direction;
  readonly numbers: readonly RuleNumber[];
  readonly missing: readonly InputName[];
  readonly reason: { readonly zh: string; readonly en: string };
}
export type Thresholds = Readonly<Record<string, number | null>>;

const compare: Record<Comparator, (value: number, threshold: number) => boolean> = {
  '<': (value, threshold) => value < threshold,
  '<=': (value, threshold) => value <= threshold,
  '>': (value, threshold) => value > threshold,
  '>=': (value, threshold) => value >= threshold,
};
/** Null stands for unknown: false wins over it in "all", true in "enough". */
const every = (values: readonly (boolean | null)[]): boolean | null => (values.includes(false) ? false : values.includes(null) ? null : true);
function enough(values: readonly (boolean | null)[], needed: number): boolean | null {
  const certain = values.filter((value) => value === true).length;
  if (certain >= needed) return true;
  return certain + values.filter((value) => value === null).length < needed ? false : null;
}

type Values = ReadonlyMap<string, number>;
const at = (measure: MeasureName, year: number) => `${measure}|${year}`;

function evaluateStep(step: RuleStep, values: Values, thresholds: Thresholds, t0: number) {
  const numbers: RuleNumber[] = [];
  const absent = new Set<MeasureName>();
  const check = ({ measure, comparator, threshold: name }: RuleCondition, year: number): boolean | null => {
    const value = values.get(at(measure, year));
    const threshold = thresholds[name] ?? null;
    if (value === undefined) absent.add(measure);
    const holds = value === undefined || threshold === null ? null : compare[comparator](value, threshold);
    if (value !== undefined) numbers.push({ measure, year, value, comparator, threshold, holds });
    return holds;
  };
  const years = Array.from({ length: step.years }, (_, back) => t0 - step.years + 1 + back);
  const held = years.map((year) => {
    const all = every(step.all.map((condition) => check(condition, year)));
    const some = step.of ? enough(step.of.map((condition) => check(condition, year)), step.atLeast ?? 1) : true; // prettier-ignore
    return every([all, some]);
  });
  return { step, held: every(held), numbers, absent: [...absent] };
}

function evaluateSubject(rule: Rule, subject: RuleSubject, values: Values, thresholds: Thresholds, edited: Finding['edited'], t0: number): Finding {
  const steps = rule.steps.filter(({ levels }) => !levels || (subject.level !== null && levels.includes(subject.level)));
  const results = steps.map((step) => evaluateStep(step, values, thresholds, t0));
  const hit = results.find(({ held }) => held === true);
  const unknown = results.filter(({ held }) => held === null);
  const outcome = hit ? 'hit' : unknown.length > 0 || results.length === 0 ? 'missing' : 'not_hit';
  // what decided comes first; a graver step that is unknown is still said to be
  const shown = hit ?? unknown[0] ?? results[0];
  const missing = [...new Set(unknown.flatMap(({ absent }) => absent).map((name) => measures[name].input))];
  const unset = [...new Set((unknown[0] ? conditionsOf(unknown[0].step) : []).map(({ threshold }) => threshold))].filter(
    (name) => (thresholds[name] ?? null) === null,
  );
  return {
    ...{ rule: rule.id, version: rule.version, edited, subject, outcome, step: hit?.step.code ?? null, direction: hit?.step.direction ?? 'none' },
    ...{ numbers: shown?.numbers ?? [], missing },
    reason: reasonOf({ rule, subject, outcome, step: hit?.step ?? shown?.step ?? null, numbers: shown?.numbers ?? [], missing, unset, t0 }),
  };
}

/**
 * The thresholds that count: the original, with what a copy changed; names the rule does not have are ignored.
 * Source: three-valued logic (Kleene 1952); docs/model.md, Published rules.
 *
 * @param rule as published
 * @param copy values by name of threshold, in the rule's units
 * @returns value by name (null: the source gives none), and those that differ from the original
 * @example thresholdsOf({ thresholds: { low: { value: 0.5 }, high: { value: null } } }, { low: 0.6 }) // → { thresholds: { low: 0.6, high: null }, edited: { low: 0.6 } }
 */
export function thresholdsOf(rule: Rule, copy: Readonly<Record<string, number>> = {}): { readonly thresholds: Thresholds; readonly edited: Finding['edited'] } {
  const edited = Object.fromEntries(
    Object.entries(copy).filter(([name, value]) => rule.thresholds[name] !== undefined && rule.thresholds[name].value !== value),
  );
  return { thresholds: Object.fromEntries(Object.entries(rule.thresholds).map(([name, { value }]) => [name, edited[name] ?? value])), edited };
}

/**
 * Published rules over the facts of a run. For each rule and subject: hit (the gravest step whose conditions hold in each of its last years), not hit, or
 * missing, with the inputs that are missing. A rule that no subject has a figure for gives one finding, for the city.
 * Source: three-valued logic (Kleene 1952); docs/model.md, Published rules.
 *
 * @param rules as published
 * @param facts figures by subject, measure and year, in natural order; absent ones are unknown, never 0
 * @param copies thresholds changed in copies, by rule id
 * @param t0 the newest reporting year: persistence counts back from it
 * @returns findings in the order of rules, then of subjects
 * @example evaluateRules([{ id: 'r', subject: 'programme', thresholds: { low: { value: 0.5 } }, steps: [{ code: 'stop', direction: 'down', years: 1, all: [{ measure: 'fulfilment', comparator: '<', threshold: 'low' }] }] }], [0.4, 0.9].map((value, id) => ({ subject: { kind: 'programme', id, name: '' }, measure: 'fulfilment', year: 2025, value })), {}, 2025).map(({ outcome }) => outcome) // → ['hit', 'not_hit']
 */
export function evaluateRules(
  rules: readonly Rule[],
  facts: readonly Fact[],
  copies: Readonly<Record<string, Readonly<Record<string, number>>>>,
  t0: number,
): Finding[] {
  return rules.flatMap((rule) => {
    const { thresholds, edited } = thresholdsOf(rule, copies[rule.id]);
    const wanted = new Set<MeasureName>(measuresOf(rule));
    const own = facts.filter(({ subject, measure }) => {
      if (subject.kind !== rule.subject || !wanted.has(measure)) return false;
      return !rule.levels || (subject.level !== null && rule.levels.includes(subject.level));
    });
    const bySubject = Map.groupBy(own, ({ subject }) => subject.id);
    if (bySubject.size === 0) {
      const city: RuleSubject = { kind: 'city', id: 'city', name: '', major: null, level: null };
      const missing = inputsOf(rule);
      const reason = reasonOf({ rule, subject: city, outcome: 'missing', step: null, numbers: [], missing, unset: [], t0 });
      const nothing = { step: null, direction: 'none', numbers: [] } as const;
      return [{ ...nothing, ...{ rule: rule.id, version: rule.version, edited, subject: city, outcome: 'missing' as const, missing, reason } }];
    }
    return [...bySubject.values()].map((of) =>
      evaluateSubject(rule, of[0]!.subject, new Map(of.map((fact) => [at(fact.measure, fact.year), fact.value])), thresholds, edited, t0),
    );
  });
}
