import { Type, type Static } from 'typebox';
import { Id, nullable, OccupationCode, pageOf, Persons, Year } from './common.ts';
import { levels } from './vocabulary.ts';

const organisationId = Type.Optional(
  Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the organisation; everyone else reports for the own one.' }),
);
const Headcount = Type.Integer({ minimum: 0, maximum: 1_000_000, description: '人' });
const PostedHeadcount = Type.Integer({ minimum: 1, maximum: 100_000, description: '招聘人数' });

export const DeclarationInput = Type.Object(
  {
    year: Year,
    occupationCode: OccupationCode,
    headcount: Headcount,
    expectedLeavers: Type.Optional(Persons),
    plannedHires: Type.Optional(Persons),
    organisationId,
  },
  { $id: 'DeclarationInput', additionalProperties: false },
);
export type DeclarationInput = Static<typeof DeclarationInput>;

const reported = {
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  simulated: Type.Boolean({ description: 'True for generated demo data.' }),
  source: Type.String(),
  validFrom: Type.String({ format: 'date-time' }),
};

export const Declaration = Type.Object(
  {
    ...reported,
    year: Type.Integer(),
    occupationCode: OccupationCode,
    occupationName: Type.String(),
    nature: Type.Enum(['stock', 'flow']),
    unit: Type.String(),
    headcount: Type.Integer(),
    expectedLeavers: nullable(Type.Integer()),
    plannedHires: nullable(Type.Integer()),
  },
  { $id: 'Declaration', additionalProperties: false },
);
export type Declaration = Static<typeof Declaration>;
export const DeclarationPage = pageOf('DeclarationPage', Declaration);

export const PostingInput = Type.Object(
  {
    openedOn: Type.String({ format: 'date', description: '发布日期 YYYY-MM-DD' }),
    occupationCode: OccupationCode,
    headcount: PostedHeadcount,
    experienceYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    level: Type.Optional(Type.Enum([...levels])),
    organisationId,
  },
  { $id: 'PostingInput', additionalProperties: false },
);
export type PostingInput = Static<typeof PostingInput>;

export const Posting = Type.Object(
  {
    ...reported,
    openedOn: Type.String(),
    year: Type.Integer(),
    occupationCode: OccupationCode,
    occupationName: Type.String(),
    nature: Type.Enum(['stock', 'flow']),
    unit: Type.String(),
    headcount: Type.Integer(),
    experienceYears: nullable(Type.Integer()),
    level: nullable(Type.Enum([...levels])),
  },
  { $id: 'Posting', additionalProperties: false },
);
export type Posting = Static<typeof Posting>;
export const PostingPage = pageOf('PostingPage', Posting);
