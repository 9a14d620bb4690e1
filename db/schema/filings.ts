import { filingActions, filingKinds, filingStates } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';
import type { Json } from './runs.ts';

/** What is wrong with a field of a line, in both languages; the pointer begins at the line. */
export interface LineError {
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** Yearly reports 填报单. Lines stay here until they are submitted: only then are facts made of them, so no run ever reads a draft. */
export function defineFilings(dialect: Dialect, { organisations }: OrganisationTables) {
  const { table, text, integer, flag, instant, json, index, uniqueIndex, primaryKey } = dialect;

  const filings = table(
    'filings',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      kind: text('kind', { enum: filingKinds }).notNull(),
      year: integer('year').notNull(),
      state: text('state', { enum: filingStates }).notNull(),
      /** Counts every change, of lines too: what If-Match is held against. */
      version: integer('version').notNull(),
      /** The batch of the facts made of it; null while there are none. */
      batchId: text('batch_id'),
      /** Why it was returned, or unlocked. */
      reason: text('reason'),
      simulated: flag('simulated').notNull(),
      source: text('source').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      submittedAt: instant('submitted_at'),
    },
    (t) => [uniqueIndex('filings_organisation_idx').on(t.organisationId, t.kind, t.year), index('filings_year_idx').on(t.kind, t.year, t.state, t.id)],
  );

  /** One line an occupation (demand), or a programme, named by its major, which has one level (enrolment). Lines may be incomplete until they are submitted. */
  const filingLines = table(
    'filing_lines',
    {
      filingId: text('filing_id')
        .notNull()
        .references(() => filings.id, { onDelete: 'cascade' }),
      /** Occupation code, or major code. */
      key: text('key').notNull(),
      /** What was entered, as the body of a single report without what the filing says already. */
      payload: json<Json>('payload').notNull(),
      errors: json<LineError[]>('errors').notNull(),
      /** How many fields are wrong, to be counted in SQL. */
      faults: integer('faults').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.filingId, t.key] })],
  );

  /** What became of a filing: who, when, which state, why. */
  const filingEvents = table(
    'filing_events',
    {
      id: text('id').primaryKey(),
      filingId: text('filing_id')
        .notNull()
        .references(() => filings.id, { onDelete: 'cascade' }),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
      action: text('action', { enum: filingActions }).notNull(),
      state: text('state', { enum: filingStates }).notNull(),
      reason: text('reason'),
    },
    (t) => [index('filing_events_filing_idx').on(t.filingId, t.id)],
  );

  return { filings, filingLines, filingEvents };
}
