import type { Principal } from '../../../db/repositories/access.ts';
import { createImportDictionary } from '../../../db/repositories/import-dictionary.ts';
import { createImportRowRepository } from '../../../db/repositories/import-rows.ts';
import type { ImportRow } from '../../../db/repositories/imports.ts';
import { copyOf, type ReturnedRow } from '../../../documents/sheet-copy.ts';
import { writeSheetBook } from '../../../documents/sheet-book.ts';
import { templateColumns, templateHeader, templateOf } from '../../../documents/sheet-template.ts';
import type { RowProblem } from '../../../intake/sheets/index.ts';
import type { ImportKinds } from '../../../schemas/imports.ts';
import { isRequired, namesReporter, sheetKinds, type ImportKind, type SheetKind } from '../../../schemas/sheets/kinds.ts';
import type { ServerContext } from '../../context.ts';
import type { Language } from '../../problems.ts';

/** Above this many rows a returned copy holds those with errors only. */
const copiedRows = 20_000;
const readTogether = 1_000;

/** What is given out for spreadsheets: kinds with their columns, templates, and copies with what is wrong in them. */
export function createImportFiles(context: ServerContext) {
  const { db, sheetBooks: write = writeSheetBook } = context;
  const dictionary = createImportDictionary(db);
  const rows = createImportRowRepository(db);
  const naming = ({ role }: Principal, kind: SheetKind) => namesReporter(kind, role);

  return {
    /** Kinds the caller may import: organisations what they report, offices what they keep, administrators all. */
    kinds(principal: Principal, language: Language): ImportKinds {
      const pick = ({ zh, en }: { readonly zh: string; readonly en: string }) => (language === 'zh' ? zh : en);
      const own = Object.values(sheetKinds).filter(({ roles }) => roles.includes(principal.role));
      return {
        items: own.map((kind) => ({
          ...{ kind: kind.kind, title: pick(kind), reporter: kind.reporter },
          columns: templateColumns(kind, { byAdministrator: naming(principal, kind) }).map((column) => ({
            ...{ title: pick(column), field: column.field, required: isRequired(kind, column, naming(principal, kind)), reading: column.reading },
            ...{ choices: Object.values(column.choices ?? {}), note: pick(column.note), example: column.example },
          })),
        })),
      };
    },
    /** Header of the CSV template. */
    header: (principal: Principal, kind: ImportKind, language: Language) =>
      templateHeader(sheetKinds[kind], { language, byAdministrator: naming(principal, sheetKinds[kind]) }),
    async template(principal: Principal, kind: ImportKind, language: Language): Promise<Uint8Array> {
      const sheet = sheetKinds[kind];
      const read = await dictionary.read(sheet.names, { graduates: false });
      const named = (entries: readonly { readonly code: string; readonly name: string }[]) => entries.map(({ code, name }) => [code, name] as const);
      const wanted = new Set(sheet.columns.map((column) => column.dictionary));
      // a school chooses of the majors it offers, everybody else of those in force
      const ofSchools = sheet.reporter === 'school';
      const offered = new Set(read.programmes.filter(({ schoolId }) => naming(principal, sheet) || schoolId === principal.organisationId).map(({ majorCode }) => majorCode)); // prettier-ignore
      const dictionaries = {
        ...(wanted.has('occupations') ? { occupations: named(read.occupations) } : {}),
        ...(wanted.has('majors') ? { majors: named(read.majors.filter(({ code, retired }) => (ofSchools ? offered.has(code) : !retired))) } : {}),
        ...(wanted.has('competences') ? { competences: named(read.competences) } : {}),
        ...(naming(principal, sheet) && sheet.columns.some(({ reading, dictionary: of }) => reading === 'organisation' || of === 'organisations')
          ? { organisations: read.reporters.map(({ creditCode, name }) => [creditCode ?? name, name] as const) }
          : {}),
      };
      return write(templateOf(sheet, dictionaries, { language, byAdministrator: naming(principal, sheet) }));
    },
    async copy(row: ImportRow, language: Language): Promise<Uint8Array> {
      const columns = (row.columns ?? []) as unknown as readonly { readonly title: string; readonly field: string | null }[];
      const wrongOnly = (row.rows ?? 0) > copiedRows;
      const read: ReturnedRow[] = [];
      for (let after = 0; read.length < copiedRows;) {
        const some = await rows.rows(row.id, after, readTogether, wrongOnly);
        for (const { row: number, cells, problems } of some)
          read.push({ row: number, cells: cells as readonly string[], problems: (problems ?? []) as unknown as readonly RowProblem[] });
        const last = some.at(-1);
        if (!last || some.length < readTogether) break;
        after = last.row;
      }
      return write(copyOf({ title: row.sheet === '' || row.sheet === null ? sheetKinds[row.kind].zh : row.sheet, columns, rows: read }, language));
    },
  };
}
