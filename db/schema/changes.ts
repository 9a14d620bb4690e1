import { keyListKinds, levels, plannedActions, proposedChanges } from '../../schemas/vocabulary.ts';
import { keyListWorkflow } from '../../schemas/workflows/key-list.ts';
import { programmeChangeWorkflow } from '../../schemas/workflows/programme-change.ts';
import { statesOf } from '../../schemas/workflow.ts';
import type { CostLine } from '../../schemas/programme-changes.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';
import type { Json } from './runs.ts';

/** What schools propose to change, what a plan asks for by level, and the lists of majors the city needs most. */
export function defineChanges(
  { table, text, integer, flag, instant, json, index, primaryKey }: Dialect,
  { majors }: CatalogueTables,
  { organisations, programmes }: OrganisationTables,
) {
  const programmeChanges = table(
    'programme_changes',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      /** None for a major that the school does not offer. */
      programmeId: text('programme_id').references(() => programmes.id),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      change: text('change', { enum: proposedChanges }).notNull(),
      /** First year of intake it holds for. */
      fromYear: integer('from_year').notNull(),
      seatsBefore: integer('seats_before'),
      seatsAfter: integer('seats_after'),
      newName: text('new_name'),
      reasons: text('reasons').notNull(),
      costs: json<readonly CostLine[]>('costs').notNull(),
      state: text('state', { enum: statesOf(programmeChangeWorkflow) }).notNull(),
      version: integer('version').notNull(),
      /** The evidence as it was when the proposal was submitted, and the SHA-256 of its canonical form. */
      runId: text('run_id'),
      evidence: json<Json>('evidence'),
      evidenceHash: text('evidence_hash'),
      /** Why it was returned. */
      reason: text('reason'),
      docketId: text('docket_id'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      submittedAt: instant('submitted_at'),
    },
    (t) => [
      index('programme_changes_school_idx').on(t.schoolId, t.id),
      index('programme_changes_major_idx').on(t.majorCode, t.state),
      index('programme_changes_state_idx').on(t.state, t.id),
    ],
  );

  /** How many programmes a plan wants opened, or suspended and slowed, at a level within a span of years. */
  const adjustmentTargets = table(
    'adjustment_targets',
    {
      regionCode: text('region_code').notNull(),
      action: text('action', { enum: plannedActions }).notNull(),
      level: text('level', { enum: levels }).notNull(),
      fromYear: integer('from_year').notNull(),
      toYear: integer('to_year').notNull(),
      majors: integer('majors').notNull(),
      source: text('source').notNull(),
      /** Of the plan: the same in all its rows. */
      version: integer('version').notNull().default(1),
    },
    (t) => [primaryKey({ columns: [t.regionCode, t.fromYear, t.toYear, t.action, t.level] })],
  );

  const keyLists = table(
    'key_lists',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      name: text('name').notNull(),
      kind: text('kind', { enum: keyListKinds }).notNull(),
      fromYear: integer('from_year').notNull(),
      toYear: integer('to_year').notNull(),
      /** What it rests on, in words everybody may read. */
      basis: text('basis').notNull(),
      /** The run its evidence was drawn from; none where a document names the majors. */
      runId: text('run_id'),
      state: text('state', { enum: statesOf(keyListWorkflow) }).notNull(),
      version: integer('version').notNull(),
      resolutionNumber: text('resolution_number'),
      /** YYYY-MM-DD. */
      decidedOn: text('decided_on'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [index('key_lists_state_idx').on(t.state, t.id)],
  );

  const keyListMajors = table(
    'key_list_majors',
    {
      listId: text('list_id')
        .notNull()
        .references(() => keyLists.id, { onDelete: 'cascade' }),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      /** Name and level as they were when it was put on the list: what was adopted does not change with the catalogue. */
      majorName: text('major_name').notNull(),
      level: text('level', { enum: levels }).notNull(),
      /** The flag of the run, as it was; null where there was none. */
      evidence: json<Json>('evidence'),
    },
    (t) => [primaryKey({ columns: [t.listId, t.majorCode] }), index('key_list_majors_major_idx').on(t.majorCode)],
  );
  return { programmeChanges, adjustmentTargets, keyLists, keyListMajors };
}
