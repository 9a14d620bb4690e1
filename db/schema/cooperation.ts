import {
  cooperationBeginners,
  cooperationOutcomes,
  cooperationPairs,
  cooperationParts,
  cooperationResources,
  cooperationSides,
} from '../../schemas/vocabulary.ts';
import { cooperationWorkflow, listingWorkflow } from '../../schemas/workflows/cooperation.ts';
import { statesOf } from '../../schemas/workflow.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { CatalogueTables } from './catalogue.ts';
import type { OrganisationTables } from './organisations.ts';

/** A part of a score as it was when two listings were brought together. */
export interface StoredPart {
  readonly part: (typeof cooperationParts)[number];
  readonly fit: number | null;
  readonly weight: number;
}
export interface StoredBatch {
  readonly pairs: readonly { readonly needId: string; readonly offerId: string; readonly score: number; readonly parts: readonly StoredPart[] }[];
  /** What the proof leaves open. */
  readonly gaps: { readonly feasibility: number; readonly slackness: number; readonly unused: number };
}

/** Needs and offers of schools and enterprises, what became of two that were brought together, and batches that pair many at once. */
export function defineCooperation(
  { table, text, integer, float, flag, instant, json, index, uniqueIndex, primaryKey }: Dialect,
  { majors, occupations, chains, regions }: CatalogueTables,
  { organisations }: OrganisationTables,
) {
  const listings = table(
    'cooperation_listings',
    {
      id: text('id').primaryKey(),
      organisationId: text('organisation_id')
        .notNull()
        .references(() => organisations.id),
      pair: text('pair', { enum: cooperationPairs }).notNull(),
      side: text('side', { enum: cooperationSides }).notNull(),
      resource: text('resource', { enum: cooperationResources }),
      title: text('title').notNull(),
      text: text('text').notNull(),
      chainId: text('chain_id').references(() => chains.id),
      regionCode: text('region_code').references(() => regions.code),
      /** YYYY-MM-DD, both included. */
      fromOn: text('from_on').notNull(),
      toOn: text('to_on').notNull(),
      /** Persons, or projects for technology; null: not said. */
      capacity: integer('capacity'),
      /** May be paired one to one by a batch. */
      oneToOne: flag('one_to_one').notNull(),
      state: text('state', { enum: statesOf(listingWorkflow) }).notNull(),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [
      index('cooperation_listings_state_idx').on(t.pair, t.side, t.state, t.id),
      index('cooperation_listings_organisation_idx').on(t.organisationId, t.id),
      index('cooperation_listings_chain_idx').on(t.chainId, t.id),
    ],
  );
  const listingId = () =>
    text('listing_id')
      .notNull()
      .references(() => listings.id, { onDelete: 'cascade' });
  const listingMajors = table(
    'cooperation_listing_majors',
    {
      listingId: listingId(),
      majorCode: text('major_code')
        .notNull()
        .references(() => majors.code),
    },
    (t) => [primaryKey({ columns: [t.listingId, t.majorCode] }), index('cooperation_listing_majors_idx').on(t.majorCode)],
  );
  const listingOccupations = table(
    'cooperation_listing_occupations',
    {
      listingId: listingId(),
      occupationCode: text('occupation_code')
        .notNull()
        .references(() => occupations.code),
    },
    (t) => [primaryKey({ columns: [t.listingId, t.occupationCode] }), index('cooperation_listing_occupations_idx').on(t.occupationCode)],
  );

  /** Written once: what was paired, and the proof that no other pairing has a larger sum. */
  const batches = table(
    'cooperation_batches',
    {
      id: text('id').primaryKey(),
      pair: text('pair', { enum: cooperationPairs }).notNull(),
      needs: integer('needs').notNull(),
      offers: integer('offers').notNull(),
      paired: integer('paired').notNull(),
      /** Sum of the scores in ten-thousandths. */
      total: integer('total').notNull(),
      result: json<StoredBatch>('result').notNull(),
      /** SHA-256 of what was paired: listings, links and weights. */
      inputHash: text('input_hash').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('cooperation_batches_pair_idx').on(t.pair, t.id)],
  );

  const cooperations = table(
    'cooperations',
    {
      id: text('id').primaryKey(),
      pair: text('pair', { enum: cooperationPairs }).notNull(),
      needId: text('need_id')
        .notNull()
        .references(() => listings.id),
      offerId: text('offer_id')
        .notNull()
        .references(() => listings.id),
      needOrganisationId: text('need_organisation_id')
        .notNull()
        .references(() => organisations.id),
      offerOrganisationId: text('offer_organisation_id')
        .notNull()
        .references(() => organisations.id),
      begunBy: text('begun_by', { enum: cooperationBeginners }).notNull(),
      batchId: text('batch_id').references(() => batches.id),
      state: text('state', { enum: statesOf(cooperationWorkflow) }).notNull(),
      version: integer('version').notNull(),
      /** As they were when it began. */
      score: float('score').notNull(),
      parts: json<StoredPart[]>('parts').notNull(),
      invitedBy: text('invited_by', { enum: cooperationSides }),
      proposedBy: text('proposed_by', { enum: cooperationSides }),
      /** The agreement. */
      terms: text('terms'),
      agreedCapacity: integer('agreed_capacity'),
      agreedFrom: text('agreed_from'),
      agreedTo: text('agreed_to'),
      outcome: text('outcome', { enum: cooperationOutcomes }),
      outcomeNote: text('outcome_note'),
      /** Empty while it stands, its own id afterwards: of a need and an offer one stands at most. */
      over: text('over').notNull().default(''),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
      agreedAt: instant('agreed_at'),
      overAt: instant('over_at'),
    },
    (t) => [
      uniqueIndex('cooperations_standing_idx').on(t.needId, t.offerId, t.over),
      index('cooperations_offer_idx').on(t.offerId, t.id),
      index('cooperations_need_organisation_idx').on(t.needOrganisationId, t.id),
      index('cooperations_offer_organisation_idx').on(t.offerOrganisationId, t.id),
      index('cooperations_state_idx').on(t.state, t.id),
    ],
  );
  const milestones = table(
    'cooperation_milestones',
    {
      id: text('id').primaryKey(),
      cooperationId: text('cooperation_id')
        .notNull()
        .references(() => cooperations.id, { onDelete: 'cascade' }),
      title: text('title').notNull(),
      /** YYYY-MM-DD. */
      dueOn: text('due_on').notNull(),
      doneOn: text('done_on'),
      note: text('note'),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [index('cooperation_milestones_idx').on(t.cooperationId, t.dueOn, t.id), index('cooperation_milestones_due_idx').on(t.dueOn, t.id)],
  );
  return {
    cooperationListings: listings,
    cooperationListingMajors: listingMajors,
    cooperationListingOccupations: listingOccupations,
    cooperationBatches: batches,
    cooperations,
    cooperationMilestones: milestones,
  };
}
