import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRowCheck, findHeader, readCell, type SheetDictionary } from '../../intake/sheets/index.ts';
import { createTitleIndex } from '../../matching/titles/title-index.ts';
import type { SheetColumn } from '../../schemas/sheets/columns.ts';
import { filingFields } from '../../schemas/filing-fields.ts';
import { isRequired, sheetKinds } from '../../schemas/sheets/kinds.ts';
import { fieldPages as en } from '../../web/src/i18n/en/fields.ts';
import { fieldPages as zh } from '../../web/src/i18n/zh/fields.ts';
import { columnTables } from '../support/import-docs.ts';

/** Cells of Markdown tables without the padding that formatting adds. */
const cellsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]*$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the columns of sheets', () => {
  it('stand in docs/imports.md as they are', () => {
    const [, tables = ''] = readFileSync('docs/imports.md', 'utf8').split(/^## Columns$/m);
    expect(cellsOf(tables)).toEqual(cellsOf(columnTables()));
  });
  it('name fields that the body of the POST has, each header once', () => {
    for (const { kind, schema, columns } of Object.values(sheetKinds)) {
      const fields = columns.filter(({ reading }) => reading !== 'organisation').map(({ field }) => field.split('.')[0]!);
      expect([kind, fields.filter((field) => !(field in schema.properties))]).toEqual([kind, []]);
      const left = Object.keys(schema.properties).filter((field) => field !== 'organisationId' && !fields.includes(field));
      expect([kind, left]).toEqual([kind, []]);
      const names = columns.flatMap(({ zh, en }) => [zh, en]);
      expect([kind, names.length]).toEqual([kind, new Set(names).size]);
    }
  });
});

const column = (reading: SheetColumn['reading'], more: Partial<SheetColumn> = {}): SheetColumn => ({
  field: 'x',
  zh: 'x',
  en: 'x',
  reading,
  note: { zh: '', en: '' },
  example: null,
  ...more,
});

describe('a cell', () => {
  const day = new Date('2026-03-01T00:00:00Z');
  it.each([
    ['whole', '１，２００', 1200],
    ['whole', '1,200人', 1200],
    ['whole', '12.0', 12],
    ['whole', '12.5', 12.5],
    ['whole', '１２', 12],
    ['whole', '-5', -5],
    ['whole', '1e3', 'not_a_number'],
    ['whole', '0x10', 'not_a_number'],
    ['whole', true, 'not_a_number'],
    ['year', '2025年', 2025],
    ['year', '2025.0', 2025],
    ['year', day, 2026],
    ['year', 46082, 2026],
    ['year', '25', 'not_a_year'],
    ['date', '2026年3月', '2026-03-01'],
    ['date', '2026.3', '2026-03-01'],
    ['date', 2026.3, '2026-03-01'],
    ['date', 2026.1, 'ambiguous_date'],
    ['date', '2026－3－5', '2026-03-05'],
    ['date', '20260305', '2026-03-05'],
    ['date', '2026-02-30', 'not_a_date'],
    ['date', 46082, '2026-03-01'],
    ['date', day, '2026-03-01'],
    ['date', '上周', 'not_a_date'],
    ['code', '6－22－02', '6-22-02'],
    ['code', ' 010105　', '010105'],
    ['code', day, 'code_became_a_date'],
    ['codes', 'S-101；S-102、s-103', ['S-101', 'S-102', 'S-103']],
    ['share', '85%', 0.85],
    ['share', 0.5, 0.5],
    ['text', ' \u200b=1+1\u3000', '=1+1'],
    ['whole', '#REF!', 'cell_error'],
    ['whole', ' \u3000', undefined],
    ['whole', null, undefined],
  ] as const)('%s %j is %j', (reading, cell, wanted) => {
    const { value, fault } = readCell(cell, column(reading));
    expect(fault?.code ?? value).toEqual(wanted);
  });
  it('of a choice is a word or a code; a major code that lost its zero gets it back with a word', () => {
    const level = column('choice', { choices: { associate: '高职专科' } });
    expect([readCell('高职专科', level).value, readCell('ASSOCIATE', level).value, readCell('大专', level).fault?.code]).toEqual([
      'associate',
      'associate',
      'not_a_choice',
    ]);
    expect(readCell(10105, column('code', { field: 'majorCode' }))).toMatchObject({ value: '010105', warning: { code: 'zero_added' } });
  });
});

