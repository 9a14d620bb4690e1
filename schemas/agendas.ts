import { Type, type Static } from 'typebox';
import { Id, nullable, Version } from './common.ts';
import { attendanceStates, itemOutcomes, memberRoles, mostItems, mostMembers } from './conference-words.ts';

const strict = { additionalProperties: false } as const;
const written = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', ...(description === undefined ? {} : { description }) });
const Name = Type.String({ maxLength: 40, description: 'Of who sits there. Told to the office of the conference and to planners only.' });

export const AgendaItem = Type.Object(
  {
    id: Id,
    position: Type.Integer({ minimum: 1 }),
    title: Type.String(),
    issueId: nullable(Id),
    docketId: nullable(Id),
    docketVersion: nullable(Version),
    reporter: nullable(Type.String({ description: '汇报单位.' })),
    minutes: nullable(Type.String()),
    outcome: nullable(Type.Enum([...itemOutcomes])),
    votes: nullable(Type.Object({ for: Type.Integer({ minimum: 0 }), against: Type.Integer({ minimum: 0 }), abstained: Type.Integer({ minimum: 0 }) }, strict)),
    resolutionId: nullable(Id),
    resolutionNumber: nullable(Type.String()),
    resolutionText: nullable(Type.String()),
    units: Type.Array(Type.String(), { description: 'Who carries the resolution out, the leading unit first.' }),
    dueOn: nullable(Type.String({ format: 'date' })),
  },
  { $id: 'AgendaItem', ...strict },
);
export type AgendaItem = Static<typeof AgendaItem>;
export const Attendance = Type.Object(
  {
    memberId: Id,
    unit: Type.String(),
    role: Type.Enum([...memberRoles]),
    personTitle: Type.String(),
    personName: nullable(Name),
    invited: Type.Boolean(),
    votes: Type.Boolean({ description: 'Has a vote in this meeting.' }),
    state: nullable(Type.Enum([...attendanceStates], { description: 'Null until it is noted.' })),
    by: nullable(Type.String({ description: '职务 of who came in their place.' })),
  },
  { $id: 'Attendance', ...strict },
);
export type Attendance = Static<typeof Attendance>;

export const AgendaItemInput = Type.Object(
  {
    title: Type.Optional(written(200, 'Needed where it is neither an issue nor a docket.')),
    issueId: Type.Optional(Id),
    docketId: Type.Optional(Id),
    reporter: Type.Optional(written(100, '汇报单位.')),
  },
  { $id: 'AgendaItemInput', ...strict },
);
export type AgendaItemInput = Static<typeof AgendaItemInput>;
export const AgendaItemChange = Type.Object(
  {
    position: Type.Optional(Type.Integer({ minimum: 1, maximum: mostItems })),
    reporter: Type.Optional(written(100, '汇报单位.')),
    minutes: Type.Optional(Type.String({ maxLength: 8000, description: 'What was said, for the minutes.' })),
  },
  { $id: 'AgendaItemChange', ...strict },
);
export type AgendaItemChange = Static<typeof AgendaItemChange>;
export const AttendanceInput = Type.Object(
  {
    members: Type.Array(
      Type.Object(
        {
          memberId: Id,
          state: Type.Enum([...attendanceStates]),
          by: Type.Optional(Type.String({ maxLength: 60, description: '职务 of who came in their place.' })),
        },
        strict,
      ),
      { minItems: 1, maxItems: mostMembers },
    ),
  },
  { $id: 'AttendanceInput', ...strict },
);
export type AttendanceInput = Static<typeof AttendanceInput>;
