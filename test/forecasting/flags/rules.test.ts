import { describe, expect, test } from 'vitest';
import { evaluateRules, thresholdsOf } from '../../../forecasting/flags/rules/evaluate.ts';
import type { Fact, RuleSubject } from '../../../forecasting/flags/rules/fact.ts';
import { measures, type MeasureName } from '../../../forecasting/flags/rules/measures.ts';
import { rulePacks } from '../../../forecasting/flags/rules/packs.ts';
import { placementFacts } from '../../../forecasting/flags/rules/placement-facts.ts';
import { comparators, conditionsOf, inputsOf, type SubjectKind } from '../../../forecasting/flags/rules/rule.ts';
import type { DestinationYear, Level, SnapshotProgramme } from '../../../forecasting/labour/snapshot.ts';

const t0 = 2025;
const subject = (kind: SubjectKind, level: Level | null = 'associate'): RuleSubject => ({ kind, id: 'x', name: 'X', major: '460702', level });
type Values = Partial<Record<MeasureName, readonly (number | null)[]>>;
/** Values of the last years, the newest last; null is a year without a report. */
const factsOf = (of: RuleSubject, values: Values): Fact[] =>
  Object.entries(values).flatMap(([measure, years]) =>
    years.flatMap((value, i) => (value === null ? [] : [{ subject: of, measure: measure as MeasureName, year: t0 - years.length + 1 + i, value }])),
  );
const packOf = (id: string) => rulePacks.find((rule) => rule.id === id)!;
function find(id: string, values: Values, level: Level | null = 'associate', copy: Record<string, number> = {}) {
  const found = evaluateRules([packOf(id)], factsOf(subject(packOf(id).subject, level), values), { [id]: copy }, t0);
  expect(found.length).toBe(1);
  return found[0]!;
}

describe('every rule pack', () => {
  test('there are sixteen, in id order, each once', () => {
    const ids = rulePacks.map(({ id }) => id);
    expect(ids.length).toBe(16);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
  test.each(rulePacks.map((rule) => [rule.id, rule] as const))('%s makes sense', (_id, rule) => {
    expect(rule.version).toBeGreaterThanOrEqual(1);
    expect([rule.title.zh, rule.title.en, rule.source.zh, rule.source.en].every((text) => text.length > 3)).toBe(true);
    expect(rule.source.zh).not.toMatch(/[A-Za-z]{3}/);
    expect(['read', 'press', 'verify']).toContain(rule.certainty);
    expect(rule.steps.length).toBeGreaterThan(0);
    const used = new Set<string>();
    for (const step of rule.steps) {
      expect(step.years).toBeGreaterThanOrEqual(1);
      expect(['up', 'down', 'block', 'review', 'none']).toContain(step.direction);
      expect(conditionsOf(step).length).toBeGreaterThan(0);
      if (step.of) expect(step.atLeast).toBeLessThanOrEqual(step.of.length);
      for (const condition of conditionsOf(step)) {
        expect(Object.keys(measures)).toContain(condition.measure);
        expect(comparators).toContain(condition.comparator);
        expect(Object.keys(rule.thresholds)).toContain(condition.threshold);
        used.add(condition.threshold);
      }
    }
    expect([...used].sort()).toEqual(Object.keys(rule.thresholds).sort());
    for (const { value, minimum, maximum, zh, en } of Object.values(rule.thresholds)) {
      expect(minimum).toBeLessThan(maximum);
      if (value !== null) expect(value >= minimum && value <= maximum).toBe(true);
      expect(zh.length * en.length).toBeGreaterThan(0);
    }
  });
  test.each(rulePacks.map((rule) => [rule.id, rule] as const))('%s without any figure says what is missing, in both languages', (id, rule) => {
    const [finding, ...more] = evaluateRules([rule], [], {}, t0);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: id, outcome: 'missing', missing: inputsOf(rule), direction: 'none', subject: { kind: 'city' } });
    expect(finding!.reason.zh).toContain('不能评估：缺少');
    expect(finding!.reason.en).toContain('cannot be evaluated: missing');
  });
});

