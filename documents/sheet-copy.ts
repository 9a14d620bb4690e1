import type { SheetBook } from './sheet-book.ts';
import type { Language } from './table.ts';

/** A row as it came, with what was said about it. */
export interface ReturnedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly problems: readonly { readonly field: string; readonly severity: 'error' | 'warning'; readonly zh: string; readonly en: string }[];
}
export interface ReturnedSheet {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly field: string | null }[];
  readonly rows: readonly ReturnedRow[];
}

/** A copy of what was uploaded in which every cell that is wrong is pink, that is odd yellow, with the reason as its comment. Text stays text. */
export function copyOf({ title, columns, rows }: ReturnedSheet, language: Language): SheetBook {
  const last = columns.length;
  const said = (problem: ReturnedRow['problems'][number]) => (language === 'zh' ? problem.zh : problem.en);
  const placeOf = (field: string) => {
    const at = columns.findIndex((column) => column.field === field);
    return at < 0 ? last : at;
  };
  const marks = rows.flatMap(({ problems }, i) =>
    [...Map.groupBy(problems, ({ field }) => placeOf(field))].map(([column, some]) => ({
      ...{ row: i + 1, column, wrong: some.some(({ severity }) => severity === 'error') },
      comment: some.map(said).join('\n'),
    })),
  );
  const written = rows.map(({ cells, problems }) => [
    ...columns.map((_column, i) => cells[i] ?? ''),
    problems.map((problem) => `${columns[placeOf(problem.field)]?.title ?? problem.field}: ${said(problem)}`).join('；'),
  ]);
  return {
    title,
    sheets: [
      {
        name: title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
        columns: [...columns.map(() => ({ width: 16, format: 'text' as const })), { width: 60, format: 'text' as const }],
        rows: [[...columns.map((column) => column.title), language === 'zh' ? '问题' : 'problems'], ...written],
        marks,
      },
    ],
  };
}
