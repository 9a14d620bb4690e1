import type { Dialect } from '../dialects/postgres.ts';

/** Every move of everything that goes through a workflow; the thing itself has the state it is in. */
export function defineStateMoves({ table, text, instant, index }: Dialect) {
  const stateMoves = table(
    'state_moves',
    {
      id: text('id').primaryKey(),
      workflow: text('workflow').notNull(),
      subjectId: text('subject_id').notNull(),
      event: text('event').notNull(),
      from: text('from_state').notNull(),
      to: text('to_state').notNull(),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      reason: text('reason'),
    },
    (t) => [index('state_moves_subject_idx').on(t.workflow, t.subjectId, t.id)],
  );
  return { stateMoves };
}
