import type { catalogueKinds } from '../../schemas/vocabulary.ts';
import { parseCrosswalk, resolveLinks } from './crosswalk.ts';
import { parseMajors } from './majors.ts';
import { parseOccupations } from './occupations.ts';
import type { TableLines } from './read.ts';
import { replacementsBeside, type ReplacementRow } from './replacements.ts';
import type { Imported, RowError } from './table.ts';
import { parseIndustries, parseRegions } from './tree.ts';

export type CatalogueKind = (typeof catalogueKinds)[number];
type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** A row of any catalogue: what it is known by, what is counted of it, and what is stored. */
export interface CatalogueEntry {
  /** Of a link: both codes with a blank between them. */
  readonly code: string;
  readonly name: string;
  /** Rows are counted by it; an edition of majors or links speaks for the levels it holds, one of the others for all. */
  readonly level: string;
  readonly fields: Fields;
  /** The row as it was printed. */
  readonly printed: Readonly<Record<string, string>>;
}
export interface Entries {
  readonly entries: readonly CatalogueEntry[];
  readonly replacements: readonly ReplacementRow[];
  readonly errors: readonly RowError[];
  /** Rows that are left out once that is confirmed. */
  readonly leftOut: readonly RowError[];
  readonly repeated: readonly RowError[];
  /** What the file calls its own edition, if it says one thing only. */
  readonly edition: string | null;
}
/** Codes that links may refer to. */
export interface KnownCodes {
  readonly majors: ReadonlySet<string>;
  readonly occupations: ReadonlySet<string>;
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly entry: Readonly<Record<string, string>>;
}
/** Stands beside every row of a code: where it was read is not kept, and old codes stand in `replaces`. */
function entriesOf<R extends Row>({ rows, errors, repeated }: Imported<R>, level: (row: R) => string, fields: (row: R) => Fields): Entries {
  const entries = rows.map((row) => ({ code: row.code, name: row.name, level: level(row), fields: { name: row.name, ...fields(row) }, printed: row.entry }));
  return { entries, replacements: replacementsBeside(rows), errors, leftOut: [], repeated, edition: null };
}

function links(table: TableLines, known: KnownCodes): Entries {
  const read = parseCrosswalk(table);
  const codes = (set: ReadonlySet<string>) => Array.from(set, (code) => ({ code }));
  const { rows, errors: leftOut } = resolveLinks(read.rows, { majors: codes(known.majors), occupations: codes(known.occupations) });
  const entries = rows.map(({ majorCode, occupationCode, level, entry }) => ({
    ...{ code: `${majorCode} ${occupationCode}`, name: entry.major_name ?? majorCode, level, printed: entry },
    fields: { majorCode, occupationCode },
  }));
  return { entries, replacements: [], errors: read.errors, leftOut, repeated: read.repeated, edition: null };
}

/** Reads a table as a catalogue of the kind. Only links look at `known`. */
export function readEntries(kind: CatalogueKind, table: TableLines, known: KnownCodes): Entries {
  switch (kind) {
    case 'majors': {
      const read = parseMajors(table);
      const printed = new Set(read.rows.map((row) => row.edition));
      const fields = ({ level, categoryCode, categoryName, classCode, className }: (typeof read.rows)[number]) => ({ level, categoryCode, categoryName, classCode, className }); // prettier-ignore
      return { ...entriesOf(read, (row) => row.level, fields), edition: printed.size === 1 ? ([...printed][0] ?? null) : null };
    }
    case 'occupations':
      return entriesOf(
        parseOccupations(table),
        (row) => String(row.depth),
        ({ depth, groupCode, parentCode, digital, green }) => ({ depth, groupCode, parentCode, digital, green }),
      );
    case 'industries':
    case 'regions':
      return entriesOf(
        kind === 'regions' ? parseRegions(table) : parseIndustries(table),
        (row) => String(row.level),
        ({ level, parentCode }) => ({ level, parentCode }),
      );
    case 'crosswalk':
      return links(table, known);
  }
}