describe('rules on figures', () => {
  test.each<[string, string, Values, string, string | null, Level?]>([
    ['two years below', 'nmg-fill', { fulfilment: [0.95, 0.85, 0.7] }, 'hit', 'cut_plan'],
    ['at the limit is not below', 'nmg-fill', { fulfilment: [0.85, 0.9] }, 'not_hit', null],
    ['one year below only', 'nmg-fill', { fulfilment: [0.95, 0.85] }, 'not_hit', null],
    ['below now, the year before unreported', 'nmg-fill', { fulfilment: [0.5, null, 0.85] }, 'missing', null],
    ['fine now, the year before unreported', 'nmg-fill', { fulfilment: [null, 0.95] }, 'not_hit', null],
    ['below in years long past', 'nmg-fill', { fulfilment: [0.5, 0.5, null, null] }, 'missing', null],
    ['three years below a half', 'red-50x3', { placementRate: [0.4, 0.49, 0.3] }, 'hit', 'suspend'],
    ['two years below a half', 'red-50x3', { placementRate: [0.6, 0.49, 0.3] }, 'not_hit', null],
    ['bottom tenth twice', 'fujian-placement', { placementRank: [0.1, 0.05] }, 'hit', 'reduce'],
    ['associate schools', 'fujian-cap', { studentsPerMajor: [299] }, 'hit', 'review'],
    ['secondary schools have another limit', 'fujian-cap', { studentsPerMajor: [250] }, 'not_hit', null, 'secondary'],
    ['more than half of the schools', 'fujian-spread-secondary', { schoolShare: [0.51] }, 'hit', 'block', 'secondary'],
    ['half of the schools', 'fujian-spread-secondary', { schoolShare: [0.5] }, 'not_hit', null, 'secondary'],
    ['a chain with one school', 'nmg-chain-cover', { chainSchools: [1] }, 'hit', 'open'],
    ['the ladder stops at the gravest step', 'undergrad-ladder', { placementRate: [0.45], firstChoiceRate: [0.5, 0.5, 0.5] }, 'hit', 'stop', 'bachelor'],
    ['a milder step', 'undergrad-ladder', { placementRate: [0.65], firstChoiceRate: [0.5, 0.5, 0.5] }, 'hit', 'cut', 'bachelor'],
    ['nothing of the ladder', 'undergrad-ladder', { placementRate: [0.8], firstChoiceRate: [0.5, 0.5, 0.5] }, 'not_hit', null, 'bachelor'],
    ['first choice three years', 'undergrad-ladder', { firstChoiceRate: [0.05, 0.05, 0.05] }, 'hit', 'cancel', 'bachelor'],
    ['good placement, first choice unknown', 'undergrad-ladder', { placementRate: [0.8] }, 'missing', null, 'bachelor'],
    ['five-year horizon only', 'wa-demand', { employment: [80], growthRelative5: [2], openingsShare5: [0.01] }, 'missing', null],
    [
      'horizons agree',
      'wa-demand',
      { employment: [80], growthRelative5: [2], openingsShare5: [0.01], growthRelative10: [1], openingsShare10: [0.01] },
      'hit',
      'in_demand',
    ],
    [
      'horizons contradict: balanced',
      'wa-demand',
      { employment: [80], growthRelative5: [2], openingsShare5: [0.01], growthRelative10: [0.1], openingsShare10: [0.0001] },
      'not_hit',
      null,
    ],
    ['one of five, standards not set', 'any-2-of-5', { placementRate: [0.2] }, 'missing', null],
    ['two ratings of C', 'rating-CC', { rating: [3, 3] }, 'hit', 'support'],
  ])('%s (%s)', (_name, id, values, outcome, step, level = 'associate') => {
    expect(find(id, values, level)).toMatchObject({ outcome, step });
  });
  test('a milder step is found though a graver one is unknown, which is said', () => {
    expect(find('undergrad-ladder', { placementRate: [0.65] }, 'bachelor')).toMatchObject({ outcome: 'hit', step: 'cut', missing: ['admissions'] });
  });
  test('levels outside the rule have no finding of their own', () => {
    const found = evaluateRules([packOf('fujian-spread-secondary')], factsOf(subject('major', 'associate'), { schoolShare: [1] }), {}, t0);
    expect(found).toMatchObject([{ outcome: 'missing', subject: { kind: 'city' } }]);
  });
  test('any two of five, once standards are given in a copy', () => {
    const copy = { registration: 0.8, placement: 0.7, ratio: 18, firstChoice: 0.3, staffing: 0.9 };
    expect(find('any-2-of-5', { placementRate: [0.2], studentTeacherRatio: [25] }, 'associate', copy)).toMatchObject({ outcome: 'hit', edited: copy });
    expect(find('any-2-of-5', { placementRate: [0.2], studentTeacherRatio: [15] }, 'associate', copy).outcome).toBe('missing');
    const good = { placementRate: [0.9], studentTeacherRatio: [15], staffingLevel: [1], registrationRate: [0.9] };
    expect(find('any-2-of-5', good, 'associate', copy).outcome).toBe('not_hit'); // one unknown cannot make two
  });
  test('a copy changes the verdict, the original stays', () => {
    expect(find('nmg-fill', { fulfilment: [0.85, 0.85] }, 'associate', { fulfilment: 0.8 })).toMatchObject({ outcome: 'not_hit', edited: { fulfilment: 0.8 } });
    expect(find('nmg-fill', { fulfilment: [0.85, 0.85] })).toMatchObject({ outcome: 'hit', edited: {} });
    expect(thresholdsOf(packOf('nmg-fill'), { fulfilment: 0.9, other: 1 }).edited).toEqual({});
  });
  test('the sentence has the numbers in it', () => {
    expect(find('nmg-fill', { fulfilment: [0.85, 0.7] }).reason).toEqual({
      zh: 'X：2024 年计划完成率 85%（界线 < 90%），2025 年计划完成率 70%（界线 < 90%），核减招生计划 10–20 %',
      en: 'X: plan fulfilment 2024 85% (limit < 90%), plan fulfilment 2025 70% (limit < 90%): cut the plan by 10–20 %',
    });
    expect(find('nmg-fill', { fulfilment: [0.85] }).reason.en).toBe(
      'X: known: plan fulfilment 2025 85% (limit < 90%); cannot be evaluated: missing enrolment plans and intake (2024–2025)',
    );
  });
});

