import type { createCatalogueEditionRepository } from '../../../db/repositories/catalogue-editions.ts';
import type { createCatalogueImportRepository } from '../../../db/repositories/catalogue-imports.ts';
import {
  compareEdition,
  doubtsOf,
  parseReplacements,
  readEntries,
  readTable,
  UnreadableTable,
  type CatalogueEntry,
  type CatalogueKind,
  type ReplacementRow,
  type StandingEntry,
  type TableLines,
} from '../../../intake/catalogue/index.ts';
import type { CatalogueIssue, CatalogueReport } from '../../../schemas/catalogue-imports.ts';
import { cellIssue, emptyComparison, fileIssue, reportOf } from './report.ts';

export interface CheckedFile {
  readonly report: CatalogueReport;
  readonly entries: readonly CatalogueEntry[];
  readonly replacements: readonly ReplacementRow[];
  /** What the file calls its edition. */
  readonly edition: string | null;
  /** Nothing of it is new. */
  readonly same: boolean;
}
export interface FileToCheck {
  readonly kind: CatalogueKind;
  readonly content: 'catalogue' | 'replacements';
  readonly bytes: Uint8Array;
  readonly additions: boolean;
}
/** Editions of these say only what the levels in them are. */
export const speaksByLevel = (kind: CatalogueKind): boolean => kind === 'majors' || kind === 'crosswalk';

const empty = {
  zh: '文件中没有可用的行；请核对类别与首行列名',
  en: 'the file holds no row that can be used: check the kind and the names of the columns',
};
const noEnds = {
  zh: '对应关系两端都不在现行目录中；请先导入专业目录和职业分类',
  en: 'no link has both its ends in the catalogues: import majors and occupations first',
};

interface Repositories {
  readonly editions: ReturnType<typeof createCatalogueEditionRepository>;
  readonly imports: ReturnType<typeof createCatalogueImportRepository>;
}

/** Reads a file and holds it against the catalogue there is; writes nothing. */
export function createFileCheck({ editions, imports }: Repositories) {
  const refused = (issues: readonly CatalogueIssue[], rows = 0): CheckedFile => ({
    report: reportOf({ comparison: emptyComparison, rows, leftOut: 0, replacements: [], issues }),
    ...{ entries: [], replacements: [], edition: null, same: false },
  });

  async function checkReplacements(kind: CatalogueKind, table: TableLines): Promise<CheckedFile> {
    const standing = await editions.standing(kind);
    const inForce = new Set(standing.filter((entry) => !entry.retired).map((entry) => entry.code));
    const { rows, errors, repeated } = parseReplacements(table, inForce);
    const issues = [...errors.map(cellIssue('error', table.sheet)), ...repeated.map(cellIssue('note', table.sheet))];
    if (errors.length === 0 && rows.length === 0) issues.push(fileIssue('error', empty));
    const stored = await imports.replacementsOf(kind, [...new Set(rows.map((row) => row.oldCode))]);
    const known = new Map(stored.map((row) => [`${row.oldCode} ${row.newCode}`, row.weight]));
    const same = rows.every((row) => known.get(`${row.oldCode} ${row.newCode}`) === row.weight);
    return {
      report: reportOf({ comparison: emptyComparison, rows: rows.length, leftOut: 0, replacements: rows, issues }),
      ...{ entries: [], replacements: rows, edition: null, same },
    };
  }

  async function checkCatalogue(kind: CatalogueKind, additions: boolean, table: TableLines): Promise<CheckedFile> {
    const known = kind === 'crosswalk' ? await editions.known() : { majors: new Set<string>(), occupations: new Set<string>() };
    const read = readEntries(kind, table, known);
    const issues = [
      ...read.errors.map(cellIssue('error', table.sheet)),
      ...read.leftOut.map(cellIssue('warning', table.sheet)),
      ...read.repeated.map(cellIssue('note', table.sheet)),
    ];
    if (read.errors.length > 0) return refused(issues, read.entries.length);
    if (read.entries.length === 0) return refused([...issues, fileIssue('error', read.leftOut.length > 0 ? noEnds : empty)]);
    const standing: readonly StandingEntry[] = await editions.standing(kind);
    const comparison = compareEdition(standing, read.entries, { byLevel: speaksByLevel(kind), additions });
    issues.push(...doubtsOf(comparison).map((doubt) => fileIssue('warning', doubt)));
    const { added, changed, retired, returned } = comparison;
    return {
      report: reportOf({ comparison, rows: read.entries.length, leftOut: read.leftOut.length, replacements: read.replacements, issues }),
      ...{ entries: read.entries, replacements: read.replacements, edition: read.edition },
      same: added.length + changed.length + retired.length + returned.length === 0,
    };
  }

  return async ({ kind, content, bytes, additions }: FileToCheck): Promise<CheckedFile> => {
    let table: TableLines;
    try {
      table = await readTable(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error;
      return refused([{ ...fileIssue('error', { zh: error.zh, en: error.message }), row: error.line }]);
    }
    return content === 'replacements' ? checkReplacements(kind, table) : checkCatalogue(kind, additions, table);
  };
}
