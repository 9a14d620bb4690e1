import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';

/** Files beside rows of other tables. Contents lie in the file store under their hash; several rows may point at one. */
export function defineAttachments({ table, text, integer, instant, index }: Dialect, { organisations }: OrganisationTables) {
  const attachments = table(
    'attachments',
    {
      id: text('id').primaryKey(),
      /** What it is attached to: a kind of subject, and which one. */
      kind: text('kind').notNull(),
      subjectId: text('subject_id').notNull(),
      name: text('name').notNull(),
      /** Media type, as the content was found to be. */
      type: text('type').notNull(),
      size: integer('size').notNull(),
      sha256: text('sha256').notNull(),
      addedBy: text('added_by').notNull(),
      /** Whose member added it; null for those who plan. */
      organisationId: text('organisation_id').references(() => organisations.id),
      createdAt: instant('created_at').notNull(),
      removedAt: instant('removed_at'),
    },
    (t) => [index('attachments_subject_idx').on(t.kind, t.subjectId, t.id), index('attachments_content_idx').on(t.sha256)],
  );
  return { attachments };
}