describe('placement, where destinations are reported', () => {
  const year = (placed: number, unemployed: number): DestinationYear => ({
    ...{ year: t0, localJob: placed - 3, otherRegion: 1, furtherStudy: 1, military: 1, unemployed, inField: null },
  });
  const programme = (id: string, destinations: DestinationYear[] = []): SnapshotProgramme => ({
    id,
    major: 'm',
    schoolId: id,
    school: id,
    lengthYears: 3,
    closedYear: null,
    breaks: [],
    years: [],
    plans: [],
    destinations,
  });
  const of = ({ id }: SnapshotProgramme): RuleSubject => ({ kind: 'programme', id, name: id, major: 'm', level: 'associate' });
  test('is everybody with a job, in study or in the military, of all known', () => {
    expect(
      placementFacts(
        [programme('a', [year(80, 20)]), programme('b'), programme('c', [{ ...year(3, 0), localJob: 0, otherRegion: 0, furtherStudy: 0, military: 0 }])],
        of,
      ),
    ).toEqual([{ subject: of(programme('a')), measure: 'placementRate', year: t0, value: 0.8 }]);
  });
  test('is ranked from the bottom, among ten or more', () => {
    const many = Array.from({ length: 10 }, (_, i) => programme(String(i), [year(50 + i, 50 - i)]));
    const ranks = placementFacts(many, of).filter(({ measure }) => measure === 'placementRank');
    expect(ranks.map(({ value }) => value)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(placementFacts(many.slice(1), of).filter(({ measure }) => measure === 'placementRank')).toEqual([]);
  });
});
