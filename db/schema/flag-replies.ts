import { askingClasses, levels, replyActions, replyKinds, replyStates } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';

/** What schools reply to flags on their programmes. A reply belongs to the flag of a major and class, not to a run: later runs that say the same find it there. */
export function defineFlagReplies(
  { table, text, integer, flag, instant, index, uniqueIndex }: Dialect,
  { majors }: CatalogueTables,
  { organisations, programmes }: OrganisationTables,
) {
  const flagReplies = table(
    'flag_replies',
    {
      id: text('id').primaryKey(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      programmeId: text('programme_id')
        .notNull()
        .references(() => programmes.id),
      regionCode: text('region_code').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      level: text('level', { enum: levels }).notNull(),
      flagClass: text('flag_class', { enum: askingClasses }).notNull(),
      /** Year and run of the flag as it was when the reply was begun. */
      asOfYear: integer('as_of_year').notNull(),
      runId: text('run_id').notNull(),
      kind: text('kind', { enum: replyKinds }).notNull(),
      /** What will be done, or why not. */
      text: text('text').notNull(),
      /** Comply: the day by which it is done, as YYYY-MM-DD. */
      doneBy: text('done_by'),
      state: text('state', { enum: replyStates }).notNull(),
      version: integer('version').notNull(),
      /** Why it was asked for again. */
      reason: text('reason'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      sentAt: instant('sent_at'),
      decidedAt: instant('decided_at'),
    },
    (t) => [
      uniqueIndex('flag_replies_flag_idx').on(t.programmeId, t.flagClass, t.asOfYear),
      index('flag_replies_school_idx').on(t.schoolId, t.id),
      index('flag_replies_major_idx').on(t.majorCode, t.flagClass, t.id),
    ],
  );

  /** Every word given and every decision on it; what was said before stays when it is said anew. */
  const flagReplyEvents = table(
    'flag_reply_events',
    {
      id: text('id').primaryKey(),
      replyId: text('reply_id')
        .notNull()
        .references(() => flagReplies.id, { onDelete: 'cascade' }),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      action: text('action', { enum: replyActions }).notNull(),
      kind: text('kind', { enum: replyKinds }).notNull(),
      text: text('text').notNull(),
      doneBy: text('done_by'),
      reason: text('reason'),
    },
    (t) => [index('flag_reply_events_reply_idx').on(t.replyId, t.id)],
  );
  return { flagReplies, flagReplyEvents };
}
