import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf } from './common.ts';
import { levels } from './vocabulary.ts';

export const PathwayInput = Type.Object(
  {
    fromProgrammeId: Type.String({ minLength: 1, maxLength: 64, description: 'Programme of the lower level.' }),
    toProgrammeId: Type.String({ minLength: 1, maxLength: 64, description: 'Programme of the higher level.' }),
    share: Type.Number({ minimum: 0, maximum: 1, description: 'Of the reported or planned intake of the later programme; never added to it.' }),
    seats: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Persons a year agreed on: the intake where neither report nor plan exists.' }),
    ),
    firstYear: Type.Integer({ minimum: 2000, maximum: 2100, description: 'First intake year of the later programme.' }),
  },
  { $id: 'PathwayInput', additionalProperties: false },
);
export type PathwayInput = Static<typeof PathwayInput>;

const end = Type.Object(
  { programmeId: Id, schoolId: Id, schoolName: Type.String(), majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]) },
  { additionalProperties: false },
);
export const Pathway = Type.Object(
  {
    id: Id,
    from: end,
    to: end,
    share: Type.Number(),
    seats: nullable(Type.Integer()),
    firstYear: Type.Integer(),
    closedYear: nullable(Type.Integer({ description: 'First intake year without.' })),
    simulated: Type.Boolean(),
    source: Type.String(),
  },
  { $id: 'Pathway', additionalProperties: false },
);
export type Pathway = Static<typeof Pathway>;
export const PathwayPage = pageOf('PathwayPage', Pathway);
