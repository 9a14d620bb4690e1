/** Importers of the official catalogues: text in, validated rows and row errors out; nothing is stored or guessed. */
export { parseMajors } from './majors.ts';
export type { MajorRow } from './majors.ts';
export { parseOccupations } from './occupations.ts';
export type { OccupationRow } from './occupations.ts';
export { parseIndustries, parseRegions } from './tree.ts';
export type { TreeRow } from './tree.ts';
export { parseCrosswalk, resolveLinks } from './crosswalk.ts';
export type { LinkRow } from './crosswalk.ts';
export type { Level } from './cells.ts';
export type { Imported, RowError } from './table.ts';
