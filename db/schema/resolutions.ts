import { inspectionWorkflow } from '../../schemas/workflows/inspection.ts';
import { memberChangeWorkflow } from '../../schemas/workflows/member-change.ts';
import { planItemWorkflow } from '../../schemas/workflows/plan-item.ts';
import { resolutionWorkflow } from '../../schemas/workflows/resolution.ts';
import { memberRoles } from '../../schemas/conference-words.ts';
import { resolutionOutcomes } from '../../schemas/vocabulary.ts';
import { statesOf } from '../../schemas/workflow.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { ConferenceTables } from './conference.ts';
import type { OrganisationTables } from './organisations.ts';

/** What the joint conference resolved and does between its meetings. */
export function defineResolutions(
  { table, text, integer, flag, instant, json, index, uniqueIndex, primaryKey }: Dialect,
  { organisations }: OrganisationTables,
  { conferenceMeetings, conferenceMembers }: ConferenceTables,
) {
  const resolutions = table(
    'resolutions',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      /** 2026-1-03: of the third item decided in the first meeting of the year. */
      number: text('number').notNull(),
      meetingId: text('meeting_id')
        .notNull()
        .references(() => conferenceMeetings.id),
      itemId: text('item_id').notNull(),
      docketId: text('docket_id'),
      outcome: text('outcome', { enum: resolutionOutcomes }).notNull(),
      title: text('title').notNull(),
      text: text('text').notNull(),
      /** YYYY-MM-DD. */
      decidedOn: text('decided_on').notNull(),
      dueOn: text('due_on'),
      reviewOn: text('review_on'),
      /** 报批: to whom, on which day, under which number; and when and how it was answered. */
      authority: text('authority'),
      submittedOn: text('submitted_on'),
      documentNumber: text('document_number'),
      answeredOn: text('answered_on'),
      answerNumber: text('answer_number'),
      state: text('state', { enum: statesOf(resolutionWorkflow) }).notNull(),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [
      uniqueIndex('resolutions_number_idx').on(t.regionCode, t.number),
      index('resolutions_state_idx').on(t.state, t.dueOn, t.id),
      index('resolutions_meeting_idx').on(t.meetingId, t.number),
      index('resolutions_docket_idx').on(t.docketId),
    ],
  );

  /** Units that carry it out; the first one leads. */
  const resolutionUnits = table(
    'resolution_units',
    {
      resolutionId: text('resolution_id')
        .notNull()
        .references(() => resolutions.id, { onDelete: 'cascade' }),
      unit: text('unit').notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      leads: flag('leads').notNull(),
    },
    (t) => [primaryKey({ columns: [t.resolutionId, t.unit] }), index('resolution_units_organisation_idx').on(t.organisationId, t.resolutionId)],
  );

  /** Follow-up reports 落实情况, added to and never changed. */
  const resolutionReports = table(
    'resolution_reports',
    {
      id: text('id').primaryKey(),
      resolutionId: text('resolution_id')
        .notNull()
        .references(() => resolutions.id, { onDelete: 'cascade' }),
      /** Of whom it was given; none for the office of the conference. */
      organisationId: text('organisation_id').references(() => organisations.id),
      text: text('text').notNull(),
      /** Says that it is done. */
      done: flag('done').notNull(),
      at: instant('at').notNull(),
      actor: text('actor').notNull(),
    },
    (t) => [index('resolution_reports_resolution_idx').on(t.resolutionId, t.id)],
  );

  const inspections = table(
    'inspections',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      title: text('title').notNull(),
      /** YYYY-MM-DD, both included. */
      startsOn: text('starts_on').notNull(),
      endsOn: text('ends_on').notNull(),
      units: json<string[]>('units').notNull(),
      places: text('places').notNull(),
      findings: text('findings'),
      state: text('state', { enum: statesOf(inspectionWorkflow) }).notNull(),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [index('inspections_starts_idx').on(t.regionCode, t.startsOn, t.id)],
  );

  const planItems = table(
    'conference_plan_items',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      year: integer('year').notNull(),
      quarter: integer('quarter').notNull(),
      title: text('title').notNull(),
      unit: text('unit').notNull(),
      state: text('state', { enum: statesOf(planItemWorkflow) }).notNull(),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [index('conference_plan_items_year_idx').on(t.regionCode, t.year, t.quarter, t.id)],
  );

  const memberChanges = table(
    'member_changes',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      /** The seat that changes hands. */
      memberId: text('member_id')
        .notNull()
        .references(() => conferenceMembers.id),
      /** Unit that asks for it. */
      organisationId: text('organisation_id').references(() => organisations.id),
      role: text('role', { enum: memberRoles }).notNull(),
      personTitle: text('person_title').notNull(),
      personName: text('person_name'),
      /** First day of the new one. */
      fromOn: text('from_on').notNull(),
      text: text('text').notNull(),
      /** Meeting that confirmed it, where one did. */
      meetingId: text('meeting_id'),
      state: text('state', { enum: statesOf(memberChangeWorkflow) }).notNull(),
      version: integer('version').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [index('member_changes_state_idx').on(t.state, t.id), index('member_changes_member_idx').on(t.memberId)],
  );
  return { resolutions, resolutionUnits, resolutionReports, inspections, planItems, memberChanges };
}
