/** Importers of the official catalogues: a file in, validated rows and row errors out; nothing is stored or guessed. */
export { largestFile, readTable, UnreadableTable } from './read.ts';
export type { TableLines } from './read.ts';
export { parseMajors } from './majors.ts';
export type { MajorRow } from './majors.ts';
export { parseOccupations } from './occupations.ts';
export type { OccupationRow } from './occupations.ts';
export { parseIndustries, parseRegions } from './tree.ts';
export type { TreeRow } from './tree.ts';
export { parseCrosswalk, resolveLinks } from './crosswalk.ts';
export type { LinkRow } from './crosswalk.ts';
export { parseReplacements } from './replacements.ts';
export type { ReplacementRow } from './replacements.ts';
export type { Level } from './cells.ts';
export type { Imported, RowError } from './table.ts';
// any catalogue by its kind, and what an edition does to the codes there are
export { readEntries } from './entries.ts';
export type { CatalogueEntry, CatalogueKind, Entries, KnownCodes } from './entries.ts';
export { compareEdition, doubtsOf } from './compare.ts';
export type { Comparison, StandingEntry } from './compare.ts';
