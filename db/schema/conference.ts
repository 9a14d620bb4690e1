import { attendanceStates, decisionRules, itemOutcomes, meetingKinds, memberRoles } from '../../schemas/conference-words.ts';
import { issueWorkflow } from '../../schemas/workflows/issue.ts';
import { meetingWorkflow } from '../../schemas/workflows/meeting.ts';
import { statesOf } from '../../schemas/workflow.ts';
import type { Dialect } from '../dialects/postgres.ts';
import type { OrganisationTables } from './organisations.ts';

/** Who sits in the joint conference, when it meets, and what about. */
export function defineConference({ table, text, integer, flag, instant, index, uniqueIndex, primaryKey }: Dialect, { organisations }: OrganisationTables) {
  /** Seats, by unit. Personal: the name of who sits there; it is forgotten some time after the seat has ended. */
  const conferenceMembers = table(
    'conference_members',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      unit: text('unit').notNull(),
      /** Where the unit has accounts of its own. */
      organisationId: text('organisation_id').references(() => organisations.id),
      role: text('role', { enum: memberRoles }).notNull(),
      /** 职务 of who sits there. */
      personTitle: text('person_title').notNull(),
      personName: text('person_name'),
      /** 牵头单位, where the office of the conference is. */
      leads: flag('leads').notNull(),
      /** Asked to come, without a vote. */
      invited: flag('invited').notNull(),
      /** YYYY-MM-DD, both included. */
      validFrom: text('valid_from').notNull(),
      validTo: text('valid_to'),
      /** The spreadsheet it came by. */
      batchId: text('batch_id'),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
    },
    (t) => [
      index('conference_members_unit_idx').on(t.regionCode, t.unit, t.id),
      index('conference_members_organisation_idx').on(t.organisationId),
      index('conference_members_batch_idx').on(t.batchId),
    ],
  );

  const conferenceMeetings = table(
    'conference_meetings',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      /** Counted within its year; both are shown as 2026-1. */
      year: integer('year').notNull(),
      number: integer('number').notNull(),
      kind: text('kind', { enum: meetingKinds }).notNull(),
      title: text('title').notNull(),
      plannedAt: instant('planned_at').notNull(),
      place: text('place').notNull(),
      /** Seats with a vote that have to be taken before anything is decided. */
      quorum: integer('quorum'),
      decisionRule: text('decision_rule', { enum: decisionRules }).notNull(),
      /** A liaison meeting: the meeting it prepares. */
      preparesId: text('prepares_id'),
      /** What the minutes say before their items. */
      summary: text('summary'),
      state: text('state', { enum: statesOf(meetingWorkflow) }).notNull(),
      version: integer('version').notNull(),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [
      uniqueIndex('conference_meetings_number_idx').on(t.regionCode, t.year, t.number),
      index('conference_meetings_planned_idx').on(t.regionCode, t.plannedAt, t.id),
    ],
  );

  const conferenceIssues = table(
    'conference_issues',
    {
      id: text('id').primaryKey(),
      regionCode: text('region_code').notNull(),
      /** Unit that proposes it, as it was called then. */
      unit: text('unit').notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      title: text('title').notNull(),
      text: text('text').notNull(),
      docketId: text('docket_id'),
      state: text('state', { enum: statesOf(issueWorkflow) }).notNull(),
      version: integer('version').notNull(),
      /** Why it was refused. */
      reason: text('reason'),
      simulated: flag('simulated').notNull(),
      createdBy: text('created_by').notNull(),
      createdAt: instant('created_at').notNull(),
      changedAt: instant('changed_at').notNull(),
    },
    (t) => [index('conference_issues_state_idx').on(t.state, t.id), index('conference_issues_organisation_idx').on(t.organisationId, t.id)],
  );

  /** Items of an agenda: an issue, a docket, or a title alone. */
  const agendaItems = table(
    'agenda_items',
    {
      id: text('id').primaryKey(),
      meetingId: text('meeting_id')
        .notNull()
        .references(() => conferenceMeetings.id, { onDelete: 'cascade' }),
      position: integer('position').notNull(),
      title: text('title').notNull(),
      issueId: text('issue_id'),
      docketId: text('docket_id'),
      /** 汇报单位. */
      reporter: text('reporter'),
      minutes: text('minutes'),
      outcome: text('outcome', { enum: itemOutcomes }),
      votesFor: integer('votes_for'),
      votesAgainst: integer('votes_against'),
      votesAbstained: integer('votes_abstained'),
      decidedAt: instant('decided_at'),
      resolutionId: text('resolution_id'),
    },
    (t) => [index('agenda_items_meeting_idx').on(t.meetingId, t.position, t.id), index('agenda_items_docket_idx').on(t.docketId)],
  );

  const conferenceAttendance = table(
    'conference_attendance',
    {
      meetingId: text('meeting_id')
        .notNull()
        .references(() => conferenceMeetings.id, { onDelete: 'cascade' }),
      memberId: text('member_id')
        .notNull()
        .references(() => conferenceMembers.id),
      state: text('state', { enum: attendanceStates }).notNull(),
      /** 职务 of who came in their place. */
      by: text('by'),
    },
    (t) => [primaryKey({ columns: [t.meetingId, t.memberId] })],
  );

  /** Who was sent the minutes. */
  const minutesRecipients = table(
    'minutes_recipients',
    {
      meetingId: text('meeting_id')
        .notNull()
        .references(() => conferenceMeetings.id, { onDelete: 'cascade' }),
      unit: text('unit').notNull(),
      organisationId: text('organisation_id').references(() => organisations.id),
      at: instant('at').notNull(),
    },
    (t) => [primaryKey({ columns: [t.meetingId, t.unit] }), index('minutes_recipients_organisation_idx').on(t.organisationId, t.meetingId)],
  );
  return { conferenceMembers, conferenceMeetings, conferenceIssues, agendaItems, conferenceAttendance, minutesRecipients };
}
export type ConferenceTables = ReturnType<typeof defineConference>;
