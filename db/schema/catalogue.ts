import { codeSystemKinds, levels, linkOrigins, segmentPositions } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';

/**
 * Official code systems and what links them. `majors`, `occupations` … hold the effective entry of a code (codes are stable identities,
 * facts refer to them); `catalogue_versions` keeps every imported edition as it was printed. A code that a newer edition lacks is retired, never deleted.
 */
export function defineCatalogue({ table, text, integer, float, flag, instant, json, index, primaryKey }: Dialect) {
  /** One edition of a catalogue. What is null was not noted when it was loaded. */
  const codeSystems = table(
    'code_systems',
    {
      id: text('id').primaryKey(),
      kind: text('kind', { enum: codeSystemKinds }).notNull(),
      edition: text('edition').notNull(),
      title: text('title').notNull(),
      source: text('source').notNull(),
      fileName: text('file_name'),
      /** Of the bytes of the file. */
      sha256: text('sha256'),
      rows: integer('rows'),
      /** Adds to what there is: codes that it lacks stay in force. */
      additions: flag('additions').notNull().default(false),
      /** Time-ordered: the greatest is the newest edition. Empty where the arrival was not noted. */
      arrival: text('arrival').notNull().default(''),
      importedBy: text('imported_by'),
      importedAt: instant('imported_at'),
      /** The newest edition of the kind when this one came. */
      previousId: text('previous_id'),
    },
    (t) => [index('code_systems_file_idx').on(t.kind, t.sha256), index('code_systems_arrival_idx').on(t.kind, t.arrival)],
  );

  const catalogueVersions = table(
    'catalogue_versions',
    {
      systemId: text('system_id')
        .notNull()
        .references(() => codeSystems.id),
      code: text('code').notNull(),
      name: text('name').notNull(),
      entry: json<Record<string, string>>('entry').notNull(),
    },
    (t) => [primaryKey({ columns: [t.systemId, t.code] })],
  );

  const regions = table('regions', {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    level: integer('level').notNull(),
    parentCode: text('parent_code'),
    systemId: text('system_id')
      .notNull()
      .references(() => codeSystems.id),
    retired: flag('retired').notNull().default(false),
    /** The edition that lacked the code. */
    retiredIn: text('retired_in'),
  });

  const industries = table('industries', {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    level: integer('level').notNull(),
    parentCode: text('parent_code'),
    systemId: text('system_id')
      .notNull()
      .references(() => codeSystems.id),
    retired: flag('retired').notNull().default(false),
    /** The edition that lacked the code. */
    retiredIn: text('retired_in'),
  });

  const majors = table(
    'majors',
    {
      code: text('code').primaryKey(),
      name: text('name').notNull(),
      level: text('level', { enum: levels }).notNull(),
      categoryCode: text('category_code').notNull(),
      categoryName: text('category_name').notNull(),
      classCode: text('class_code').notNull(),
      className: text('class_name').notNull(),
      systemId: text('system_id')
        .notNull()
        .references(() => codeSystems.id),
      retired: flag('retired').notNull().default(false),
      /** Always null: what became of a code stands in catalogue_replacements. */
      replacedBy: text('replaced_by'),
      /** The edition that lacked the code. */
      retiredIn: text('retired_in'),
    },
    (t) => [index('majors_level_idx').on(t.level, t.code)],
  );

  /** `depth` 3 is a 小类 (three parts), 4 a 职业 (four parts); `groupCode` is the first two parts, the level at which σ and outside shares are set. */
  const occupations = table(
    'occupations',
    {
      code: text('code').primaryKey(),
      name: text('name').notNull(),
      depth: integer('depth').notNull(),
      groupCode: text('group_code').notNull(),
      parentCode: text('parent_code'),
      digital: flag('digital').notNull(),
      green: flag('green').notNull(),
      systemId: text('system_id')
        .notNull()
        .references(() => codeSystems.id),
      retired: flag('retired').notNull().default(false),
      /** Always null: what became of a code stands in catalogue_replacements. */
      replacedBy: text('replaced_by'),
      /** The edition that lacked the code. */
      retiredIn: text('retired_in'),
    },
    (t) => [index('occupations_group_idx').on(t.groupCode, t.code)],
  );

  const chains = table(
    'chains',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code')
        .notNull()
        .references(() => regions.code),
      number: integer('number').notNull(),
      name: text('name').notNull(),
      source: text('source').notNull(),
    },
    (t) => [index('chains_region_idx').on(t.regionCode, t.number)],
  );

  const chainSegments = table('chain_segments', {
    id: text('id').primaryKey(),
    chainId: text('chain_id')
      .notNull()
      .references(() => chains.id),
    position: text('position', { enum: segmentPositions }).notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
  });

  const chainMajors = table(
    'chain_majors',
    {
      chainId: text('chain_id')
        .notNull()
        .references(() => chains.id),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      origin: text('origin', { enum: linkOrigins }).notNull(),
      source: text('source').notNull(),
    },
    (t) => [primaryKey({ columns: [t.chainId, t.majorCode] }), index('chain_majors_major_idx').on(t.majorCode)],
  );

  /** Key majors that a document names but no catalogue knows under that name: kept, shown as uncovered, never guessed. */
  const chainUnmatchedMajors = table(
    'chain_unmatched_majors',
    {
      chainId: text('chain_id')
        .notNull()
        .references(() => chains.id),
      name: text('name').notNull(),
      source: text('source').notNull(),
    },
    (t) => [primaryKey({ columns: [t.chainId, t.name] })],
  );

  const chainOccupations = table(
    'chain_occupations',
    {
      chainId: text('chain_id')
        .notNull()
        .references(() => chains.id),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      segmentId: text('segment_id').references(() => chainSegments.id),
      origin: text('origin', { enum: linkOrigins }).notNull(),
    },
    (t) => [primaryKey({ columns: [t.chainId, t.occupationCode] }), index('chain_occupations_occupation_idx').on(t.occupationCode)],
  );

  /** Which major prepares for which occupation. `strength` is s of the weight formula; `low`/`high` bound the weight as multiples of its value. */
  const crosswalkLinks = table(
    'crosswalk_links',
    {
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
      strength: float('strength').notNull(),
      origin: text('origin', { enum: linkOrigins }).notNull(),
      edition: text('edition').notNull(),
      source: text('source').notNull(),
      /** The edition that lacked the link; it holds no longer. */
      retiredIn: text('retired_in'),
    },
    (t) => [primaryKey({ columns: [t.majorCode, t.occupationCode] }), index('crosswalk_occupation_idx').on(t.occupationCode)],
  );

  return {
    codeSystems,
    catalogueVersions,
    regions,
    industries,
    majors,
    occupations,
    chains,
    chainSegments,
    chainMajors,
    chainUnmatchedMajors,
    chainOccupations,
    crosswalkLinks,
  };
}
export type CatalogueTables = ReturnType<typeof defineCatalogue>;
