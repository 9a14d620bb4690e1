import type { Comparison, RowError } from '../../../intake/catalogue/index.ts';
import { shownExamples, shownIssues, type CatalogueIssue, type CatalogueReport } from '../../../schemas/catalogue-imports.ts';

type Severity = CatalogueIssue['severity'];
export interface Found {
  readonly comparison: Comparison;
  readonly rows: number;
  readonly leftOut: number;
  readonly replacements: readonly { readonly oldCode: string; readonly newCode: string }[];
  readonly issues: readonly CatalogueIssue[];
}

export const emptyComparison: Comparison = { added: [], changed: [], retired: [], returned: [], unchanged: 0, levels: [] };
const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** A cell to look at, as the report tells it. */
export const cellIssue =
  (severity: Severity, sheet: string | null) =>
  ({ line, column, value, message, zh }: RowError): CatalogueIssue => ({
    ...{ severity, sheet, row: line, column: column === '' ? null : column, value: value === '' ? null : value.slice(0, 200) },
    ...{ zh, en: message },
  });
/** Something about the file as a whole. */
export const fileIssue = (severity: Severity, said: { readonly zh: string; readonly en: string }): CatalogueIssue => ({
  ...{ severity, sheet: null, row: null, column: null, value: null },
  ...said,
});

/** What a file would do, told with counts of everything and examples of each. */
export function reportOf({ comparison, rows, leftOut, replacements, issues }: Found): CatalogueReport {
  const { added, changed, retired, returned, unchanged, levels } = comparison;
  const count = (severity: Severity) => issues.filter((issue) => issue.severity === severity).length;
  const became = Map.groupBy(replacements, (row) => row.oldCode);
  const named = ({ code, name }: { readonly code: string; readonly name: string }) => ({ code, name });
  return {
    counts: {
      ...{ rows, added: added.length, changed: changed.length, retired: retired.length, returned: returned.length },
      ...{ unchanged, leftOut, replacements: replacements.length },
    },
    levels: levels.map((level) => ({ ...level })),
    issueCounts: { error: count('error'), warning: count('warning'), note: count('note') },
    issues: issues.toSorted((a, b) => rank[a.severity] - rank[b.severity]).slice(0, shownIssues),
    added: added.slice(0, shownExamples).map(named),
    changed: changed.slice(0, shownExamples).map(({ entry, before }) => {
      const names = Object.keys(entry.fields).filter((name) => entry.fields[name] !== before.fields[name]);
      const only = (fields: typeof entry.fields) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
      return { ...named(entry), before: only(before.fields), after: only(entry.fields) };
    }),
    retired: retired.slice(0, shownExamples).map((entry) => ({ ...named(entry), replacedBy: (became.get(entry.code) ?? []).map((row) => row.newCode) })),
    returned: returned.slice(0, shownExamples).map(named),
  };
}
