import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf, RegionCode, Year } from './common.ts';
import { bands, grades, levels, seatDecisions, seatStatuses, survivalSources } from './vocabulary.ts';

const Note = Type.String({ maxLength: 500 });
/** Entry years further ahead than this are not planned yet. */
export const seatYearsAhead = 10;

export const SeatRequestInput = Type.Object(
  {
    majorCode: Type.Optional(MajorCode),
    programmeId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Instead of majorCode, where the school offers it already.' })),
    entryYear: Year,
    seats: Type.Integer({
      minimum: -5000,
      maximum: 5000,
      description:
        'Seats more (or, negative, fewer) than the present intake carried on, in this entry year; not 0. A lasting change is one request an entry year.',
    }),
    note: Type.Optional(Note),
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only planners and administrators name the school.' })),
  },
  { $id: 'SeatRequestInput', additionalProperties: false },
);
export type SeatRequestInput = Static<typeof SeatRequestInput>;

export const SeatDecisionInput = Type.Object(
  { decision: Type.Enum([...seatDecisions], { description: 'Planners approve or reject, the school withdraws.' }), note: Type.Optional(Note) },
  { $id: 'SeatDecisionInput', additionalProperties: false },
);
export type SeatDecisionInput = Static<typeof SeatDecisionInput>;

export const SeatRequest = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Type.String(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    programmeId: nullable(Id),
    entryYear: Type.Integer(),
    baseYear: Type.Integer({ description: 'Newest reporting year when it was filed: seats count against its intake.' }),
    seats: Type.Integer(),
    status: Type.Enum([...seatStatuses]),
    note: nullable(Type.String()),
    decisionNote: nullable(Type.String()),
    simulated: Type.Boolean(),
    createdAt: Type.String({ format: 'date-time' }),
    decidedAt: nullable(Type.String({ format: 'date-time' })),
  },
  { $id: 'SeatRequest', additionalProperties: false },
);
export type SeatRequest = Static<typeof SeatRequest>;
export const SeatRequestPage = pageOf('SeatRequestPage', SeatRequest);

const persons = (description: string) => Type.Number({ description: `${description}, persons.` });
/** Withheld with the gap. */
const ofGap = (description: string) => nullable(persons(description));
const Sums = Type.Object(
  {
    year: Type.Integer({ description: 'Graduation year; of the window, its first.' }),
    lastYear: Type.Integer(),
    gap: ofGap('Gap of the run'),
    lo80: nullable(Type.Number()),
    hi80: nullable(Type.Number()),
    approved: persons('Graduates that approved seats make'),
    requested: persons('Graduates that requested seats would make'),
    recommended: ofGap('Graduates that the recommended seats would make'),
    afterApproved: ofGap('Gap after approved seats'),
    afterEveryone: ofGap('Gap after approved and requested seats'),
    afterRecommended: ofGap('Gap after approved and recommended seats'),
    overshoot: nullable(
      Type.Boolean({ description: 'What is asked goes past what remains, or away from it. Withheld with the gap, which requests could feel for.' }),
    ),
    schools: Type.Array(
      Type.Object(
        {
          schoolId: Id,
          schoolName: Type.String(),
          approved: Type.Integer({ description: 'Seats.' }),
          requested: Type.Integer(),
          recommended: nullable(Type.Integer({ description: 'Seats, between 0 and what the school asks; a share of the gap, so withheld with it.' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const Guard = Type.Object(
  {
    runId: Id,
    regionCode: RegionCode,
    asOfYear: Type.Integer(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    lengthYears: nullable(Type.Integer({ description: 'Of the cell; null where the run says nothing about this major.' })),
    band: nullable(Type.Enum([...bands])),
    grade: nullable(Type.Enum([...grades])),
    suppressed: disclosure.suppressed,
    years: Type.Array(Sums, { description: 'One item a graduation year of the run.' }),
    window: nullable(Sums),
    survival: Type.Array(
      Type.Object(
        {
          schoolId: Id,
          share: Type.Number({ description: 'Share of a seat that graduates and supplies the city.' }),
          source: Type.Enum([...survivalSources], { description: 'Whose record: the programme, the major, the level, or a parameter of the run.' }),
        },
        { additionalProperties: false },
      ),
    ),
    beyond: Type.Array(
      Type.Object(
        { schoolId: Id, schoolName: Type.String(), graduationYear: Type.Integer(), seats: Type.Integer(), status: Type.Enum(['requested', 'approved']) },
        { additionalProperties: false },
      ),
      { description: 'Changes of graduation years the run does not reach: listed, not counted.' },
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'Guard', additionalProperties: false },
);
export type Guard = Static<typeof Guard>;
export const GuardPage = pageOf('GuardPage', Guard);