describe('a row', () => {
  const dictionary: SheetDictionary = {
    ...{ newestYear: 2025, own: { id: 'a', name: 'A' }, organisations: new Map(), occupations: new Set(['6-22-02-01']) },
    ...{ majors: new Map(), competences: new Set(), programmes: new Map(), fixedYears: new Set<string>(), graduates: new Map() },
  };
  async function* rows(all: readonly (readonly (string | number | null)[])[]) {
    await Promise.resolve();
    for (const [i, cells] of all.entries()) yield { number: i + 1, cells };
  }
  it('is found below a title, in any order of columns, without units; nested fields come together', async () => {
    const read = rows([['某企业 2025 年申报表'], ['职业代码 *', '在岗人数', 'year', '学历_本科', '学历_大专（人）'], ['6-22-02-01', 10, 2025, 4, null]])[
      Symbol.asyncIterator
    ]();
    const header = await findHeader(sheetKinds.declarations, read, false);
    const next = await read.next();
    if (next.done === true) throw new Error('a row was expected');
    const checked = createRowCheck(sheetKinds.declarations, header, dictionary, () => false)(next.value);
    expect(checked).toMatchObject({
      valid: true,
      row: 3,
      report: { year: 2025, occupationCode: '6-22-02-01', headcount: 10, education: { bachelor: 4 } },
      problems: [],
    });
  });
  it.each(Object.values(sheetKinds))('of $kind that is empty names every column it lacks, in both languages', (kind) => {
    const needed = kind.columns.filter((column) => isRequired(kind, column));
    expect(needed.length).toBeGreaterThan(0);
    const header = { row: 1, columns: kind.columns.map((column, index) => ({ column, index })), titles: [], notices: [] };
    const { problems } = createRowCheck(kind, header, dictionary, () => false)({ number: 2, cells: [] });
    const said = new Map(problems.map(({ field, zh, en }) => [field, [zh, en]]));
    for (const { field, zh, en } of needed) expect([field, said.get(field)]).toEqual([field, [`缺少必填字段“${zh}”`, `field “${en}” is required`]]);
  });
  it('that names a job or a major instead of its code is told the codes it may have', async () => {
    const titles = createTitleIndex([{ code: '6-18-02-04', name: '焊工' }]);
    const known: SheetDictionary = {
      ...dictionary,
      jobs: (title) => titles.candidates(title),
      majors: new Map([
        ['460305', { name: '工业机器人技术', level: 'associate', retired: false }],
        ['560309', { name: '工业机器人技术', level: 'associate', retired: true }],
      ]),
    };
    const read = rows([
      ['年份', '职业代码', '年末在岗人数', '可接受专业', '岗位名称'],
      [2025, '电焊工', 3, '工业机器人技术', null],
      [2025, null, 3, null, '高级电焊工'],
      [2025, '火星车司机', 3, null, null],
    ])[Symbol.asyncIterator]();
    const check = createRowCheck(sheetKinds.declarations, await findHeader(sheetKinds.declarations, read, false), known, () => false);
    const said: (readonly [string | null, string])[] = [];
    for (let next = await read.next(); next.done !== true; next = await read.next())
      said.push(...check(next.value).problems.map(({ cell, zh }) => [cell, zh] as const));
    expect(said).toEqual([
      ['B2', '应为职业代码，如 6-18-02-04；“电焊工”可能是 6-18-02-04 焊工'],
      ['D2', '应为专业代码：六位数字，可带 K、T、TK 或 H，如 460702；“工业机器人技术”可能是 460305 工业机器人技术（高职专科）'],
      ['B3', '缺少必填字段“职业代码”；“高级电焊工”可能是 6-18-02-04 焊工'],
      ['B4', '应为职业代码，如 6-18-02-04'],
    ]);
  });
  it('of a list with a hole is wrong at the hole', async () => {
    const school: SheetDictionary = {
      ...dictionary,
      majors: new Map([['460702', { name: 'm', level: 'associate', retired: true }]]),
      programmes: new Map([['a|460702', { id: 'p', lengthYears: 3 }]]),
    };
    const read = rows([
      ['年份', '专业代码', '层次', '实际招生', '毕业生', '在校一年级', '在校二年级', '在校三年级'],
      [2025, '460702', '高职专科', 10, 9, 8, null, 7],
    ])[Symbol.asyncIterator]();
    const header = await findHeader(sheetKinds.enrolment, read, false);
    const next = await read.next();
    if (next.done === true) throw new Error('a row was expected');
    const { valid, problems } = createRowCheck(sheetKinds.enrolment, header, school, () => false)(next.value);
    expect([valid, problems.map(({ cell, code }) => [cell, code])]).toEqual([false, [['G2', 'required']]]);
    const complete = { number: 3, cells: [2025, '460702', '高职专科', 10, 9, 8, 8, 7] };
    const retired = createRowCheck(sheetKinds.enrolment, header, school, () => false)(complete);
    expect([retired.valid, retired.problems.map(({ cell, en }) => [cell, en])]).toEqual([
      false,
      [['D3', 'must be 0: the major was retired from the catalogue, nobody is taken in under it']],
    ]);
  });
});

describe('one vocabulary', () => {
  /** Fields of forms that sheets ask for too, by kind; postings call their headcount by a name of its own. */
  const shared = {
    declarations: ['year', 'jobTitle', 'level', 'headcount', 'expectedLeavers', 'plannedHires', 'openToNewGraduates', 'acceptedMajors', 'internships', 'teacherPractice'],
    postings: ['openedOn', 'experienceYears', 'level', 'jobTitle', 'headcount'],
    enrolment: ['year', 'plan', 'intake', 'graduates', 'firstChoiceRate', 'registrationRate'],
    plans: ['year', 'plan'],
    schoolYears: sheetKinds.schoolYears.columns.flatMap(({ field, reading }) => (reading === 'organisation' ? [] : field)),
  } as const; // prettier-ignore
  it.each(Object.entries(shared))('%s: a column of the sheet is called what the form calls it, in both languages', (kind, fields) => {
    for (const field of fields) {
      const column = sheetKinds[kind as keyof typeof shared].columns.find((one) => one.field === field)!;
      const name = (kind === 'postings' && field === 'headcount' ? 'postedHeadcount' : field) as keyof typeof zh.fields;
      expect([field, column.zh, column.en]).toEqual([field, zh.fields[name], en.fields[name]]);
    }
  });
  it.each([
    ['declarations', 'demand'],
    ['enrolment', 'enrolment'],
  ] as const)('%s: so does the yearly report', (kind, filing) => {
    for (const { name, zh: called, en: calledEn, form } of filingFields[filing].filter((field) =>
      ['persons', 'number', 'choice', 'text'].includes(field.form),
    )) {
      const column = sheetKinds[kind].columns.find(({ field }) => field === name)!;
      const [unit, unitEn] = form === 'persons' ? ['（人）', ' (persons)'] : ['', ''];
      expect([name, column.zh, column.en]).toEqual([name, `${called}${unit}`, `${calledEn}${unitEn}`]);
    }
  });
});
