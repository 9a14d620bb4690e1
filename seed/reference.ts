import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { parseCrosswalk, parseIndustries, parseMajors, parseOccupations, parseRegions, resolveLinks } from '../intake/catalogue/index.ts';
import type { Imported, LinkRow, MajorRow, OccupationRow, TreeRow } from '../intake/catalogue/index.ts';

/** Everything the city is built from: official facts, the rows of the official catalogues it needs, and the editorial tables. */
export interface Reference {
  readonly majors: readonly MajorRow[];
  readonly occupations: readonly OccupationRow[];
  readonly industries: readonly TreeRow[];
  readonly regions: readonly TreeRow[];
  readonly officialLinks: readonly LinkRow[];
  readonly editorialLinks: readonly { readonly majorCode: string; readonly occupationCode: string }[];
  readonly schools: readonly SchoolFact[];
  readonly chainMajors: readonly ChainFact[];
  readonly segments: readonly SegmentFact[];
  readonly programmes: ReadonlyMap<string, readonly string[]>;
  /** Chain whose enterprises employ the graduates of a major that no chain names. */
  readonly hostChains: ReadonlyMap<string, number>;
  /** Occupations that are linked but that nobody in the city employs. */
  readonly absentOccupations: ReadonlySet<string>;
  readonly competences: readonly CompetenceFact[];
  /** Programmes the plan wants opened, or suspended and slowed, by level. */
  readonly adjustmentTargets: readonly TargetFact[];
}
export interface TargetFact {
  readonly action: 'added' | 'cut';
  readonly level: SchoolFact['level'];
  readonly majors: number;
  readonly fromYear: number;
  readonly toYear: number;
}
export interface CompetenceFact {
  readonly code: string;
  readonly name: string;
  readonly kind: 'knowledge' | 'skill' | 'certificate' | 'attitude';
  /** Beginnings of the codes of occupations that ask for it; none: nobody asks. */
  readonly prefixes: readonly string[];
  /** Share of the programmes leading there that teach it. */
  readonly taughtShare: number;
}
export interface SchoolFact {
  readonly name: string;
  readonly level: 'secondary' | 'associate' | 'bachelor';
  readonly students2021: number;
  readonly planned2025: number;
  readonly direction: string;
}
export interface ChainFact {
  readonly chainNumber: number;
  readonly chain: string;
  readonly major: string;
  readonly candidates: readonly string[];
}
export interface SegmentFact {
  readonly chainNumber: number;
  readonly position: 'upstream' | 'midstream' | 'downstream';
  readonly name: string;
  /** Beginnings of occupation codes that belong here; the longest one that fits decides. */
  readonly prefixes: readonly string[];
}

const schoolLevels: Readonly<Record<string, SchoolFact['level']>> = { 中职: 'secondary', 高职: 'associate', 专科: 'associate', 本科: 'bachelor' };

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const table = (path: string): Record<string, string>[] => parse(read(path), { columns: true, skip_empty_lines: true });
const words = (text: string | undefined): string[] => (text ?? '').split(' ').filter((word) => word !== '');

function intact<Row>(path: string, imported: Imported<Row>): Row[] {
  const fault = imported.errors[0];
  if (fault) throw new Error(`${path} needs to be free of errors, line ${fault.line}: ${fault.message}`);
  return imported.rows;
}

function load(): Reference {
  const majors = ['vocational-majors', 'undergraduate-majors'].flatMap((name) => intact(name, parseMajors(read(`./catalogue/${name}.csv`))));
  const occupations = intact('occupations', parseOccupations(read('./catalogue/occupations.csv')));
  const links = intact('crosswalk', parseCrosswalk(read('./catalogue/crosswalk.csv')));
  return {
    majors,
    occupations,
    industries: intact('industries', parseIndustries(read('./catalogue/industries.csv'))),
    regions: intact('regions', parseRegions(read('./catalogue/regions.csv'))),
    officialLinks: intact('crosswalk', resolveLinks(links, { majors, occupations })),
    editorialLinks: table('./editorial-links.csv').map((row) => ({ majorCode: row.major_code!, occupationCode: row.occupation_code! })),
    schools: table('./facts/ordos-schools.csv').map((row) => ({
      name: row.school!,
      level: schoolLevels[row.level!]!,
      students2021: Number(row.students_2021),
      planned2025: Number(row.planned_students_2025),
      direction: row.direction!,
    })),
    chainMajors: table('./facts/ordos-chain-majors.csv').map((row) => ({
      chainNumber: Number(row.chain_no),
      chain: row.chain!,
      major: row.major!,
      candidates: words(row.candidate_codes).map((candidate) => candidate.split(':')[0]!),
    })),
    segments: table('./city/segments.csv').map((row) => ({
      chainNumber: Number(row.chain_no),
      position: row.position as SegmentFact['position'],
      name: row.name!,
      prefixes: words(row.occupation_prefixes),
    })),
    programmes: new Map(table('./city/programmes.csv').map((row) => [row.school!, words(row.major_codes)])),
    hostChains: new Map(table('./city/host-chains.csv').map((row) => [row.major_code!, Number(row.chain_no)])),
    absentOccupations: new Set(table('./city/absent-occupations.csv').map((row) => row.occupation_code!)),
    competences: table('./city/competences.csv').map((row) => ({
      code: row.code!,
      name: row.name!,
      kind: row.kind as CompetenceFact['kind'],
      prefixes: words(row.occupation_prefixes),
      taughtShare: Number(row.taught_share),
    })),
    adjustmentTargets: table('./facts/ordos-major-plan.csv').map((row) => {
      const [fromYear, toYear] = row.period!.split('-').map(Number);
      return {
        action: row.action === 'new' ? 'added' : 'cut',
        level: schoolLevels[row.level!]!,
        majors: Number(row.majors),
        fromYear: fromYear!,
        toYear: toYear!,
      };
    }),
  };
}

let loaded: Reference | undefined;

/** Reads the files beside this one, once. */
export function cityReference(): Reference {
  return (loaded ??= load());
}
