import { Type, type Static } from 'typebox';
import { Id, MajorCode, OccupationCode, pageOf, RegionCode } from './common.ts';
import { levels } from './vocabulary.ts';

/** Years ahead that projects and inflow may be announced for. */
export const outlookYears = 10;
const headcount = { minimum: 0, maximum: 100_000 };
const words = (description: string, maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
/** The service says until when: it depends on the newest reports. */
const year = (description: string) => Type.Integer({ minimum: 2000, maximum: 2100, description });
const told = {
  unit: Type.String(),
  inForce: Type.Boolean({ description: 'The newest word on the same thing, and not one that takes it back.' }),
  simulated: Type.Boolean({ description: 'True for generated demo data.' }),
  source: Type.String(),
  validFrom: Type.String({ format: 'date-time' }),
};

export const ProjectInput = Type.Object(
  {
    name: words('项目名称; with the enterprise and the occupation it says which project is meant.', 100),
    occupationCode: OccupationCode,
    commissioningYear: year('投产年份, 2000 to ten years past the newest reports.'),
    plannedHeadcount: Type.Integer({
      ...headcount,
      description: '计划用工（人）, on top of present employees. The newest word counts; 0 takes the project back.',
    }),
    organisationId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Only administrators name the enterprise; everyone else reports for the own one.' }),
    ),
  },
  { $id: 'ProjectInput', additionalProperties: false },
);
export type ProjectInput = Static<typeof ProjectInput>;
export const Project = Type.Object(
  {
    ...{ id: Id, organisationId: Id, organisationName: Type.String(), name: Type.String() },
    ...{ occupationCode: OccupationCode, occupationName: Type.String(), commissioningYear: Type.Integer(), plannedHeadcount: Type.Integer() },
    ...told,
  },
  { $id: 'Project', additionalProperties: false },
);
export type Project = Static<typeof Project>;
export const ProjectPage = pageOf('ProjectPage', Project);

export const InflowInput = Type.Object(
  {
    majorCode: MajorCode,
    year: year('毕业年份, 2000 to ten years past the newest reports.'),
    persons: Type.Integer({ ...headcount, description: '来本市就业（人）. The newest word of a major and year counts; 0 takes it back.' }),
    reason: words('来源与依据: where the graduates come from and how that is known.', 500),
    regionCode: Type.Optional(RegionCode),
  },
  { $id: 'InflowInput', additionalProperties: false },
);
export type InflowInput = Static<typeof InflowInput>;
export const Inflow = Type.Object(
  {
    ...{ id: Id, regionCode: RegionCode, majorCode: MajorCode, majorName: Type.String(), level: Type.Enum([...levels]) },
    ...{ year: Type.Integer(), persons: Type.Integer(), reason: Type.String() },
    ...told,
  },
  { $id: 'Inflow', additionalProperties: false },
);
export type Inflow = Static<typeof Inflow>;
export const InflowPage = pageOf('InflowPage', Inflow);
