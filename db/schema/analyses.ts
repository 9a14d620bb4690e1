import type { AnalysisContent, AnalysisTemplateInput } from '../../schemas/analyses.ts';
import { analysisAudiences, analysisKinds, analysisStates } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { RunTables } from './runs.ts';

/** Written reports: their content is frozen when they are asked for, a worker writes the file. */
export function defineAnalyses({ table, text, integer, instant, json, flag, index }: Dialect, { runs }: RunTables) {
  const analyses = table(
    'analyses',
    {
      id: text('id').primaryKey(),
      kind: text('kind', { enum: analysisKinds }).notNull(),
      /** School or chain; null is the city. */
      scopeId: text('scope_id'),
      scopeName: text('scope_name').notNull(),
      audience: text('audience', { enum: analysisAudiences }).notNull(),
      title: text('title').notNull(),
      year: integer('year').notNull(),
      runId: text('run_id')
        .notNull()
        .references(() => runs.id, { onDelete: 'cascade' }),
      templateVersion: integer('template_version').notNull(),
      state: text('state', { enum: analysisStates }).notNull(),
      progress: integer('progress').notNull(),
      attempts: integer('attempts').notNull(),
      leaseUntil: instant('lease_until'),
      error: text('error'),
      content: json<AnalysisContent>('content').notNull(),
      contentHash: text('content_hash').notNull(),
      fileHash: text('file_hash'),
      fileSize: integer('file_size'),
      simulated: flag('simulated').notNull(),
      requestedBy: text('requested_by').notNull(),
      createdAt: instant('created_at').notNull(),
      finishedAt: instant('finished_at'),
    },
    (t) => [index('analyses_scope_idx').on(t.kind, t.scopeId, t.id), index('analyses_state_idx').on(t.state, t.leaseUntil)],
  );
  const analysisTemplates = table('analysis_templates', {
    kind: text('kind', { enum: analysisKinds }).primaryKey(),
    version: integer('version').notNull(),
    body: json<AnalysisTemplateInput>('body').notNull(),
    changedAt: instant('changed_at').notNull(),
  });
  return { analyses, analysisTemplates };
}
