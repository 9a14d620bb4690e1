import { levels, ruleDirections, ruleOutcomes, ruleSubjects } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { Json, RunTables } from './runs.ts';

export interface StoredNumber {
  readonly [key: string]: Json;
  readonly measure: string;
  readonly year: number | null;
  readonly value: number;
  readonly comparator: string;
  readonly threshold: number | null;
  readonly holds: boolean | null;
}
export interface StoredText {
  readonly zh: string;
  readonly en: string;
}

/** Rule packs are data files; here is what people change in copies of their thresholds, and what the rules found in a run. */
export function defineRules({ table, text, integer, json, instant, index, uniqueIndex, primaryKey }: Dialect, { runs }: RunTables) {
  /** The newest copy of a rule counts; an empty one goes back to the original. Rows are added, never changed. */
  const ruleOverrides = table(
    'rule_overrides',
    {
      id: text('id').primaryKey(),
      ruleId: text('rule_id').notNull(),
      ruleVersion: integer('rule_version').notNull(),
      thresholds: json<Record<string, number>>('thresholds').notNull(),
      note: text('note'),
      author: text('author').notNull(),
      createdAt: instant('created_at').notNull(),
      /** 2 for the first copy, and so on: of two made from the same version one is stored. Null in copies from before they were counted. */
      version: integer('version'),
    },
    (t) => [index('rule_overrides_rule_idx').on(t.ruleId, t.id), uniqueIndex('rule_overrides_version_idx').on(t.ruleId, t.version)],
  );

  const ruleFindings = table(
    'rule_findings',
    {
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      /** Natural key `rule|kind|subject`. */
      key: text('key').notNull(),
      ruleId: text('rule_id').notNull(),
      ruleVersion: integer('rule_version').notNull(),
      /** Thresholds that differ from the original. */
      edited: json<Record<string, number>>('edited').notNull(),
      subjectKind: text('subject_kind', { enum: ruleSubjects }).notNull(),
      subjectId: text('subject_id').notNull(),
      subjectName: text('subject_name').notNull(),
      majorCode: text('major_code'),
      level: text('level', { enum: levels }),
      outcome: text('outcome', { enum: ruleOutcomes }).notNull(),
      step: text('step'),
      direction: text('direction', { enum: ruleDirections }).notNull(),
      numbers: json<StoredNumber[]>('numbers').notNull(),
      missing: json<string[]>('missing').notNull(),
      reason: json<StoredText>('reason').notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.runId, t.key] }),
      index('rule_findings_rule_idx').on(t.runId, t.ruleId, t.key),
      index('rule_findings_major_idx').on(t.runId, t.majorCode, t.outcome, t.key),
    ],
  );

  return { ruleOverrides, ruleFindings };
}
