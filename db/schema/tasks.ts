import { bulletinKinds, reminderKinds } from '../../schemas/vocabulary.ts';
import type { BulletinContent } from '../../schemas/bulletins.ts';
import { statesOf } from '../../schemas/workflow.ts';
import { bulletinWorkflow } from '../../schemas/workflows/bulletin.ts';
import type { TemplateLine } from '../../schemas/task-templates.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { defineDecisions } from './decisions.ts';
import type { OrganisationTables } from './organisations.ts';

/** What was said of tasks on their way, who was reminded, lists that tasks are opened from, and the bulletins about them. */
export function defineTasks(
  { table, text, integer, flag, instant, json, index, uniqueIndex, primaryKey }: Dialect,
  { organisations }: OrganisationTables,
  { tasks }: Pick<ReturnType<typeof defineDecisions>, 'tasks'>,
) {
  /** Progress as it was told, added to and never changed. */
  const taskReports = table(
    'task_reports',
    {
      id: text('id').primaryKey(),
      taskId: text('task_id')
        .notNull()
        .references(() => tasks.id, { onDelete: 'cascade' }),
      /** Who told it: a unit of the task; null: who keeps the list. */
      unitName: text('unit_name'),
      organisationId: text('organisation_id').references(() => organisations.id),
      /** Of a responsible unit, so that the task's progress follows it; a cooperating one tells of its own part. */
      leads: flag('leads').notNull(),
      /** 0–100. */
      progress: integer('progress').notNull(),
      text: text('text').notNull(),
      simulated: flag('simulated').notNull(),
      actor: text('actor').notNull(),
      at: instant('at').notNull(),
    },
    (t) => [index('task_reports_task_idx').on(t.taskId, t.id), index('task_reports_at_idx').on(t.at, t.id)],
  );

  /** Reminders that went out: one of a kind for a task and its day, or for a week. */
  const taskReminders = table(
    'task_reminders',
    {
      /** The task; `week` for the list as a whole. */
      subject: text('subject').notNull(),
      kind: text('kind', { enum: reminderKinds }).notNull(),
      /** The deadline it was about, or the Monday of the week: YYYY-MM-DD. */
      day: text('day').notNull(),
      at: instant('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.subject, t.kind, t.day] })],
  );

  /** Lists that somebody uploaded; those that come with the product are files. */
  const taskTemplates = table(
    'task_templates',
    {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      document: text('document').notNull(),
      /** Year the deadlines are counted from. */
      year: integer('year'),
      lines: json<TemplateLine[]>('lines').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [uniqueIndex('task_templates_name_idx').on(t.name)],
  );

  /** Monthly dispatch 月调度, quarterly bulletin 季通报, yearly summary 年总结: figures as they were when it was made. */
  const bulletins = table(
    'bulletins',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      kind: text('kind', { enum: bulletinKinds }).notNull(),
      year: integer('year').notNull(),
      /** Month or quarter; 0 for the year. */
      period: integer('period').notNull(),
      /** Counts those of the same period: only one of them is not withdrawn. */
      edition: integer('edition').notNull(),
      title: text('title').notNull(),
      content: json<BulletinContent>('content').notNull(),
      state: text('state', { enum: statesOf(bulletinWorkflow) }).notNull(),
      version: integer('version').notNull(),
      /** Why it was withdrawn. */
      reason: text('reason'),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      publishedAt: instant('published_at'),
    },
    (t) => [uniqueIndex('bulletins_period_idx').on(t.regionCode, t.kind, t.year, t.period, t.edition), index('bulletins_state_idx').on(t.state, t.id)],
  );
  return { taskReports, taskReminders, taskTemplates, bulletins };
}
