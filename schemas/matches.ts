import { Type, type Static } from 'typebox';
import { CompetenceCode } from './competences.ts';
import { Id, MajorCode, nullable, OccupationCode, RegionCode } from './common.ts';
import { levels, linkOrigins, withheldReasons } from './vocabulary.ts';

const outlook = {
  year: Type.Integer({ description: 'Graduation year.' }),
  mean: Type.Number({ description: 'Persons expected to come to work in the city.' }),
  lo80: Type.Number(),
  hi80: Type.Number(),
};
const whole = (description: string) => nullable(Type.Integer({ minimum: 0, description }));

export const Supplier = Type.Object(
  {
    programmeId: Id,
    schoolId: Id,
    schoolName: Type.String(),
    regionCode: RegionCode,
    regionName: Type.String(),
    sameRegion: nullable(Type.Boolean({ description: 'Region of the own enterprise; null for everybody else.' })),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    lengthYears: Type.Integer(),
    link: Type.Object({
      origin: Type.Enum([...linkOrigins]),
      strength: Type.Number(),
      weight: nullable(
        Type.Number({ description: 'Share of the entry demand of the occupation that falls to the major in the run; null where it is not among its largest.' }),
      ),
    }),
    graduates: whole('毕业生（人）in the base year.'),
    enrolled: whole('在校生（人）in the base year.'),
    years: Type.Array(Type.Object({ ...outlook, enrolled: Type.Boolean({ description: 'The students have begun already.' }) })),
    covered: Type.Array(CompetenceCode, { description: 'Competences asked for that the programme teaches.' }),
    missing: Type.Array(CompetenceCode, { description: 'Asked for and not taught.' }),
    taught: Type.Boolean({ description: 'False: the school entered nothing, so what is missing is unknown.' }),
    simulated: Type.Boolean(),
  },
  { $id: 'Supplier', additionalProperties: false },
);
export type Supplier = Static<typeof Supplier>;

export const SupplierPage = Type.Object(
  {
    items: Type.Array(Type.Unsafe<Supplier>({ $ref: 'Supplier#' })),
    nextCursor: nullable(Type.String({ description: 'Opaque; pass it as `cursor` to get the next page. Null on the last page.' })),
    total: Type.Optional(Type.Integer({ minimum: 0 })),
    occupationCode: OccupationCode,
    occupationName: Type.String(),
    runId: nullable(Type.String({ description: 'Null before the first run: graduates to come are not known then.' })),
    asOfYear: nullable(Type.Integer()),
    majors: Type.Array(
      Type.Object({
        code: MajorCode,
        name: Type.String(),
        level: Type.Enum([...levels]),
        schools: Type.Integer(),
        years: Type.Array(Type.Object(outlook), { description: 'Supply of the major in the run: all its programmes and declared inflow.' }),
      }),
    ),
    asked: Type.Array(
      Type.Object({
        code: CompetenceCode,
        name: Type.String(),
        own: Type.Boolean({ description: 'Asked for by the own enterprise.' }),
      }),
      { description: 'Competences that enterprises ask for in the occupation; to organisations those of three enterprises or more, and the own ones.' },
    ),
    chains: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
      description: 'Chains whose enterprises declared the occupation; to organisations those with three such enterprises or more.',
    }),
    simulated: Type.Boolean(),
  },
  { $id: 'SupplierPage', additionalProperties: false },
);
export type SupplierPage = Static<typeof SupplierPage>;

const demand = {
  enterprises: whole('Enterprises behind it.'),
  employees: whole('年末在岗（人）'),
  plannedHires: whole('计划招聘（人）'),
  openToNewGraduates: whole('面向应届毕业生（人）'),
  internships: whole('实习岗位（个）'),
  openPostings: whole('招聘中的岗位（个）'),
  withheld: nullable(Type.Enum([...withheldReasons])),
};
export const ProgrammeDemand = Type.Object(
  {
    programmeId: Id,
    schoolId: Id,
    schoolName: Type.String(),
    majorCode: MajorCode,
    majorName: Type.String(),
    level: Type.Enum([...levels]),
    from: Type.Integer({ description: 'First year whose reports count; of each enterprise and occupation the newest.' }),
    to: Type.Integer(),
    total: Type.Object(demand),
    occupations: Type.Array(
      Type.Object({
        ...{ code: OccupationCode, name: Type.String(), origin: Type.Enum([...linkOrigins]), ...demand },
        asked: Type.Array(CompetenceCode, { description: 'Competences asked for in the occupation; to schools those of three enterprises or more.' }),
        covered: Type.Array(CompetenceCode, { description: 'Of them, those the programme teaches.' }),
        missing: Type.Array(CompetenceCode, { description: 'Asked for and not taught; empty where the school entered nothing.' }),
      }),
    ),
    taught: Type.Boolean({ description: 'False: the school entered nothing of what the programme teaches, so what is missing is unknown.' }),
    competences: Type.Array(Type.Object({ code: CompetenceCode, name: Type.String() }), { description: 'Names of the competences asked for.' }),
    naming: whole('Enterprises that name the major among those they accept 接收专业; null where fewer than three and withheld.'),
    enterprises: Type.Array(
      Type.Object({
        organisationId: Id,
        organisationName: Type.String(),
        occupations: Type.Array(OccupationCode),
        openPostings: Type.Integer(),
        employees: whole('年末在岗（人）; for those who plan.'),
        plannedHires: whole('计划招聘（人）; for those who plan.'),
        naming: nullable(Type.Boolean({ description: 'Names the major among those it accepts; for those who plan.' })),
      }),
      { description: 'To the school those with an open posting, which is public; to those who plan all. At most a hundred.' },
    ),
    simulated: Type.Boolean(),
  },
  { $id: 'ProgrammeDemand', additionalProperties: false },
);
export type ProgrammeDemand = Static<typeof ProgrammeDemand>;
