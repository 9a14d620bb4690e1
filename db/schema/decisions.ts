import { adjustmentChanges, docketOrigins, levels, resolutionOutcomes } from '../../schemas/vocabulary.ts';
import { docketWorkflow } from '../../schemas/workflows/docket.ts';
import { taskWorkflow } from '../../schemas/workflows/task.ts';
import { statesOf } from '../../schemas/workflow.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';
import type { Json } from './runs.ts';

/** What the joint conference decides on, what it decided, and what has to be done about it. */
export function defineDecisions(
  { table, text, integer, flag, instant, json, index, uniqueIndex }: Dialect,
  { majors }: CatalogueTables,
  { organisations, programmes }: OrganisationTables,
) {
  const dockets = table(
    'dockets',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      /** Counted within its year; both are shown as 2026-017. */
      year: integer('year').notNull(),
      number: integer('number').notNull(),
      origin: text('origin', { enum: docketOrigins }).notNull(),
      /** The proposal it came from. */
      changeId: text('change_id'),
      /** The run whose flag and figures it is about. */
      runId: text('run_id').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      flagClass: text('flag_class'),
      /** The evidence as it was when the docket was opened, never changed; and the SHA-256 of its canonical form. */
      evidence: json<Json>('evidence').notNull(),
      evidenceHash: text('evidence_hash').notNull(),
      /** Opinion of who plans. */
      opinion: text('opinion'),
      state: text('state', { enum: statesOf(docketWorkflow) }).notNull(),
      version: integer('version').notNull(),
      outcome: text('outcome', { enum: resolutionOutcomes }),
      resolutionId: text('resolution_id'),
      resolutionNumber: text('resolution_number'),
      decidedOn: text('decided_on'),
      /** YYYY-MM-DD from which its outcome is looked at. */
      reviewOn: text('review_on'),
      /** What the review found. */
      review: json<Json>('review'),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [
      uniqueIndex('dockets_number_idx').on(t.regionCode, t.year, t.number),
      index('dockets_state_idx').on(t.state, t.id),
      index('dockets_major_idx').on(t.majorCode, t.id),
      index('dockets_change_idx').on(t.changeId),
      // lists are read along these: a row itself lies behind its evidence
      index('dockets_order_idx').on(t.year, t.number, t.id),
      index('dockets_outcome_idx').on(t.outcome, t.year, t.number, t.id),
      index('dockets_review_idx').on(t.state, t.reviewOn, t.id),
    ],
  );

  /** What is to be done at a school: proposed with the docket, decided with the resolution. */
  const docketMeasures = table(
    'docket_measures',
    {
      id: text('id').primaryKey(),
      docketId: text('docket_id')
        .notNull()
        .references(() => dockets.id, { onDelete: 'cascade' }),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      programmeId: text('programme_id').references(() => programmes.id),
      change: text('change', { enum: adjustmentChanges }).notNull(),
      /** First year of intake it holds for. */
      fromYear: integer('from_year').notNull(),
      seatsBefore: integer('seats_before'),
      seatsAfter: integer('seats_after'),
      newName: text('new_name'),
      note: text('note'),
    },
    (t) => [uniqueIndex('docket_measures_school_idx').on(t.docketId, t.schoolId, t.change)],
  );

  /** Ledger of programme adjustments 专业调整台账: added to, never changed; a line that was wrong is answered by one that says so. */
  const adjustments = table(
    'adjustments',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      year: integer('year').notNull(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      programmeId: text('programme_id'),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      change: text('change', { enum: adjustmentChanges }).notNull(),
      seatsBefore: integer('seats_before'),
      seatsAfter: integer('seats_after'),
      newName: text('new_name'),
      basis: text('basis').notNull(),
      docketId: text('docket_id'),
      resolutionNumber: text('resolution_number'),
      decidedOn: text('decided_on').notNull(),
      /** The line this one takes back. */
      takesBackId: text('takes_back_id'),
      /** The spreadsheet it came by. */
      batchId: text('batch_id'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      index('adjustments_year_idx').on(t.regionCode, t.year, t.id),
      index('adjustments_order_idx').on(t.year, t.id),
      index('adjustments_school_idx').on(t.schoolId, t.year, t.id),
      index('adjustments_major_idx').on(t.majorCode, t.year, t.id),
      index('adjustments_docket_idx').on(t.docketId),
      uniqueIndex('adjustments_takes_back_idx').on(t.takesBackId),
      index('adjustments_batch_idx').on(t.batchId),
    ],
  );

  /** A task that units are held to, from a resolution, a template or by itself. */
  const tasks = table(
    'tasks',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      origin: text('origin', { enum: ['resolution', 'template', 'manual'] }).notNull(),
      /** The resolution, or the template and its line. */
      originId: text('origin_id'),
      title: text('title').notNull(),
      content: text('content').notNull(),
      /** YYYY-MM-DD; without one it goes on. */
      dueOn: text('due_on'),
      state: text('state', { enum: statesOf(taskWorkflow) }).notNull(),
      version: integer('version').notNull(),
      progress: integer('progress').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      doneAt: instant('done_at'),
    },
    (t) => [index('tasks_state_idx').on(t.state, t.dueOn, t.id), uniqueIndex('tasks_origin_idx').on(t.regionCode, t.origin, t.originId)],
  );

  /** Who is responsible and who cooperates: an organisation with an account, or a unit by its name. */
  const taskUnits = table(
    'task_units',
    {
      id: text('id').primaryKey(),
      taskId: text('task_id')
        .notNull()
        .references(() => tasks.id, { onDelete: 'cascade' }),
      organisationId: text('organisation_id').references(() => organisations.id),
      name: text('name').notNull(),
      leads: flag('leads').notNull(),
    },
    (t) => [uniqueIndex('task_units_name_idx').on(t.taskId, t.name), index('task_units_organisation_idx').on(t.organisationId, t.taskId)],
  );
  return { dockets, docketMeasures, adjustments, tasks, taskUnits };
}
