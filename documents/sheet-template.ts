import type { DictionaryName, SheetColumn } from '../schemas/sheets/columns.ts';
import { dictionarySheet, explanationSheet, isRequired, templateVersion, type SheetKind } from '../schemas/sheets/kinds.ts';
import type { BookSheet, ColumnFormat, SheetBook, SheetValidation } from './sheet-book.ts';
import type { Language } from './table.ts';

/** Codes and their names, for drop-downs. */
export type Dictionaries = Readonly<Partial<Record<DictionaryName, readonly (readonly [code: string, name: string])[]>>>;
export interface TemplateOptions {
  readonly language: Language;
  /** Administrators name the organisation of every row. */
  readonly byAdministrator: boolean;
}

/** Rows of a template that have drop-downs and checks. */
const preparedRows = 5_000;
const letter = (index: number): string => (index >= 26 ? letter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
const readingWords: Record<SheetColumn['reading'], readonly [zh: string, en: string]> = {
  whole: ['整数', 'whole number'],
  amount: ['数值', 'number'],
  share: ['0–1 的小数或百分数', 'share 0–1 or percentage'],
  year: ['四位年份', 'year'],
  date: ['日期，如 2026-03-01、2026年3月', 'date such as 2026-03-01'],
  code: ['代码（文本）', 'code (text)'],
  text: ['文本', 'text'],
  choice: ['选项', 'choice'],
  codes: ['代码，分号隔开', 'codes, semicolons between'],
  organisation: ['信用代码或全称', 'credit code or full name'],
};
const formatOf = ({ reading }: SheetColumn): ColumnFormat => (reading === 'whole' || reading === 'year' ? 'whole' : reading === 'date' ? 'date' : reading === 'share' || reading === 'amount' ? 'plain' : 'text'); // prettier-ignore
const pick = (language: Language, [zh, en]: readonly [string, string]) => (language === 'zh' ? zh : en);
const titleOf = ({ zh, en }: { readonly zh: string; readonly en: string }, language: Language) => (language === 'zh' ? zh : en);

/** Columns of a template in their order: the reporter is asked for only where somebody reports for others. */
export const templateColumns = (kind: SheetKind, { byAdministrator }: Pick<TemplateOptions, 'byAdministrator'>): readonly SheetColumn[] =>
  kind.columns.filter(({ reading }) => byAdministrator || reading !== 'organisation');
/** Headers of a template; required columns end in *. */
export const templateHeader = (kind: SheetKind, options: TemplateOptions): string[] =>
  templateColumns(kind, options).map((column) => `${titleOf(column, options.language)}${isRequired(kind, column, options.byAdministrator) ? '*' : ''}`);

/** A workbook to be filled in: header, drop-downs, whole numbers only where persons are counted, codes as text, and what each column wants. */
export function templateOf(kind: SheetKind, dictionaries: Dictionaries, options: TemplateOptions): SheetBook {
  const { language, byAdministrator } = options;
  const columns = templateColumns(kind, options);
  const lists = Object.entries(dictionaries).filter(([, entries]) => entries.length > 0);
  const place = new Map(lists.map(([name, entries], i) => [name, `${dictionarySheet}!$${letter(i * 2)}$2:$${letter(i * 2)}$${entries.length + 1}`]));
  const header = templateHeader(kind, options);
  const validations = columns.flatMap((column, i): SheetValidation[] => {
    const range = `${letter(i)}2:${letter(i)}${preparedRows + 1}`;
    if (column.reading === 'whole')
      return [{ range, whole: [0, 10_000_000], strict: true, message: pick(language, ['请填写整数', 'a whole number is needed']) }];
    if (column.reading === 'year')
      return [{ range, whole: [column.from ?? 2000, 2100], strict: true, message: pick(language, ['请填写四位年份', 'a year is needed']) }];
    if (column.choices) return [{ range, list: Object.values(column.choices), strict: true, message: Object.values(column.choices).join('、') }];
    const list = place.get(column.reading === 'organisation' ? 'organisations' : (column.dictionary ?? ''));
    // several codes may stand in one cell, and a code that is newer than the template is not wrong
    return list === undefined || column.reading === 'codes'
      ? []
      : [{ range, list, strict: false, message: pick(language, ['不在模板的字典中', 'not in the dictionary of this template']) }];
  });
  const data: BookSheet = {
    name: titleOf(kind, language).slice(0, 31),
    columns: columns.map((column, i) => ({ width: Math.max(12, Math.min(28, (header[i] ?? '').length * 2)), format: formatOf(column) })),
    rows: [header],
    validations,
  };
  const longest = Math.max(0, ...lists.map(([, entries]) => entries.length));
  const dictionary: BookSheet = {
    ...{ name: dictionarySheet, hidden: true },
    columns: lists.flatMap(() => [{ width: 16, format: 'text' as const }, { width: 36, format: 'text' as const }]), // prettier-ignore
    rows: [
      lists.flatMap(([name]) => [name, `${name} 名称`]),
      ...Array.from({ length: longest }, (_, row) => lists.flatMap(([, entries]) => [...(entries[row] ?? [null, null])])),
    ],
  };
  const explanation: BookSheet = {
    name: explanationSheet,
    columns: [26, 18, 10, 34, 60].map((width) => ({ width, format: 'text' as const })),
    rows: [
      [pick(language, ['模板版本', 'template']), `${kind.kind} ${templateVersion}`, null, null, null],
      language === 'zh' ? ['列', '字段', '必填', '填写方式', '说明与示例'] : ['column', 'field', 'required', 'how to write it', 'notes and example'],
      ...columns.map((column) => [
        titleOf(column, language),
        column.field,
        isRequired(kind, column, byAdministrator) ? '*' : '',
        column.choices ? Object.values(column.choices).join('、') : pick(language, readingWords[column.reading]),
        [titleOf(column.note, language), column.example === null ? '' : `${pick(language, ['示例', 'example'])}: ${column.example}`].filter(Boolean).join('；'),
      ]),
    ],
  };
  return {
    title: titleOf(kind, language),
    sheets: [data, explanation, dictionary],
    names: [{ name: 'GONGXU_TEMPLATE', range: `${explanationSheet}!$B$1` }],
  };
}
