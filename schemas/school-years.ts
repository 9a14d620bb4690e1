import { Type, type Static } from 'typebox';
import { Id, nullable, pageOf, Year } from './common.ts';

const persons = (description: string) => Type.Integer({ minimum: 0, maximum: 100_000, description });
const optional = {
  teacherPosts: Type.Integer({ minimum: 1, maximum: 100_000, description: '核定专任教师数（人）: full-time teachers the school is to have.' }),
  professionalTeachers: persons('专业教师（人）: of fullTimeTeachers.'),
  dualQualifiedTeachers: persons('双师型教师（人）: of professionalTeachers, or of fullTimeTeachers where those are not told.'),
  partTimeTeachers: persons('兼职教师（人）: from enterprises and elsewhere.'),
  trainingPersonTimes: Type.Integer({
    minimum: 0,
    maximum: 10_000_000,
    description: '培训人次: non-degree training in the year; who is trained twice counts twice.',
  }),
  practiceBaseArea: Type.Number({ minimum: 0, maximum: 10_000_000, description: '实训基地建筑面积（平方米）' }),
  practicePlaces: persons('实训工位（个）'),
  equipmentValue: Type.Number({ minimum: 0, maximum: 10_000_000, description: '教学仪器设备总值（万元）' }),
};
const fullTimeTeachers = persons('专任教师（人）at the end of the year.');

export const SchoolYearInput = Type.Object(
  {
    year: Year,
    fullTimeTeachers,
    teacherPosts: Type.Optional(optional.teacherPosts),
    professionalTeachers: Type.Optional(optional.professionalTeachers),
    dualQualifiedTeachers: Type.Optional(optional.dualQualifiedTeachers),
    partTimeTeachers: Type.Optional(optional.partTimeTeachers),
    trainingPersonTimes: Type.Optional(optional.trainingPersonTimes),
    practiceBaseArea: Type.Optional(optional.practiceBaseArea),
    practicePlaces: Type.Optional(optional.practicePlaces),
    equipmentValue: Type.Optional(optional.equipmentValue),
    organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the school.' })),
  },
  { $id: 'SchoolYearInput', additionalProperties: false },
);
export type SchoolYearInput = Static<typeof SchoolYearInput>;

/** What the form sends: the figures, and which of them were looked at though they differ much from last year's. */
export const SchoolYearSubmission = Type.Object(
  {
    ...SchoolYearInput.properties,
    confirmed: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        maxItems: 20,
        description: 'Fields whose values differ much from last year’s and are meant: those of `confirm`.',
      }),
    ),
  },
  { $id: 'SchoolYearSubmission', additionalProperties: false },
);
export type SchoolYearSubmission = Static<typeof SchoolYearSubmission>;

export const SchoolYear = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Type.String(),
    year: Type.Integer(),
    fullTimeTeachers,
    teacherPosts: nullable(optional.teacherPosts),
    professionalTeachers: nullable(optional.professionalTeachers),
    dualQualifiedTeachers: nullable(optional.dualQualifiedTeachers),
    partTimeTeachers: nullable(optional.partTimeTeachers),
    trainingPersonTimes: nullable(optional.trainingPersonTimes),
    practiceBaseArea: nullable(optional.practiceBaseArea),
    practicePlaces: nullable(optional.practicePlaces),
    equipmentValue: nullable(optional.equipmentValue),
    inForce: Type.Boolean({ description: 'The newest report of the school and year: the one that counts.' }),
    simulated: Type.Boolean({ description: 'True for generated demo data.' }),
    source: Type.String(),
    validFrom: Type.String({ format: 'date-time' }),
  },
  { $id: 'SchoolYear', additionalProperties: false },
);
export type SchoolYear = Static<typeof SchoolYear>;
export const SchoolYearPage = pageOf('SchoolYearPage', SchoolYear);
