import type { ConferenceMemberRow, createConferenceMemberRepository } from '../../../db/repositories/conference-members.ts';
import type { createMeetingPartRepository } from '../../../db/repositories/meeting-parts.ts';
import type { AttendanceRow, MeetingRow } from '../../../db/repositories/meetings.ts';
import type { AgendaItem, Attendance } from '../../../schemas/agendas.ts';
import type { ConferenceMember, Meeting } from '../../../schemas/conference.ts';

type ShownMember = NonNullable<Awaited<ReturnType<ReturnType<typeof createConferenceMemberRepository>['find']>>>;
type Parts = ReturnType<typeof createMeetingPartRepository>;
type ShownItem = Awaited<ReturnType<Parts['agenda']>>[number];
type UnitRow = Awaited<ReturnType<Parts['units']>>[number];

export function presentMember({ row, organisationName }: ShownMember): ConferenceMember {
  const { id, unit, role, personTitle, personName, leads, invited, validFrom, validTo, organisationId, version, simulated } = row;
  return { id, unit, role, personTitle, personName, leads, invited, validFrom, validTo, organisationId, organisationName, version, simulated };
}
export const numberOf = ({ year, number }: Pick<MeetingRow, 'year' | 'number'>): string => `${year}-${number}`;
export const headOf = (row: MeetingRow) => {
  const { id, kind, title, place, quorum, decisionRule, preparesId, state, version, simulated } = row;
  return { id, number: numberOf(row), kind, title, plannedAt: row.plannedAt.toISOString(), place, quorum, decisionRule, preparesId, state, version, simulated };
};
export function presentMeeting(row: MeetingRow, sizes: Awaited<ReturnType<Parts['sizes']>>): Meeting {
  const { items = 0, resolutions = 0 } = sizes.get(row.id) ?? {};
  return { ...headOf(row), items, resolutions };
}
export function presentItem({ item, docketVersion, resolution }: ShownItem, units: readonly UnitRow[]): AgendaItem {
  const { id, position, title, issueId, docketId, reporter, minutes, outcome, votesFor, votesAgainst, votesAbstained, resolutionId } = item;
  return {
    ...{ id, position, title, issueId, docketId, docketVersion, reporter, minutes, outcome },
    votes: votesFor === null || votesAgainst === null ? null : { for: votesFor, against: votesAgainst, abstained: votesAbstained ?? 0 },
    ...{ resolutionId, resolutionNumber: resolution?.number ?? null, resolutionText: resolution?.text ?? null },
    ...{ units: units.filter((row) => row.resolutionId === resolutionId).map(({ unit }) => unit), dueOn: resolution?.dueOn ?? null },
  };
}
/** Liaison officers have votes among themselves; whoever is invited has none. */
export const hasVote = ({ invited }: Pick<ConferenceMemberRow, 'invited'>): boolean => !invited;
export function presentAttendance(member: ConferenceMemberRow, noted: AttendanceRow | undefined, names: boolean): Attendance {
  const { id, unit, role, personTitle, personName, invited } = member;
  return {
    ...{ memberId: id, unit, role, personTitle, personName: names ? personName : null, invited, votes: hasVote(member) },
    ...{ state: noted?.state ?? null, by: noted?.by ?? null },
  };
}
