import type { MissedPost, RoundVerification } from '../../schemas/placement.ts';
import { appealStatuses, levels, placementKinds, placementStatuses, proposingSides, unrankedRules } from '../../schemas/vocabulary.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';

/** Placement rounds 双向选择: what posts and students wished, frozen from closing on, and what came of it, written once. Students stand here under a number of their school. */
export function definePlacement(
  { table, text, integer, flag, instant, json, index, uniqueIndex, primaryKey }: Dialect,
  { majors }: CatalogueTables,
  { organisations }: OrganisationTables,
) {
  const placementRounds = table(
    'placement_rounds',
    {
      id: text('id').primaryKey(),
      name: text('name').notNull(),
      kind: text('kind', { enum: placementKinds }).notNull(),
      proposing: text('proposing', { enum: proposingSides }).notNull(),
      /** Of the lottery; nobody reads it before the round is closed. */
      seed: text('seed').notNull(),
      maxChoices: integer('max_choices').notNull(),
      status: text('status', { enum: placementStatuses }).notNull(),
      /** Counts what was entered: every entry holds this row, so that none slips in beside the closing. */
      entries: integer('entries').notNull().default(0),
      createdAt: instant('created_at').notNull(),
      /** When it opens and closes by itself; null: when somebody says so. */
      opensAt: instant('opens_at'),
      closesAt: instant('closes_at'),
      openedAt: instant('opened_at'),
      closedAt: instant('closed_at'),
      publishedAt: instant('published_at'),
      attempts: integer('attempts').notNull().default(0),
      leaseUntil: instant('lease_until'),
      verification: json<RoundVerification>('verification'),
      simulated: flag('simulated').notNull().default(false),
      /** Counts changes of name and dates. */
      version: integer('version').notNull().default(1),
    },
    (t) => [index('placement_rounds_status_idx').on(t.status, t.id)],
  );
  const roundId = () =>
    text('round_id')
      .notNull()
      .references(() => placementRounds.id, { onDelete: 'cascade' });

  const placementPosts = table(
    'placement_posts',
    {
      id: text('id').primaryKey(),
      roundId: roundId(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      title: text('title').notNull(),
      capacity: integer('capacity').notNull(),
      /** Persons below which an order class is not held; 0: no such condition. */
      minimum: integer('minimum').notNull(),
      /** Null: every level. */
      level: text('level', { enum: levels }),
      unranked: text('unranked', { enum: unrankedRules }).notNull(),
      createdAt: instant('created_at').notNull(),
      /** Counts changes of the ranking. */
      version: integer('version').notNull().default(1),
    },
    (t) => [
      uniqueIndex('placement_posts_key_idx').on(t.roundId, t.organisationId, t.title),
      index('placement_posts_organisation_idx').on(t.organisationId, t.id),
    ],
  );
  const postId = () =>
    text('post_id')
      .notNull()
      .references(() => placementPosts.id, { onDelete: 'cascade' });
  /** Majors a post is for; none: every major. */
  const placementPostMajors = table(
    'placement_post_majors',
    {
      postId: postId(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
    },
    (t) => [primaryKey({ columns: [t.postId, t.majorCode] })],
  );

  const placementCandidates = table(
    'placement_candidates',
    {
      id: text('id').primaryKey(),
      roundId: roundId(),
      schoolId: text('school_id')
        .notNull()
        .references(() => organisations.id),
      /** The school knows who that is, nobody else. */
      number: text('number').notNull(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
      /** SHA-256 of the code the student comes in with, or that there is none: not handed out yet, or forgotten in time. */
      codeHash: text('code_hash').notNull(),
      /** Of the spreadsheet the candidate came with. */
      batchId: text('batch_id'),
      createdAt: instant('created_at').notNull(),
      wishedAt: instant('wished_at'),
      /** Counts changes of the wishes. */
      version: integer('version').notNull().default(1),
    },
    (t) => [
      uniqueIndex('placement_candidates_key_idx').on(t.roundId, t.schoolId, t.number),
      uniqueIndex('placement_candidates_code_idx').on(t.codeHash),
      index('placement_candidates_major_idx').on(t.roundId, t.majorCode, t.id),
      index('placement_candidates_batch_idx').on(t.batchId),
    ],
  );
  const candidateId = () =>
    text('candidate_id')
      .notNull()
      .references(() => placementCandidates.id, { onDelete: 'cascade' });
  const placementSessions = table('placement_sessions', {
    secretHash: text('secret_hash').primaryKey(),
    candidateId: candidateId(),
    expiresAt: instant('expires_at').notNull(),
  });
  const placementChoices = table(
    'placement_choices',
    {
      candidateId: candidateId(),
      /** 1 is the first choice. */
      place: integer('place').notNull(),
      postId: postId(),
    },
    (t) => [primaryKey({ columns: [t.candidateId, t.place] }), uniqueIndex('placement_choices_post_idx').on(t.postId, t.candidateId)],
  );
  const placementRankings = table(
    'placement_rankings',
    {
      postId: postId(),
      candidateId: candidateId(),
      /** 1 is best, equal places are ties; null refuses the candidate. */
      place: integer('place'),
    },
    (t) => [primaryKey({ columns: [t.postId, t.candidateId] }), index('placement_rankings_candidate_idx').on(t.candidateId)],
  );

  /** What a ranking was before a spreadsheet took its place, so that it can be brought back. */
  const placementRankingBatches = table(
    'placement_ranking_batches',
    {
      ...{ batchId: text('batch_id').notNull(), postId: postId() },
      /** The version the spreadsheet made: nobody has ranked since where the post still has it. */
      version: integer('version').notNull(),
      unranked: text('unranked', { enum: unrankedRules }).notNull(),
      places: json<{ readonly candidateId: string; readonly place: number | null }[]>('places').notNull(),
    },
    (t) => [primaryKey({ columns: [t.batchId, t.postId] })],
  );

  const placementOutcomes = table(
    'placement_outcomes',
    {
      ...{ candidateId: candidateId(), roundId: roundId() },
      postId: text('post_id').references(() => placementPosts.id),
      /** Which of the candidate's choices that is; null: none of them. */
      choice: integer('choice'),
      missed: json<MissedPost[]>('missed').notNull(),
      /** Changed by hand since. */
      byHand: flag('by_hand').notNull(),
    },
    (t) => [primaryKey({ columns: [t.candidateId] }), index('placement_outcomes_post_idx').on(t.postId), index('placement_outcomes_round_idx').on(t.roundId)],
  );
  /** Classes that were closed: in which order, with how many, and who would rather have gone there. */
  const placementClosings = table(
    'placement_closings',
    {
      ...{ roundId: roundId(), postId: postId() },
      no: integer('no').notNull(),
      held: integer('held').notNull(),
      wishedBy: json<string[]>('wished_by').notNull(),
    },
    (t) => [primaryKey({ columns: [t.postId] }), index('placement_closings_round_idx').on(t.roundId, t.no)],
  );
  /** Changes by hand after publication, and what is left of stability after each. Rows are added, never changed. */
  const placementChanges = table(
    'placement_changes',
    {
      ...{ id: text('id').primaryKey(), roundId: roundId(), candidateId: candidateId() },
      fromPostId: text('from_post_id').references(() => placementPosts.id),
      toPostId: text('to_post_id').references(() => placementPosts.id),
      reason: text('reason').notNull(),
      verification: json<RoundVerification>('verification').notNull(),
      changedBy: text('changed_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('placement_changes_round_idx').on(t.roundId, t.id)],
  );
  const placementAppeals = table(
    'placement_appeals',
    {
      ...{ id: text('id').primaryKey(), roundId: roundId(), candidateId: candidateId() },
      text: text('text').notNull(),
      status: text('status', { enum: appealStatuses }).notNull(),
      answer: text('answer'),
      createdAt: instant('created_at').notNull(),
      decidedAt: instant('decided_at'),
      decidedBy: text('decided_by'),
    },
    (t) => [index('placement_appeals_round_idx').on(t.roundId, t.id), index('placement_appeals_candidate_idx').on(t.candidateId, t.id)],
  );

  return {
    ...{ placementRounds, placementPosts, placementPostMajors, placementCandidates, placementSessions, placementChoices, placementRankings },
    placementRankingBatches,
    ...{ placementOutcomes, placementClosings, placementChanges, placementAppeals },
  };
}
