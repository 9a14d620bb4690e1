import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, ref, Version } from './common.ts';
import { AgendaItem, Attendance } from './agendas.ts';
import { decisionRules, meetingKinds, memberRoles, mostItems, mostMembers } from './conference-words.ts';
import { eventsOf, statesOf } from './workflow.ts';
import { meetingWorkflow } from './workflows/meeting.ts';

const strict = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const day = (description: string) => Type.String({ format: 'date', description });
const written = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', ...(description === undefined ? {} : { description }) });
export const Reason = written(500, 'Why; needed where the step asks for it.');
const Simulated = Type.Boolean({ description: 'Made up for the demo city.' });

const member = {
  unit: written(100, '成员单位.'),
  role: Type.Enum([...memberRoles], { description: 'convener 召集人, deputy 副召集人, member 成员, liaison 联络员.' }),
  personTitle: written(100, '职务 of who sits there.'),
  leads: Type.Boolean({ description: '牵头单位.' }),
  invited: Type.Boolean({ description: 'Asked to come, without a vote.' }),
  validFrom: day('First day of the seat.'),
};
const Name = Type.String({ maxLength: 40, description: 'Of who sits there. Told to the office of the conference and to planners only.' });
export const ConferenceMemberInput = Type.Object(
  {
    ...member,
    leads: Type.Optional(member.leads),
    invited: Type.Optional(member.invited),
    organisationId: Type.Optional(Id),
    personName: Type.Optional(Name),
    validTo: Type.Optional(day('Last day of the seat.')),
  },
  { $id: 'ConferenceMemberInput', ...strict },
);
export type ConferenceMemberInput = Static<typeof ConferenceMemberInput>;
export const ConferenceMember = Type.Object(
  {
    id: Id,
    ...member,
    organisationId: nullable(Id),
    organisationName: nullable(Type.String()),
    personName: nullable(Name),
    validTo: nullable(day('Last day of the seat.')),
    version: Version,
    simulated: Simulated,
  },
  { $id: 'ConferenceMember', ...strict },
);
export type ConferenceMember = Static<typeof ConferenceMember>;
export const ConferenceMemberPage = pageOf('ConferenceMemberPage', ConferenceMember);

const Kind = Type.Enum([...meetingKinds], { description: 'regular 例会, ad_hoc 专题会议, liaison 联络员会议.' });
const meeting = {
  title: written(120),
  plannedAt: Type.String({ format: 'date-time', description: 'When it is to begin.' }),
  place: written(120),
  decisionRule: Type.Enum([...decisionRules], { description: 'consensus 协商一致: nobody against; majority 表决: more than half of those present for.' }),
};
const Quorum = Type.Integer({ minimum: 1, maximum: mostMembers, description: 'Seats with a vote that have to be taken before anything is decided.' });
export const MeetingInput = Type.Object(
  {
    ...meeting,
    kind: Kind,
    quorum: Type.Optional(Quorum),
    preparesId: Type.Optional(Type.Unsafe<string>({ ...Id, description: 'A liaison meeting: the meeting it prepares.' })),
  },
  { $id: 'MeetingInput', ...strict },
);
export type MeetingInput = Static<typeof MeetingInput>;
export const MeetingChange = Type.Object(
  { ...meeting, quorum: Type.Optional(Quorum), summary: Type.Optional(written(4000, 'What the minutes say before their items.')) },
  { $id: 'MeetingChange', ...strict },
);
export type MeetingChange = Static<typeof MeetingChange>;
export const MeetingMove = Type.Object({ event: Type.Enum(eventsOf(meetingWorkflow)), reason: Type.Optional(Reason) }, { $id: 'MeetingMove', ...strict });
export type MeetingMove = Static<typeof MeetingMove>;

const listed = {
  id: Id,
  number: Type.String({ description: 'Year and number, 2026-1.' }),
  kind: Kind,
  ...meeting,
  quorum: nullable(Quorum),
  preparesId: nullable(Id),
  state: Type.Enum(statesOf(meetingWorkflow)),
  version: Version,
  simulated: Simulated,
};
export const Meeting = Type.Object(
  { ...listed, items: Type.Integer({ minimum: 0, description: 'Items of the agenda.' }), resolutions: Type.Integer({ minimum: 0 }) },
  { $id: 'Meeting', ...strict },
);
export type Meeting = Static<typeof Meeting>;
export const MeetingPage = pageOf('MeetingPage', Meeting);

export const MeetingDetail = Type.Object(
  {
    ...listed,
    summary: nullable(Type.String()),
    items: Type.Array(ref(AgendaItem), { maxItems: mostItems }),
    attendance: Type.Array(ref(Attendance), { description: 'Everybody who is to come, with what is noted of them.' }),
    voters: Type.Integer({ minimum: 0, description: 'Seats with a vote.' }),
    present: Type.Integer({ minimum: 0, description: 'Of them, present or represented.' }),
    quorate: nullable(Type.Boolean({ description: 'Null where no quorum is set.' })),
    recipients: Type.Array(Type.Object({ unit: Type.String(), at: instant }, strict), { description: 'Who was sent the minutes.' }),
  },
  { $id: 'MeetingDetail', ...strict },
);
export type MeetingDetail = Static<typeof MeetingDetail>;
