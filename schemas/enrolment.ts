import { Type, type Static } from 'typebox';
import { Id, MajorCode, nullable, pageOf, Persons, Year } from './common.ts';
import { levels } from './vocabulary.ts';

const ofProgramme = { year: Year, majorCode: MajorCode, level: Type.Enum([...levels]) };
const named = { organisationId: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the school.' })) };
/** What every report of a programme tells about itself. */
const reported = {
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  programmeId: Id,
  year: Type.Integer(),
  majorCode: MajorCode,
  majorName: Type.String(),
  level: Type.Enum([...levels]),
  unit: Type.String(),
  simulated: Type.Boolean(),
  source: Type.String(),
  validFrom: Type.String({ format: 'date-time' }),
};

const rate = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const rates = {
  firstChoiceRate: rate('第一志愿率, share 0–1: admitted on their first choice ÷ all admitted of the year.'),
  registrationRate: rate('报到率, share 0–1: registered ÷ admitted of the year.'),
};

export const EnrolmentReportInput = Type.Object(
  {
    ...ofProgramme,
    plan: Type.Optional(Persons),
    intake: Persons,
    enrolled: Type.Array(Persons, { minItems: 1, maxItems: 8, description: 'Students by grade at the start of the school year, grade 1 first.' }),
    graduates: Persons,
    firstChoiceRate: Type.Optional(rates.firstChoiceRate),
    registrationRate: Type.Optional(rates.registrationRate),
    ...named,
  },
  { $id: 'EnrolmentReportInput', additionalProperties: false },
);
export type EnrolmentReportInput = Static<typeof EnrolmentReportInput>;

export const EnrolmentReport = Type.Object(
  {
    ...reported,
    plan: nullable(Type.Integer()),
    intake: Type.Integer(),
    enrolled: Type.Array(Type.Integer()),
    graduates: Type.Integer(),
    firstChoiceRate: nullable(rates.firstChoiceRate),
    registrationRate: nullable(rates.registrationRate),
  },
  { $id: 'EnrolmentReport', additionalProperties: false },
);
export type EnrolmentReport = Static<typeof EnrolmentReport>;
export const EnrolmentReportPage = pageOf('EnrolmentReportPage', EnrolmentReport);

/** Words of the graduates' destinations, in the order in which they are added up. */
export const destinationFields = ['localJob', 'otherRegion', 'furtherStudy', 'military', 'unemployed'] as const;
const persons = (description: string) => Type.Integer({ minimum: 0, maximum: 10_000_000, description });
const destinations = {
  localJob: persons('本市就业 at work in the city'),
  otherRegion: persons('外地就业 at work elsewhere'),
  furtherStudy: persons('升学 study on'),
  military: persons('参军 join the army'),
  unemployed: persons('待就业 looking for work'),
};
export const DestinationReportInput = Type.Object(
  {
    ...ofProgramme,
    ...destinations,
    inField: Type.Optional(persons('对口就业: of localJob, in the field of the major')),
    ...named,
  },
  { $id: 'DestinationReportInput', additionalProperties: false },
);
export type DestinationReportInput = Static<typeof DestinationReportInput>;

export const DestinationReport = Type.Object(
  { ...reported, ...destinations, inField: nullable(Type.Integer()) },
  { $id: 'DestinationReport', additionalProperties: false },
);
export type DestinationReport = Static<typeof DestinationReport>;
export const DestinationReportPage = pageOf('DestinationReportPage', DestinationReport);

export const IntakePlanInput = Type.Object({ ...ofProgramme, plan: Persons, ...named }, { $id: 'IntakePlanInput', additionalProperties: false });
export type IntakePlanInput = Static<typeof IntakePlanInput>;
export const IntakePlan = Type.Object({ ...reported, plan: Type.Integer() }, { $id: 'IntakePlan', additionalProperties: false });
export type IntakePlan = Static<typeof IntakePlan>;
export const IntakePlanPage = pageOf('IntakePlanPage', IntakePlan);
