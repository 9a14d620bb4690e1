import { Type, type Static } from 'typebox';
import { disclosure, Id, MajorCode, nullable, pageOf } from './common.ts';
import { bands, flagClasses, grades, levels, replyKinds, replyStates } from './vocabulary.ts';

const figure = nullable(Type.Number());
const sentence = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false, description: 'What it means for this programme.' });
/** Schools behind a figure of the city, the own one among them, at least: with fewer the other one could be read from it. */
export const schoolsNeeded = 3;
/** Years of destinations that are added up. */
export const placementYears = 3;

const Placement = Type.Object(
  {
    firstYear: Type.Integer(),
    lastYear: Type.Integer(),
    seekers: Type.Integer({ description: 'Graduates with a reported destination who neither studied on nor joined the army.' }),
    localJobs: Type.Integer({ description: 'Of them, at work in the city.' }),
    share: Type.Number({ description: 'localJobs ÷ seekers.' }),
    lo80: Type.Number({ description: '80 % interval of the share (Wilson).' }),
    hi80: Type.Number(),
  },
  { additionalProperties: false },
);
export type Placement = Static<typeof Placement>;

const Flag = Type.Object(
  {
    class: Type.Enum([...flagClasses]),
    proposedClass: Type.Enum([...flagClasses], { description: 'What this run would say by itself; a class changes when two years in a row say so.' }),
    asks: Type.Boolean({ description: 'The school is asked for a reply.' }),
    since: nullable(Type.Integer({ description: 'Year of the first run since which every year has said the same; only where a reply is asked for.' })),
    dueAt: nullable(Type.String({ format: 'date-time' })),
    firstYear: Type.Integer({ description: 'First year of the decision window.' }),
    lastYear: Type.Integer(),
    gap: nullable(Type.Number({ description: 'Median gap of the window, persons; positive is shortage.' })),
    lo80: figure,
    hi80: figure,
    probability: figure,
    ratio: figure,
    band: Type.Enum([...bands]),
    grade: Type.Enum([...grades]),
    suppressed: disclosure.suppressed,
  },
  { additionalProperties: false },
);
export const ProgrammeStanding = Type.Object(
  {
    programmeId: Id,
    organisationId: Id,
    organisationName: Type.String(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    lengthYears: Type.Integer(),
    runId: nullable(Id),
    asOfYear: nullable(Type.Integer()),
    flag: nullable(Flag),
    meaning: sentence,
    share: Type.Object(
      {
        entrants: nullable(Type.Integer({ description: 'New students of the programme in asOfYear as reported.' })),
        ofEntrants: nullable(Type.Number({ description: 'Their share of all reported new students of the major.' })),
        ofSupply: nullable(
          Type.Number({ description: 'Expected share of what the schools with the major supply in the decision window; declared inflow is not in it.' }),
        ),
        withheld: Type.Boolean({ description: 'Shares are withheld: with one other school its figures could be read from them.' }),
      },
      { additionalProperties: false },
    ),
    placement: Type.Object(
      {
        own: nullable(Placement),
        city: nullable(Placement),
        cityOf: nullable(
          Type.Enum(['major', 'level'], { description: `What \`city\` is of: the major, or with fewer than ${schoolsNeeded} schools its level.` }),
        ),
      },
      { additionalProperties: false },
    ),
    peers: Type.Array(Type.Object({ id: Id, name: Type.String() }, { additionalProperties: false }), {
      description: 'Other schools with an open programme of the major.',
    }),
    reply: nullable(
      Type.Object(
        {
          id: Id,
          kind: Type.Enum([...replyKinds]),
          state: Type.Enum([...replyStates]),
          reason: nullable(Type.String()),
          changedAt: Type.String({ format: 'date-time' }),
        },
        { additionalProperties: false, description: 'The reply that answers the flag.' },
      ),
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'ProgrammeStanding', additionalProperties: false },
);
export type ProgrammeStanding = Static<typeof ProgrammeStanding>;
export const ProgrammeStandingPage = pageOf('ProgrammeStandingPage', ProgrammeStanding);
