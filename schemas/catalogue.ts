import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, OccupationCode, pageOf, RegionCode } from './common.ts';
import { levels, linkOrigins, segmentPositions } from './vocabulary.ts';

/** The edition a code belongs to, and whether it still holds. */
const standing = {
  codeSystem: Type.String({ description: 'Id of the newest edition that holds the code.' }),
  edition: Type.String(),
  retired: Type.Boolean({ description: 'A newer edition lacks it: what is known of it stays, nothing new is taken.' }),
  retiredIn: nullable(Type.String({ description: 'Id of the edition that lacked it.' })),
};

export const Major = Type.Object(
  {
    code: MajorCode,
    name: Type.String(),
    level: Type.Enum([...levels]),
    categoryCode: Type.String(),
    categoryName: Type.String(),
    classCode: Type.String(),
    className: Type.String(),
    ...standing,
    programmes: Type.Integer({ description: 'Programmes (专业点) in the city.' }),
    chainIds: Type.Array(Type.String()),
  },
  { $id: 'Major', additionalProperties: false },
);
export type Major = Static<typeof Major>;
export const MajorPage = pageOf('MajorPage', Major);

export const Occupation = Type.Object(
  {
    code: OccupationCode,
    name: Type.String(),
    depth: Type.Integer({ description: '3 = 小类, 4 = 职业' }),
    digital: Type.Boolean(),
    green: Type.Boolean(),
    ...standing,
    majors: Type.Array(Type.Object({ code: MajorCode, name: Type.String(), level: Type.Enum([...levels]), origin: Type.Enum([...linkOrigins]) })),
  },
  { $id: 'Occupation', additionalProperties: false },
);
export type Occupation = Static<typeof Occupation>;
export const OccupationPage = pageOf('OccupationPage', Occupation);

export const Chain = Type.Object(
  {
    id: Id,
    number: Type.Integer(),
    name: Type.String(),
    regionCode: RegionCode,
    source: Type.String(),
    segments: Type.Array(Type.Object({ id: Id, position: Type.Enum([...segmentPositions]), name: Type.String(), occupations: Type.Integer() })),
    majors: Type.Array(Type.Object({ code: MajorCode, name: Type.String(), level: Type.Enum([...levels]), origin: Type.Enum([...linkOrigins]) })),
    unmatchedMajors: Type.Array(Type.String(), { description: 'Key majors the document names but no catalogue has under that name.' }),
    enterprises: Type.Integer(),
  },
  { $id: 'Chain', additionalProperties: false },
);
export type Chain = Static<typeof Chain>;
export const ChainPage = pageOf('ChainPage', Chain);

/** What stands in a chain, one thing a row, in the columns of its spreadsheet. */
export const ChainContent = Type.Object(
  {
    id: Type.String({ description: 'Names the row in this list.' }),
    chainId: Id,
    chain: Type.String(),
    number: Type.Integer(),
    position: nullable(Type.Enum([...segmentPositions])),
    segment: nullable(Type.String()),
    occupationCode: nullable(OccupationCode),
    occupationName: nullable(Type.String()),
    majorCode: nullable(MajorCode),
    majorName: nullable(Type.String()),
    otherMajor: nullable(Type.String({ description: 'Name of a major that a document has and no catalogue.' })),
    origin: nullable(Type.Enum([...linkOrigins])),
    source: nullable(Type.String()),
  },
  { $id: 'ChainContent', additionalProperties: false },
);
export type ChainContent = Static<typeof ChainContent>;
export const ChainContentPage = pageOf('ChainContentPage', ChainContent);

export const School = Type.Object(
  {
    id: Id,
    name: Type.String(),
    level: nullable(Type.Enum([...levels])),
    ownership: Type.Enum(['public', 'private']),
    regionCode: RegionCode,
    direction: nullable(Type.String()),
    openedYear: nullable(Type.Integer()),
    closedYear: nullable(Type.Integer()),
    programmes: Type.Integer(),
    totals: Type.Array(
      Type.Object({
        year: Type.Integer(),
        basis: Type.Enum(['reported', 'target']),
        students: Type.Integer(),
        simulated: Type.Boolean(),
        source: Type.String(),
      }),
    ),
    simulated: Type.Boolean(),
    source: Type.String(),
  },
  { $id: 'School', additionalProperties: false },
);
export type School = Static<typeof School>;
export const SchoolPage = pageOf('SchoolPage', School);

export const Programme = Type.Object(
  {
    id: Id,
    schoolId: Id,
    schoolName: Type.String(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    lengthYears: Type.Integer(),
    openedYear: nullable(Type.Integer()),
    closedYear: nullable(Type.Integer()),
    simulated: Type.Boolean(),
    source: Type.String(),
  },
  { $id: 'Programme', additionalProperties: false },
);
export type Programme = Static<typeof Programme>;
export const ProgrammePage = pageOf('ProgrammePage', Programme);
