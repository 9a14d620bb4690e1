import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Persons, Year } from './common.ts';
import { levels } from './vocabulary.ts';

export const EnrolmentReportInput = Type.Object(
  {
    year: Year,
    majorCode: MajorCode,
    level: Type.Enum([...levels]),
    plan: Type.Optional(Persons),
    intake: Persons,
    enrolled: Type.Array(Persons, { minItems: 1, maxItems: 8, description: 'Students by grade at the start of the school year, grade 1 first.' }),
    graduates: Persons,
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the school.' })),
  },
  { $id: 'EnrolmentReportInput', additionalProperties: false },
);
export type EnrolmentReportInput = Static<typeof EnrolmentReportInput>;

export const EnrolmentReport = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Type.String(),
    programmeId: Id,
    year: Type.Integer(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    unit: Type.String(),
    plan: nullable(Type.Integer()),
    intake: Type.Integer(),
    enrolled: Type.Array(Type.Integer()),
    graduates: Type.Integer(),
    simulated: Type.Boolean(),
    source: Type.String(),
    validFrom: Type.String({ format: 'date-time' }),
  },
  { $id: 'EnrolmentReport', additionalProperties: false },
);
export type EnrolmentReport = Static<typeof EnrolmentReport>;
export const EnrolmentReportPage = pageOf('EnrolmentReportPage', EnrolmentReport);
