import { describe, expect, it } from 'vitest';
import { parseCompletions, parseEmployment, parsePanelLinks } from '../../intake/panel/index.ts';

const text = (...lines: string[]): string => `${lines.join('\n')}\n`;

describe('a labour panel', () => {
  it('is read by column names, titles may be missing or hold commas', () => {
    expect(parseEmployment(text('soc_code,title,year,employment', '11-1021,"Managers, General",2017,2188870', '11-1021,,2018,2289770'))).toEqual({
      rows: [
        { occupation: '11-1021', title: 'Managers, General', year: 2017, employment: 2_188_870 },
        { occupation: '11-1021', title: '', year: 2018, employment: 2_289_770 },
      ],
      errors: [],
      repeated: [],
    });
    expect(parseCompletions(text('cip6,title,year,completions', '51.3801,Nursing,2018,70000')).rows).toEqual([
      { programme: '51.3801', title: 'Nursing', year: 2018, completions: 70_000 },
    ]);
  });

  it.each([
    ['employment', '15-125,Developers,2018,5', 'soc_code', 'soc_code needs a code such as 15-1252, got "15-125"'],
    ['employment', '15-1252,Developers,18,5', 'year', 'year needs a year of four digits, got "18"'],
    ['employment', '15-1252,Developers,2018,-5', 'employment', 'employment needs a whole number of persons, 0 or more, got "-5"'],
    ['employment', '15-1252,Developers,2018,1.5', 'employment', 'employment needs a whole number of persons, 0 or more, got "1.5"'],
    ['employment', '15-1252,Developers,2018', '', 'the row needs 4 cells, got 3'],
  ])('%s line %s is refused by name', (_, line, column, message) => {
    const { rows, errors } = parseEmployment(text('soc_code,title,year,employment', line));
    expect(rows).toEqual([]);
    expect(errors.map((error) => [error.line, error.column, error.message])).toEqual([[2, column, message]]);
  });

  it('names a year given twice, a missing column, and keeps "no match" out of the links', () => {
    expect(parseCompletions(text('cip6,title,year,completions', '51.3801,a,2018,1', '51.3801,b,2018,2')).errors[0]?.message).toBe(
      '51.3801 2018 is given twice, first on line 2',
    );
    expect(parseEmployment(text('soc_code,title,year', '15-1252,a,2018')).errors[0]?.message).toMatch(/needs a column employment/);
    expect(parsePanelLinks(text('cip6,soc_code', '51.3801,29-1141', '51.3801,99-9999', '99.9999,15-1252')).rows).toEqual([
      { programme: '51.3801', occupation: '29-1141' },
    ]);
  });
});
