import { describe, expect, it } from 'vitest';
import { unusualValues, type ReportLine } from '../../schemas/filing-checks.ts';
import { filingFields } from '../../schemas/filing-fields.ts';
import { DeclarationInput } from '../../schemas/demand.ts';
import { EnrolmentReportInput } from '../../schemas/enrolment.ts';

const line = (key: string, values: ReportLine['values']): ReportLine => ({ key, values });
const places = (kind: 'demand' | 'enrolment', now: ReportLine[], before: ReportLine[]) =>
  unusualValues(kind, now, before).map(({ key, pointer }) => key + pointer);
const heads = (is: number, was: number) => places('demand', [line('a', { headcount: is })], [line('a', { headcount: was })]);

describe('values far from last year’s', () => {
  it.each([
    [41, 20, ['a/headcount']], // more than twice, 21 persons
    [40, 20, []], // twice is not more than twice
    [19, 40, ['a/headcount']],
    [20, 40, []],
    [19, 0, []], // fewer than 20 persons apart
    [20, 0, ['a/headcount']],
    [0, 20, ['a/headcount']],
    [0, 19, []],
    [1, 12, []],
  ])('headcount %i after %i', (is, was, found) => {
    expect(heads(is, was)).toEqual(found);
  });
  it('what is known in one year only is not compared', () => {
    expect(places('demand', [line('a', { headcount: 10, plannedHires: 500 }), line('b', { headcount: 900 })], [line('a', { headcount: 10 })])).toEqual([]);
    expect(places('demand', [line('a', { headcount: 'many' })], [line('a', { headcount: 500 })])).toEqual([]);
  });
  it('what was reported last year and is left out now', () => {
    expect(places('demand', [], [line('a', { headcount: 20 }), line('b', { headcount: 19 })])).toEqual(['a']);
    expect(places('enrolment', [], [line('460702', { enrolled: [10, 10] }), line('460703', { enrolled: [10, 9] })])).toEqual(['460702']);
  });
  it('tells both numbers in both languages', () => {
    expect(unusualValues('demand', [line('a', { headcount: 300 })], [line('a', { headcount: 100 })])).toEqual([
      {
        ...{ key: 'a', pointer: '/headcount', was: 100, is: 300, zh: '年末在岗人数 300 人，上年 100 人' },
        en: 'Employees at year end: 300, last year 100',
      },
    ]);
  });
});

describe('students who do not follow', () => {
  const before = [line('p', { intake: 100, enrolled: [100, 90, 80], graduates: 75 })];
  const follow = (enrolled: number[], graduates: number) => places('enrolment', [line('p', { intake: 100, enrolled, graduates })], before);
  it('a year later, with those who left gone, nothing is asked', () => {
    expect(follow([100, 96, 85], 78)).toEqual([]);
  });
  it.each([
    [[100, 120, 85], 78, []], // 1.2 times is not more
    [[100, 121, 85], 78, ['p/enrolled/1']],
    [[100, 96, 111], 78, ['p/enrolled/2']],
    [[100, 49, 85], 78, ['p/enrolled/1']], // less than half
    [[100, 96, 85], 101, ['p/graduates']],
    [[100, 96, 85], 39, ['p/graduates']],
  ])('%j and %i graduates', (enrolled, graduates, found) => {
    expect(follow(enrolled, graduates)).toEqual(found);
  });
});

describe('the fields of a line', () => {
  it('are those of the single reports, but for what the filing says', () => {
    const named = (kind: keyof typeof filingFields) => filingFields[kind].map(({ name }) => name).toSorted();
    const without = (schema: { properties: object }, said: string[]) => Object.keys(schema.properties).filter((name) => !said.includes(name)).toSorted(); // prettier-ignore
    expect(named('demand')).toEqual(without(DeclarationInput, ['organisationId', 'year', 'occupationCode']));
    expect(named('enrolment')).toEqual(without(EnrolmentReportInput, ['organisationId', 'year', 'majorCode', 'level']));
    for (const [kind, schema] of [
      ['demand', DeclarationInput],
      ['enrolment', EnrolmentReportInput],
    ] as const) {
      const required = filingFields[kind].filter((field) => field.required).map(({ name }) => name);
      expect(schema.required).toEqual(expect.arrayContaining(required));
    }
  });
});
