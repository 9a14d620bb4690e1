import { describe, expect, it } from 'vitest';
import { cityMonth, cityToday, cityYear, fromCity, nextIntake, toCity } from '../../web/src/format/city-time.ts';
import { lastDayOf, monthAfter, weeksOf } from '../../web/src/format/month.ts';
import { formatDay, formatInstant } from '../../web/src/format/numbers.ts';

describe('a month', () => {
  it('lies in whole weeks that begin on Monday', () => {
    expect(weeksOf('2026-11').map((week) => [week[0], week[6]])).toEqual([
      ['2026-10-26', '2026-11-01'],
      ['2026-11-02', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-22'],
      ['2026-11-23', '2026-11-29'],
      ['2026-11-30', '2026-12-06'],
    ]);
    expect(weeksOf('2027-02')).toHaveLength(4); // 28 days from Monday on
    for (let year = 2024; year < 2032; year++)
      for (let month = 1; month <= 12; month++) {
        const name = `${year}-${String(month).padStart(2, '0')}`;
        const days = weeksOf(name).flat();
        expect([days.length % 7, days.filter((day) => day.startsWith(name)).length]).toEqual([0, new Date(year, month, 0).getDate()]);
      }
  });
  it('has a last day, and others after it', () => {
    expect([lastDayOf('2028-02'), lastDayOf('2026-12'), monthAfter('2026-11', 2), monthAfter('2026-01', -1)]).toEqual(['2028-02-29', '2026-12-31', '2027-01', '2025-12']); // prettier-ignore
  });
  it('has begun in the city before it does in UTC', () => {
    expect([cityToday(Date.UTC(2026, 10, 30, 15, 59)), cityToday(Date.UTC(2026, 10, 30, 16))]).toEqual(['2026-11-30', '2026-12-01']);
  });
  it('knows the next intake: this September until it has begun', () => {
    expect([nextIntake(Date.UTC(2026, 7, 31, 15)), nextIntake(Date.UTC(2026, 7, 31, 16)), nextIntake(Date.UTC(2027, 0, 1))]).toEqual([2026, 2027, 2027]);
  });
  it('is the city that says what time it is, wherever the reader is', () => {
    const evening = Date.UTC(2026, 11, 31, 16, 30); // half past midnight of the new year in the city
    expect([cityYear(evening), cityMonth(evening)]).toEqual([2027, 1]);
    expect([formatInstant('2026-12-31T16:30:00Z', 'zh'), formatDay('2026-12-31T16:30:00Z', 'zh'), formatDay('2026-12-31', 'zh')]).toEqual(['2027年1月1日 00:30', '2027年1月1日', '2026年12月31日']); // prettier-ignore
    expect([toCity('2026-12-31T16:30:00Z'), toCity(null), fromCity('2027-01-01T00:30'), fromCity('')]).toEqual(['2027-01-01T00:30', '', '2026-12-31T16:30:00.000Z', null]); // prettier-ignore
  });
});
